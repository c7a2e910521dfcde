package org.sneakyklaus.security;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_OPEN;
import static org.sneakyklaus.testsupport.Mail.token;

import java.util.Locale;
import java.util.Map;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.Stages;

/** A drawn exchange, and everybody who might try to reach into it. */
final class Scene {

    /** Who calls. */
    enum Caller {
        NOBODY,
        PARTICIPANT,
        OF_ANOTHER_EXCHANGE,
        WITHDRAWN,
        ADMIN,
        /** Takes part, and looks after Mia. */
        GUARDIAN,
        /** Takes part by the account, with that session alone. */
        ORGANISER,
        /** Takes part by a personal link. */
        LINKED
    }

    /** A token as they look, which was never given to anybody. */
    static final String NO_TOKEN = "A".repeat(43);

    private final Site site;
    private final long id;
    private final String slug;
    private final Map<Caller, Browser> browsers;
    private final Map<String, String> values;
    private final String signInToken;
    private final String[] fields;

    /** @param admin signed in */
    Scene(Site site, Stages stages, Browser admin) {
        this.site = site;
        this.id = stages.in(REGISTRATION_OPEN, "Ann", "Ben", "Cy", "Dora", "Gina", "Will");
        this.slug = column("select slug from exchange where id = ?", id);
        var ann = signIn("Ann");
        var will = signIn("Will");
        var gina = signIn("Gina");
        succeeds(gina.post("/exchange/" + slug + "/me/wards", "name", "Mia"));
        var mias = gina.open("/exchange/" + slug + "/me").attribute("a[href*=/wards/]", "href");
        var link = site.mail().lastTo("ben@example.org").link("/signin/");
        stages.in(REGISTRATION_OPEN, "Zoe");
        this.browsers = Map.of(
                Caller.NOBODY,
                site.browser(),
                Caller.PARTICIPANT,
                ann,
                Caller.OF_ANOTHER_EXCHANGE,
                signIn("Zoe"),
                Caller.WITHDRAWN,
                will,
                Caller.ADMIN,
                admin,
                Caller.GUARDIAN,
                gina,
                Caller.ORGANISER,
                organiser(admin),
                Caller.LINKED,
                linked(admin));
        succeeds(admin.post(path() + "/exclusions", "participantA", idOf("Ann"), "participantB", idOf("Ben")));
        succeeds(will.post("/exchange/" + slug + "/me/withdraw", "confirm", "true"));
        succeeds(admin.post(path() + "/close"));
        // The requests of an earlier scene may have paused it, and then nothing is drawn.
        succeeds(admin.post("/admin/jobs/dispatch_outbox/resume"));
        succeeds(admin.post(path() + "/match"));
        this.values = Map.ofEntries(
                Map.entry("{id}", "" + id),
                Map.entry("{slug}", slug),
                Map.entry("{pid}", idOf("Ben")),
                Map.entry("{eid}", column("select max(id) from exclusion_rule where exchange_id = ?", id)),
                Map.entry("{jobId}", "dispatch_outbox"),
                Map.entry("{name}", mail(admin)),
                Map.entry("{wid}", "999"),
                Map.entry("{did}", "999"),
                Map.entry("{token}", NO_TOKEN),
                Map.entry("{handle}", mias.replaceAll(".*/wards/|/[a-z]+$", "")));
        this.signInToken = token(link);
        this.fields = new String[] {
            "name", "Family Christmas",
            "email", "eve@example.org",
            "to", "eve@example.org",
            "giftIdeas", "A book",
            "confirm", "true",
            "exchangeDate", "2026-12-24T18:00",
            "timezone", "Europe/Berlin",
            "participantA", idOf("Cy"),
            "participantB", idOf("Dora"),
            "participants", idOf("Cy"),
            "participants", idOf("Dora"),
            "code", "123456",
            "password", Site.PASSWORD,
            "currentPassword", Site.PASSWORD,
            "passwordConfirmation", Site.PASSWORD
        };
    }

    private Browser linked(Browser admin) {
        var card = admin.submit(
                admin.formTo(path() + "/participants", "name", "Lena", "contact", "LINK", "giftIdeas", ""));
        var link = card.attribute("[data-personal-link]", "data-personal-link");
        var browser = site.browser();
        succeeds(browser.submit(
                browser.open(link).form(link.substring(link.indexOf("/link/"))).with("word", "Apfelstrudel7")));
        return browser;
    }

    Browser browser(Caller caller) {
        return requireNonNull(browsers.get(caller));
    }

    /** The path of a pattern, with the things of this scene; a link to sign in is one that Ben has not used yet. */
    String path(String pattern) {
        var path = pattern.replaceFirst("\\?.*", "").replace("/**", "/nothing-here");
        if (path.startsWith("/admin/outbox")) {
            path = path.replace("{id}", column("select max(id) from outbound_email"));
        }
        if (path.contains("/signin/")) {
            path = path.replace("{token}", signInToken);
        }
        for (var value : values.entrySet()) {
            path = path.replace(value.getKey(), value.getValue());
        }
        assertThat(path).doesNotContain("{");
        return path;
    }

    /** Fields and values in turn: enough for every form of the site. */
    String[] fields() {
        return fields.clone();
    }

    String slug() {
        return slug;
    }

    private String path() {
        return "/admin/exchanges/" + id;
    }

    private String idOf(String name) {
        return column("select id from participant where name = ? and exchange_id = ?", name, id);
    }

    private String column(String sql, Object... arguments) {
        return site.column(sql, arguments).get(0);
    }

    private Browser signIn(String name) {
        var browser = site.browser();
        var link = site.mail()
                .lastTo(name.toLowerCase(Locale.ROOT) + "@example.org")
                .link("/signin/");
        succeeds(browser.submit(browser.open(link).form(link.substring(link.indexOf("/signin/")))));
        return browser;
    }

    /** A browser that holds what the admin's got for the page of the organiser who takes part, and nothing else. */
    private Browser organiser(Browser admin) {
        succeeds(admin.post(path() + "/take-part", "name", "Olga"));
        succeeds(admin.post(path() + "/my-page"));
        var browser = site.browser();
        var cookies = admin.cookies().stream()
                .filter(cookie -> cookie.getPath().endsWith("/exchange/" + slug))
                .toList();
        cookies.forEach(cookie -> {
            browser.keep(cookie.getName(), cookie.getValue(), cookie.getPath());
            cookie.setMaxAge(0);
        });
        return browser;
    }

    private static String mail(Browser admin) {
        var page = admin.open("/admin/mail");
        var link = page.attribute("a[href$=.eml]", "href");
        return link.substring(link.lastIndexOf('/') + 1);
    }

    private static void succeeds(Page answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(303);
        assertThat(answer.leadsTo()).as("%s", answer).doesNotEndWith("/signin").doesNotEndWith("/login");
    }
}
