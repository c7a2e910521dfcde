package org.sneakyklaus.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.exchange.ExchangeState.MATCHED;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_OPEN;
import static org.sneakyklaus.testsupport.Refusals.assertRefusedOnForm;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.NoErrorLogged;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;

/** What is typed wrongly, or made up, is answered as such, whatever the form: never by an error of ours. */
@Tag("once")
@IntegrationTest
class BadInputIT implements NoErrorLogged {

    private static final String SCRIPT = "<script>alert('x')</script>\"' & {0}";

    private final Site site;

    BadInputIT(Site site) {
        this.site = site;
    }

    @Test
    void theSmallFormsOfAPageKeepWhatWasTypedToo() {
        var admin = site.setUp();
        var exchange = Gathering.in(REGISTRATION_OPEN, site, admin);
        var ann = String.valueOf(exchange.idOf("Ann"));
        var before = site.everything();

        var person = admin.submit(exchange.page()
                .form("/participants")
                .with("name", "x".repeat(121))
                .with("email", "dan@example.org")
                .with("giftIdeas", "Tea"));
        assertRefusedOnForm(
                person,
                "/participants",
                "name",
                Map.of("name", "x".repeat(121), "email", "dan@example.org", "giftIdeas", "Tea"));
        assertRefusedOnForm(
                exchange.add("Dan", "dan"), "/participants", "email", Map.of("name", "Dan", "email", "dan"));
        assertRefusedOnForm(
                exchange.add("Dan", "ANN@example.org"),
                "/participants",
                "email",
                Map.of("name", "Dan", "email", "ANN@example.org"));
        assertRefusedOnForm(
                admin.submit(exchange.page()
                        .form("/exclusions")
                        .with("participantA", ann)
                        .with("participantB", ann)
                        .without("mutual")),
                "/exclusions",
                "participantB",
                Map.of("participantA", ann, "participantB", ann, "mutual", "false"));
        var group = admin.submit(exchange.page().form("/exclusions/group").with("participants", ann));
        assertThat(group.status()).isEqualTo(422);
        assertThat(group.texts("#exclusions .field-error")).hasSize(1);
        assertThat(group.has("input[name=participants][value=" + ann + "][checked]"))
                .isTrue();
        assertThat(site.everything()).isEqualTo(before);
    }

    @Test
    void theProfileAndTheNewDateKeepWhatWasTyped() {
        var exchange = Gathering.open(site, site.setUp()).with("Ben", "Cy");
        var ann = exchange.join("Ann");
        var typed = Map.of("name", " ", "giftIdeas", "x".repeat(10_001));
        var form = ann.open(exchange.link() + "/me/profile").form("/profile");
        typed.forEach(form::with);
        assertRefusedOnForm(ann.submit(form), "/profile", "name", typed);
        assertRefusedOnForm(
                ann.submit(form.with("name", "Ann")), "/profile", "giftIdeas", Map.of("giftIdeas", "x".repeat(10_001)));
        assertRefusedOnForm(
                ann.submit(exchange.me(ann).form("/me/email").with("email", "ann")),
                "/me/email",
                "email",
                Map.of("email", "ann"));
        exchange.then("close").then("match").then("complete");
        for (var date : List.of("", "2026-11-01T10:00", "soon", "+999999999-12-31T00:00")) {
            var answer =
                    exchange.admin().submit(exchange.page().form("/postpone").with("exchangeDate", date));
            assertRefusedOnForm(answer, "/postpone", "exchangeDate", Map.of("exchangeDate", date));
        }
        assertThat(exchange.state()).isEqualTo(ExchangeState.COMPLETED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SCRIPT,
                "Ann 🎅🏽 & 🎁",
                "آن من بيروت",
                "Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww"
                        + "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww"
            })
    void whateverIsTypedIsShownAsText(String text) {
        var admin = site.setUp();
        var budget = text.length() > 60 ? text.substring(0, 60) : text;
        var exchange = Gathering.created(
                        site,
                        admin,
                        Gathering.blank(admin)
                                .with("name", text)
                                .with("description", text)
                                .with("budget", budget)
                                .with("organiserName", text)
                                .with("organiserContact", text))
                .then("open")
                .with("Ben", "Cy");
        var browser = site.browser();
        var joining = browser.open(exchange.link() + "/register");
        var registered = browser.submit(joining.form("/register")
                .with("name", text)
                .with("email", "ann@example.org")
                .with("giftIdeas", text));
        assertThat(registered.status()).isEqualTo(303);
        var mail = site.mail().lastTo("ann@example.org");
        Gathering.signIn(browser, mail);
        exchange.rule(text, "Ben", false);
        var pages = new ArrayList<>(List.of(
                joining,
                exchange.me(browser),
                browser.open(exchange.link() + "/me/profile"),
                browser.open(exchange.link() + "/signin"),
                exchange.page(),
                admin.open("/admin"),
                admin.open(exchange.path() + "/edit"),
                admin.open("/admin/outbox"),
                admin.open("/admin/jobs"),
                admin.open("/admin/mail")));
        exchange.then("close").then("match");
        var other = exchange.enter("Ben");
        pages.add(exchange.me(other));
        pages.add(other.submit(exchange.me(other).form("/me/reveal")));
        pages.add(exchange.page());

        for (var page : pages) {
            assertThat(page.status()).as("%s", page).isEqualTo(200);
            assertThat(page.source()).doesNotContain("<script>alert");
        }
        assertThat(exchange.page().heading()).isEqualTo(text);
        assertThat(exchange.me(browser).text()).contains("Signed in as " + text + ".");
        assertThat(admin.open(exchange.path() + "/edit").value("/edit", "description"))
                .isEqualTo(text);
        assertThat(browser.open(exchange.link() + "/me/profile").value("/profile", "name"))
                .isEqualTo(text);
        assertThat(mail.html()).doesNotContain("<script");
    }

