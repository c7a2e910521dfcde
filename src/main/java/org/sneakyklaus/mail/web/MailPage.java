package org.sneakyklaus.mail.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.sneakyklaus.outbox.transport.CapturedMail;
import org.sneakyklaus.outbox.transport.MailRoute;
import org.sneakyklaus.support.AppProperties;
import org.springframework.data.domain.Page;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What the page of the e-mails shows.
 *
 * @param app where links in e-mails lead
 * @param address of the admin
 * @param anyCaptured whether any e-mail lies here, whatever was searched for
 * @param mails those that were captured
 * @param q the part of an address that was searched for, or blank
 * @param zone in which times are told
 */
record MailPage(
        MailRoute route,
        AppProperties app,
        String address,
        boolean anyCaptured,
        Page<CapturedMail> mails,
        String q,
        ZoneId zone) {

    /** Whether e-mails leave, but their links work on this machine only. */
    public boolean linksLeadNowhere() {
        return route.sends() && app.isOfThisMachine();
    }

    /** Whether e-mails leave, and whoever listens on the way may follow their links. */
    public boolean linksAreInTheOpen() {
        return route.sends() && !app.isOfThisMachine() && !app.isHttps();
    }

    public boolean showsInbox() {
        return anyCaptured || !route.sends();
    }

    /** The address of this list, to which its pages are added. */
    public String url() {
        return q.isBlank()
                ? "/admin/mail"
                : UriComponentsBuilder.fromPath("/admin/mail")
                        .queryParam("q", "{q}")
                        .build(q)
                        .toString();
    }

    public ZonedDateTime time(Instant instant) {
        return instant.atZone(zone);
    }
}
