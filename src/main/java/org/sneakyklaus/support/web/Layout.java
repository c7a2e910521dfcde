package org.sneakyklaus.support.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.AdminNotice;
import org.sneakyklaus.support.AdminNotice.Remedy;
import org.sneakyklaus.support.MailCapture;
import org.sneakyklaus.support.MailDelay;
import org.sneakyklaus.support.SignedIn;
import org.sneakyklaus.support.language.Languages;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** What the frame of every page shows; the templates know it as {@code layout}. */
@Component
public class Layout {

    private static final String SIGNED_IN = Layout.class.getName() + ".signedIn";
    private static final String ADMIN = Layout.class.getName() + ".admin";

    private final Optional<BuildProperties> build;
    private final MailCapture mailCapture;
    private final ObjectProvider<MailDelay> mailDelays;
    private final ObjectProvider<AdminNotice> notices;
    private final MessageSource messages;

    Layout(
            Optional<BuildProperties> build,
            MailCapture mailCapture,
            ObjectProvider<MailDelay> mailDelays,
            ObjectProvider<AdminNotice> notices,
            MessageSource messages) {
        this.build = build;
        this.mailCapture = mailCapture;
        this.mailDelays = mailDelays;
        this.notices = notices;
        this.messages = messages;
    }

    /** The version that runs. */
    public String version() {
        return build.map(BuildProperties::getVersion).orElse("development");
    }

    /** Whether e-mails are only kept on this machine. */
    public boolean captureMail() {
        return mailCapture.active();
    }

    /** Whether an e-mail that somebody is told to look for is late. */
    public boolean mailIsLate() {
        return mailDelays.stream().anyMatch(MailDelay::isHeldUp);
    }

    /** What every admin page must say now; nothing to anybody but the admin. */
    public List<Notice> notices() {
        return isAdmin() ? current() : List.of();
    }

    /** What each language calls itself, by its tag. */
    public Map<String, String> languages() {
        return Languages.names();
    }

    /** Whether this page can be asked for once more in another language: what a form answers cannot. */
    public boolean canChangeLanguage() {
        return "GET".equals(request().getMethod());
    }

    /** The frame of the page of an error: the organiser's for the organiser. */
    public String frame() {
        return request().getAttribute(ADMIN) == null ? "layout/public" : "layout/admin";
    }

    private static HttpServletRequest request() {
        return ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
    }

    private List<Notice> current() {
        return notices.orderedStream()
                .flatMap(notice -> notice.current().stream().map(text -> shown(notice, text)))
                .toList();
    }

    private Notice shown(AdminNotice notice, MessageSourceResolvable text) {
        return new Notice(
                messages.getMessage(text, LocaleContextHolder.getLocale()),
                notice.remedy().orElse(null));
    }

    private static boolean isAdmin() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null
                && authentication.getAuthorities().stream()
                        .anyMatch(authority -> "ROLE_ADMIN".equals(authority.getAuthority()));
    }

    /** A notice in the reader's language. */
    public record Notice(String text, @Nullable Remedy remedy) {}

    /** Who is signed in for this part of the site, or null. */
    public @Nullable String signedIn() {
        return (String) request().getAttribute(SIGNED_IN);
    }

    /** The page of an error belongs to no part of the site, so nobody is signed in there any more. */
    public static void rememberWhoAsks(HttpServletRequest request) {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof SignedIn person) {
            request.setAttribute(SIGNED_IN, person.label());
        }
        if (isAdmin()) {
            request.setAttribute(ADMIN, true);
        }
    }
}