    @Test
    void whatBelongsToAnotherExchangeIsOutOfReach() {
        var admin = site.setUp();
        var family = Gathering.in(REGISTRATION_OPEN, site, admin);
        var office = Gathering.open(site, admin).with("Xaver", "Yves");
        family.rule("Ann", "Ben", true);
        var rule = site.column("select id from exclusion_rule").get(0);
        long ann = family.idOf("Ann");
        long xaver = office.idOf("Xaver");
        var before = site.everything();

        var answers = List.of(
                admin.open(office.path() + "/participants/" + ann + "/edit"),
                admin.post(office.path() + "/participants/" + ann + "/edit", "name", "E", "email", "e@example.org"),
                admin.post(office.path() + "/participants/" + ann + "/remove"),
                admin.post(office.path() + "/participants/" + ann + "/restore"),
                admin.post(office.path() + "/participants/" + ann + "/resend"),
                admin.post(office.path() + "/exclusions", "participantA", "" + ann, "participantB", "" + xaver),
                admin.post(office.path() + "/exclusions/group", "participants", "" + ann, "participants", "" + xaver),
                admin.post(office.path() + "/exclusions/" + rule + "/delete"));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).as("%s", answer).isEqualTo(404);
            assertThat(answer.text()).doesNotContain("Ann", "Family");
        });
        assertThat(site.everything()).isEqualTo(before);
    }

    @Test
    void aParticipantReachesNeitherTheAdminNorAnotherExchange() {
        var admin = site.setUp();
        var family = Gathering.open(site, admin);
        var office = Gathering.open(site, admin).with("Xaver");
        var ann = family.join("Ann");
        var session = ann.cookies().stream()
                .filter(cookie -> cookie.getName().equals("klaus-exchange"))
                .findFirst()
                .orElseThrow();
        var cookies = session.getName() + "=" + session.getValue() + "; klaus-admin=" + session.getValue();

        for (var path : List.of(
                "/admin", family.path(), family.path() + "/edit", "/admin/jobs", "/admin/outbox", "/admin/mail")) {
            assertThat(ann.open(path).leadsTo()).as(path).startsWith("/admin/login");
            var forged = site.browser()
                    .send(ann.request(path).header("Cookie", cookies).GET());
            assertThat(forged.status()).as(path).isIn(303, 403);
            assertThat(forged.text()).doesNotContain("Ann");
        }
        for (var path : List.of("/me", "/me/profile", "/me/withdraw")) {
            assertThat(ann.open(office.link() + path).leadsTo()).as(path).isEqualTo(office.link() + "/signin");
            var forged = site.browser()
                    .send(ann.request(office.link() + path)
                            .header("Cookie", cookies)
                            .GET());
            assertThat(forged.status()).as(path).isIn(303, 403);
            assertThat(forged.text()).doesNotContain("Ann", "Xaver");
        }
        var before = site.everything();
        for (var path : List.of(
                "/me/reveal",
                "/me/profile",
                "/me/withdraw",
                "/me/leave-request",
                "/me/stay",
                "/me/email",
                "/me/reminders",
                "/me/signout")) {
            var answer = ann.post(office.link() + path, "name", "Eve", "email", "eve@example.org", "confirm", "true");
            assertThat(answer.status()).as("%s", answer).isEqualTo(303);
            assertThat(answer.leadsTo()).as(path).startsWith(office.link());
        }
        for (var path : List.of(
                family.path() + "/open",
                family.path() + "/match",
                family.path() + "/participants",
                family.path() + "/delete",
                family.path() + "/notifications",
                "/admin/outbox/1/retry",
                "/admin/outbox/retry",
                "/admin/outbox/drop",
                "/admin/outbox/drop-failed",
                "/admin/outbox/release",
                "/admin/settings/password",
                "/admin/settings/sessions/revoke")) {
            assertThat(ann.post(path, "name", "Eve", "email", "eve@example.org").leadsTo())
                    .as(path)
                    .isEqualTo("/admin/login");
        }
        assertThat(site.everything()).isEqualTo(before);
        assertThat(family.me(ann).status()).isEqualTo(200);
    }

    @Test
    void theAdminIsNoParticipant() {
        var admin = site.setUp();
        var exchange = Gathering.in(MATCHED, site, admin);

        assertThat(exchange.me(admin).leadsTo()).isEqualTo(exchange.link() + "/signin");
        assertThat(admin.post(exchange.link() + "/me/reveal").leadsTo()).isEqualTo(exchange.link() + "/signin");
    }

    @Test
    void aFormWithoutItsTokenIsRefusedWithAFriendlyPage() {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin);
        var ann = exchange.join("Ann");
        var stranger = site.browser();
        var before = site.everything();

        for (var token : List.of("", "wrong", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")) {
            for (var path : List.of(
                    exchange.path() + "/close",
                    exchange.path() + "/delete",
                    exchange.path() + "/notifications",
                    "/admin/exchanges",
                    "/admin/outbox/1/retry",
                    "/admin/outbox/retry",
                    "/admin/outbox/drop",
                    "/admin/outbox/drop-failed",
                    "/admin/outbox/release",
                    "/admin/settings/profile",
                    "/admin/settings/password",
                    "/admin/settings/email",
                    "/admin/settings/email/resend",
                    "/admin/settings/sessions/revoke",
                    "/admin/logout")) {
                friendly(admin.submit(admin.formTo(path).with("_csrf", token)), 403);
            }
            for (var path : List.of("/me/withdraw", "/me/reveal", "/me/signout")) {
                friendly(ann.submit(ann.formTo(exchange.link() + path).with("_csrf", token)), 403);
            }
            for (var path : List.of(
                    "/admin/login",
                    "/admin/password/forgot",
                    "/admin/password/reset/abc",
                    "/admin/email/abc",
                    "/find",
                    exchange.link() + "/register",
                    exchange.link() + "/signin",
                    exchange.link() + "/me/profile")) {
                friendly(stranger.submit(stranger.formTo(path).with("_csrf", token)), 403);
            }
        }
        friendly(
                site.browser()
                        .send(stranger.request("/find").POST(HttpRequest.BodyPublishers.ofString("email=a%40b.c"))),
                403);
        assertThat(site.everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing-here",
                "/admin/nothing-here",
                "/admin/exchanges/abc",
                "/admin/exchanges/abc/edit",
                "/admin/exchanges/-1",
                "/admin/exchanges/99999999999999999999",
                "/admin/exchanges/4242",
                "/admin/exchanges/4242/edit",
                "/admin/exchanges/{id}/participants/abc/edit",
                "/admin/exchanges/{id}/participants/4242/edit",
                "/admin/exchanges/{id}/open",
                "/admin/exchanges/4242/notifications",
                "/admin/exchanges/abc/notifications",
                "/admin/mail/abc",
                "/admin/mail/test",
                "/admin/mail/20261125T100000000Z-1.eml",
                "/admin/outbox/1/retry",
                "/admin/outbox/drop",
                "/admin/outbox/drop-failed",
                "/admin/outbox/release",
                "/admin/outbox?state=SOMEWHERE",
                "/admin/outbox?delivery=SOMEHOW",
                "/admin/outbox?exchange=abc",
                "/admin/outbox?participant=99999999999999999999",
                "/admin?page=abc",
                "/exchange/{slug}/address",
                "/exchange/{slug}/address?done=SOMETHING",
                "/exchange/{slug}/register/correct",
                "/exchange/{slug}/nothing-here",
                "/exchange/ABC",
                "/exchange/%C3%A4%F0%9F%8E%81",
                "/exchange/a;b=c",
                "/exchange//me",
                "/exchange/{slug}/signin/a/b/c",
                "/unsubscribe",
                "/unsubscribe/",
                "/unsubscribe/abc",
                "/unsubscribe/a/b",
                "/unsubscribe/%F0%9F%8E%81",
                "/webhooks",
                "/webhooks/resend"
            })
    void whatIsNotThereOrCannotBeReadGetsAFriendlyPage(String path) {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin);

        friendly(admin.open(path.replace("{id}", "" + exchange.id()).replace("{slug}", exchange.slug())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin?page=2147483647",
                "/admin?page=-5",
                "/admin?q=%00",
                "/admin?q=%5C%25_'%22",
                "/admin?q=a&q=b"
            })
    void aSearchIsNeverTooMuch(String path) {
        assertThat(site.setUp().open(path).status()).isIn(200, 400);
    }

    @ParameterizedTest
    @CsvSource({
        "/admin/exchanges/abc/open, ''",
        "/admin/exchanges/99999999999999999999/open, ''",
        "/admin/exchanges/4242/open, ''",
        "/admin/exchanges/4242/match, ''",
        "/admin/exchanges/4242/delete, ''",
        "/admin/exchanges/4242/copy, ''",
        "/admin/exchanges/4242/edit, ''",
        "/admin/exchanges/4242/new-link, confirm",
        "/admin/exchanges/4242/participants, ''",
        "/admin/exchanges/4242/exclusions, ''",
        "/admin/exchanges/4242/series, ''",
        "/admin/exchanges/{id}/participants/4242/remove, ''",
        "/admin/exchanges/{id}/participants/abc/remove, ''",
        "/admin/exchanges/{id}/exclusions/abc/delete, ''",
        "/admin/exchanges/{id}/exclusions/4242/delete, ''",
        "/admin/exchanges/{id}/nothing-here, ''",
        "/admin/exchanges/{id}, ''",
        "/admin, ''",
        "/admin/jobs, ''",
        "/admin/jobs/abc/run, ''",
        "/admin/outbox/abc/retry, ''",
        "/admin/outbox/4242/retry, ''",
        "/admin/outbox/-1/retry, ''",
        "/admin/outbox/99999999999999999999/retry, ''",
        "/admin/outbox, ''",
        "/admin/outbox/release/1, ''",
        "/admin/exchanges/4242/notifications, drawn",
        "/admin/exchanges/abc/notifications, drawn",
        "/unsubscribe, ''",
        "/unsubscribe/abc, List-Unsubscribe",
        "/unsubscribe/a/b, ''",
        "/admin/mail/nothing-here, ''",
        "/, ''",
        "/privacy, ''",
        "/exchange/{slug}, ''",
        "/exchange/{slug}/register/done, ''",
        "/exchange/{slug}/withdrawn, ''",
        "/exchange/{slug}/signin/code, ''"
    })
    void aPostToNowhereGetsAFriendlyPage(String path, String field) {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin);
        var before = site.everything();
        var real = path.replace("{id}", "" + exchange.id()).replace("{slug}", exchange.slug());

        var form = admin.formTo(real);
        friendly(admin.submit(field.isEmpty() ? form : form.with(field, "true")));

        assertThat(site.everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "/match, leaveOut, abc",
        "/match, version, abc",
        "/close, version, 99999999999999999999",
        "/exclusions, participantA, abc",
        "/exclusions, participantB, ''",
        "/exclusions, mutual, maybe",
        "/exclusions/group, participants, abc",
        "/exclusions/several, participantA, ''",
        "/exclusions/several, participants, abc",
        "/series, series, ''",
        "/series, series, abc",
        "/series, series, '\u0000'",
        "/series, nothing, ''",
        "/series, forget, true",
        "/participants, name, ''",
        "/participants, nothing, ''",
        "/call-off, confirm, maybe",
        "/postpone, exchangeDate, ''",
        "/postpone, nothing, ''",
        "/notifications, drawn, maybe"
    })
    void aValueThatCannotBeReadIsRefusedOnThePage(String post, String field, String value) {
        var admin = site.setUp();
        var exchange = Gathering.in(REGISTRATION_OPEN, site, admin);
        var before = site.everything();

        var answer = admin.post(exchange.path() + post, field, value);

        assertThat(answer.status()).as("%s", answer).isEqualTo(422);
        assertThat(answer.heading()).isEqualTo("Family Christmas");
        assertThat(answer.texts("[role=alert]")).hasSize(1);
        assertThat(site.everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "REGISTRATION_OPEN, /exclusions/group, participants",
        "REGISTRATION_OPEN, /exclusions/several, participants",
        "REGISTRATION_CLOSED, /match, leaveOut",
        "MATCHED, /mend, leave",
        "MATCHED, /mend, notWith"
    })
    void emptyValuesAmongSeveralAreNone(ExchangeState state, String post, String field) {
        var exchange = Gathering.in(state, site, site.setUp());

        var answer = exchange.admin().post(exchange.path() + post, field, "", field, "");

        assertThat(answer.status()).as("%s", answer).isEqualTo(post.equals("/match") ? 303 : 422);
    }

    @Test
    void whoDoesNotAskForHtmlGetsAPageAllTheSame() {
        site.setUp();
        var browser = site.browser();

        var answer = browser.send(HttpRequest.newBuilder(browser.address("/nothing-here")));

        friendly(answer, 404);
    }

    @Test
    void aFormOfMegabytesIsRefusedWithoutATrace() {
        var exchange = Gathering.open(site, site.setUp());
        var browser = site.browser();
        var form = exchange.registration(browser, "Ann").with("giftIdeas", "x".repeat(3_000_000));

        var answer = browser.submit(form);

        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.source()).doesNotContain("Exception", "at org.");
        assertThat(exchange.people()).isEmpty();
    }

    @Test
    void lookingAroundStoresNothing() {
        var exchange = Gathering.in(REGISTRATION_OPEN, site, site.setUp());
        var link = site.mail().lastTo("ann@example.org");
        var before = site.everything();
        var tries = site.count("rate_limit");
        var paths = new ArrayList<>(List.of(
                "/",
                "/find",
                "/find/sent",
                "/privacy",
                "/setup",
                "/admin",
                "/admin/login",
                "/admin/password/forgot",
                "/admin/password/forgot?asked=true",
                "/admin/password/reset/abc",
                "/admin/email/abc",
                "/admin/settings",
                exchange.path(),
                "/nothing-here",
                "/robots.txt",
                "/actuator/health/liveness",
                link.link("/signin/"),
                link.link("/not-me/")));
        for (var page : List.of(
                "",
                "/register",
                "/register/done",
                "/signin",
                "/signin/code",
                "/signin/abc",
                "/me",
                "/me/profile",
                "/withdrawn",
                "/not-me/abc",
                "/email/abc",
                "/address?done=CHANGED")) {
            paths.add(exchange.link() + page);
        }

        for (var path : paths) {
            var browser = site.browser();
            var answer = browser.open(path);
            assertThat(answer.status()).as(path).isLessThan(500);
            assertThat(answer.cookies()).as(path).allMatch("klaus-csrf"::equals);
        }

        assertThat(site.everything()).isEqualTo(before);
        assertThat(site.count("rate_limit")).isEqualTo(tries);
    }

    @Test
    void everyAnswerForbidsWhatTheSiteDoesNotNeed() {
        var exchange = Gathering.open(site, site.setUp());
        for (var path : List.of("/", "/admin/login", exchange.link() + "/register", "/nothing-here", "/css/base.css")) {
            var answer = site.browser().open(path);
            assertThat(answer.header("Content-Security-Policy")).as(path).startsWith("default-src 'none'");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.has("script:not([src]), [style], style, [onclick], [src^=http], link[href^=http]"))
                    .as(path)
                    .isFalse();
        }
    }

    private static void friendly(Page answer) {
        assertThat(answer.status()).as("%s", answer).isBetween(400, 499);
        friendly(answer, answer.status());
    }

    private static void friendly(Page answer, int status) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.heading()).as("%s", answer).isNotEmpty();
        assertThat(answer.has("a[href='/']")).isTrue();
        assertThat(answer.source()).doesNotContain("Exception", "at org.", "Whitelabel");
    }
}
