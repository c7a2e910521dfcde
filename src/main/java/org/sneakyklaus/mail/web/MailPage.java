package org.sneakyklaus.mail.web;

import java.time.ZoneId;
import org.sneakyklaus.outbox.transport.CapturedMail;
import org.sneakyklaus.outbox.transport.MailRoute;
import org.sneakyklaus.support.AppProperties;
import org.springframework.data.domain.Page;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The model of the email page.
 *
 * @param app settings of the public URL, where links in emails lead
 * @param address the address of the admin
 * @param anyCaptured whether there is any captured email, regardless of the search
 * @param mails the captured emails
 * @param q the part of an address that was searched for, or blank
 * @param zone time zone of the times shown
 */
record MailPage(
        MailRoute route,
        AppProperties app,
        String address,
        boolean anyCaptured,
        Page<CapturedMail> mails,
        String q,
        ZoneId zone) {

    /** Returns whether emails are sent, but their links work on this machine only. */
    public boolean linksLeadNowhere() {
        return route.sends() && app.isOfThisMachine();
    }

    /** Returns whether emails are sent with links that an eavesdropper could follow. */
    public boolean linksAreInTheOpen() {
        return route.sends() && !app.isOfThisMachine() && !app.isHttps();
    }

    public boolean showsInbox() {
        return anyCaptured || !route.sends();
    }

    /** Returns the URL of this list, to which page numbers are added. */
    public String url() {
        return q.isBlank()
                ? "/admin/mail"
                : UriComponentsBuilder.fromPath("/admin/mail")
                        .queryParam("q", "{q}")
                        .build(q)
                        .toString();
    }
}
