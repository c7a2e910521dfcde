package org.sneakyklaus.support.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.AdminNotice;
import org.sneakyklaus.support.AdminNotice.Remedy;
import org.sneakyklaus.support.DemoMode;
import org.sneakyklaus.support.FirstSteps;
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
import org.springframework.web.util.UriComponentsBuilder;

/** Provides the data of every page's layout; templates know it as {@code layout}. */
@Component
public class Layout {

    private static final String SIGNED_IN = Layout.class.getName() + ".signedIn";
    private static final String ADMIN = Layout.class.getName() + ".admin";

    private final Optional<BuildProperties> build;
    private final DemoMode mode;
    private final MailCapture mailCapture;
    private final ObjectProvider<MailDelay> mailDelays;
    private final ObjectProvider<AdminNotice> notices;
    private final ObjectProvider<FirstSteps> firstSteps;
    private final MessageSource messages;

    Layout(
            Optional<BuildProperties> build,
            DemoMode mode,
            MailCapture mailCapture,
            ObjectProvider<MailDelay> mailDelays,
            ObjectProvider<AdminNotice> notices,
            ObjectProvider<FirstSteps> firstSteps,
            MessageSource messages) {
        this.build = build;
        this.mode = mode;
        this.mailCapture = mailCapture;
        this.mailDelays = mailDelays;
        this.notices = notices;
        this.firstSteps = firstSteps;
        this.messages = messages;
    }

    /** Returns the running version. */
    public String version() {
        return build.map(BuildProperties::getVersion).orElse("development");
    }

    /** Returns whether this is a demo, which every page says. */
    public boolean demo() {
        return mode.demo();
    }

    /** Returns the address with which visitors of a demo sign in as its organiser. */
    public String demoOrganiser() {
        return DemoMode.ORGANISER;
    }

    /** Returns the password that goes with it. */
    public String demoPassword() {
        return DemoMode.PASSWORD;
    }

    /** Returns whether emails are captured on this machine. */
    public boolean captureMail() {
        return mailCapture.active();
    }

    /** Returns whether this site sends no email at all, so that people take part by personal links. */
    public boolean sendsNothing() {
        return mailCapture.reachesNoOne();
    }

    /** Returns whether emails that the page announces are delayed. */
    public boolean mailIsLate() {
        return mailDelays.stream().anyMatch(MailDelay::isHeldUp);
    }

    /** Returns the current notices for admin pages; none for other users. */
    public List<Notice> notices() {
        return isAdmin() ? current() : List.of();
    }

    /** Returns what operators should do after the first start; none once all is done. */
    public List<FirstSteps.Step> firstSteps() {
        return firstSteps.stream().flatMap(steps -> steps.list().stream()).toList();
    }

    /** Returns the languages by their own names, by tag. */
    public Map<String, String> languages() {
        return Languages.names();
    }

    /** Returns the query that requests this very page in the language of that tag. */
    public String inLanguage(String tag) {
        return UriComponentsBuilder.newInstance()
                .query(request().getQueryString())
                .replaceQueryParam(LanguageChoice.PARAMETER, tag)
                .build()
                .toUriString();
    }

    /** Returns whether this page can be requested again in another language; the response to a form cannot. */
    public boolean canChangeLanguage() {
        var request = request();
        // The page of an error is dispatched as a GET, whatever was asked for.
        var asked =
                Objects.requireNonNullElse(request.getAttribute(RequestDispatcher.ERROR_METHOD), request.getMethod());
        return "GET".equals(asked) && request.getDispatcherType() != DispatcherType.FORWARD;
    }

    /** Returns the layout of an error page: the admin's for the admin. */
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

    /** Returns the user signed in to this area of the site, or null. */
    public @Nullable String signedIn() {
        return (String) request().getAttribute(SIGNED_IN);
    }

    /** Stores the signed-in user for the error page, which belongs to no area of the site and so has no session. */
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
