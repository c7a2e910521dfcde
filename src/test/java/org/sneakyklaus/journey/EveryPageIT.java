package org.sneakyklaus.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.sneakyklaus.exchange.ExchangeState.CANCELLED;
import static org.sneakyklaus.exchange.ExchangeState.COMPLETED;
import static org.sneakyklaus.exchange.ExchangeState.DRAFT;
import static org.sneakyklaus.exchange.ExchangeState.MATCHED;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_CLOSED;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_OPEN;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.AnExchange;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Organiser;
import org.sneakyklaus.testsupport.Screens;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.Stages;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.beans.factory.annotation.Autowired;

/** Every page that {@link StoryIT} does not come by can be read and reached: when all is well, and when something is wrong. */
@Tag("once")
@IntegrationTest
class EveryPageIT {

    private static final String LONG_NAME = "Maximiliane Wolfeschlegelsteinhausenbergerdorff";

    private final Site site;
    private final Stages stages;
    private final Screens screens;

    EveryPageIT(Site site, Stages stages) {
        this.site = site;
        this.stages = stages;
        this.screens = Screens.open(site.address(), Path.of("target", "screenshots", "pages"));
    }

    @AfterEach
    void close() {
        screens.close();
    }

    @Test
    void aFaultIsNoticed() {
        site.setUp();
        var page = screens.newPerson();
        page.navigate("/find");
        page.evaluate("document.querySelector('main label').remove()");
        page.evaluate("document.querySelector('main').style.width = '1500px'");
        page.evaluate("document.body.setAttribute('style', 'margin: 0')");
        screens.shoot(page, "faulty");

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(screens::assertNoComplaints)
                .withMessageContaining("Form elements must have labels")
                .withMessageContaining("scrolls sideways")
                .withMessageContaining("refused by the policy: style-src");
    }

    @Test
    void theWaysOfTheOrganiserIn() {
        var page = screens.newPerson();
        page.navigate("/setup");
        send(page, "/setup");
        screens.shoot(page, "setup-refused");
        site.setUpUnconfirmed();

        var address = site.mail().lastTo(Site.ADMIN).link("/admin/email/");
        page.navigate(address);
        screens.shoot(page, "address");
        send(page, "/admin/email/");
        screens.shoot(page, "login-address-confirmed");
        page.navigate(address);
        screens.shoot(page, "address-used");
        page.navigate("/admin/login");
        page.fill("[name=email]", Site.ADMIN);
        page.fill("[name=password]", "a guess");
        send(page, "/admin/login");
        screens.shoot(page, "login-refused");

        page.navigate("/admin/password/forgot");
        screens.shoot(page, "forgot");
        send(page, "/forgot");
        screens.shoot(page, "forgot-refused");
        page.fill("[name=email]", Site.ADMIN);
        send(page, "/forgot");
        screens.shoot(page, "forgot-sent");
        var reset = site.mail().lastTo(Site.ADMIN).link("/password/reset/");
        page.navigate(reset);
        screens.shoot(page, "reset");
        page.fill("[name=password]", Site.PASSWORD + "!");
        send(page, "/password/reset/");
        screens.shoot(page, "reset-refused");
        page.fill("[name=password]", Site.PASSWORD + "!");
        page.fill("[name=passwordConfirmation]", Site.PASSWORD + "!");
        send(page, "/password/reset/");
        screens.shoot(page, "login-password-set");
        page.navigate(reset);
        screens.shoot(page, "reset-used");
        screens.assertNoComplaints();
    }

    @Test
    void thePagesOfWebhooks() {
        var page = screens.newPerson(site.setUp());
        page.navigate("/admin/webhooks");
        screens.shoot(page, "webhooks-none");
        page.fill("[name=url]", "https://10.0.0.1/x");
        send(page, "/admin/webhooks");
        screens.shoot(page, "webhooks-refused");
        page.fill("[name=url]", "http://127.0.0.1:9999/hooks/abcdefghijkl");
        page.locator("[name=events]").first().check();
        send(page, "/admin/webhooks");
        screens.shoot(page, "webhooks-added");
        send(page, "/test");
        screens.shoot(page, "webhooks-tested");
        send(page, "/pause");
        screens.shoot(page, "webhooks-paused");
        screens.assertNoComplaints();
    }

    @Test
    void writingToEveryone() {
        var exchange = Gathering.open(site, site.setUp());
        var ann = screens.newPerson(exchange.join("Ann"));
        var page = screens.newPerson(exchange.admin());
        page.navigate(exchange.path() + "/announcements");
        screens.shoot(page, "announcements-none");
        page.fill("[name=text]", "x".repeat(2_001));
        send(page, "/announcements");
        screens.shoot(page, "announcements-refused");
        page.fill(
                "[name=text]",
                "We meet at six, at Nora’s.\n\nBring cookies: https://cookies.example/" + "y".repeat(90));
        send(page, "/announcements");
        screens.shoot(page, "announcements-preview");
        page.check("[name=confirm]");
        send(page, "/announcements");
        screens.shoot(page, "announcements-sent");
        page.navigate(exchange.path() + "/announcements");
        screens.shoot(page, "announcements");
        ann.navigate(exchange.link() + "/me");
        screens.shoot(ann, "me-announcements");
        screens.assertNoComplaints();
    }

    @Test
    void theWaysOfParticipantsIn() {
        var admin = site.setUp();
        var page = screens.newPerson();
        for (var state : List.of(DRAFT, REGISTRATION_CLOSED, COMPLETED, CANCELLED)) {
            page.navigate(new Gathering(site, admin, stages.in(state)).link());
            screens.shoot(page, "shut-" + state);
        }
        page.navigate(new Gathering(site, admin, stages.in(REGISTRATION_OPEN, new AnExchange().forAtMost(3))).link());
        screens.shoot(page, "shut-full");

        var details = new AnExchange()
                .named("The gift exchange of " + LONG_NAME)
                .namingTheRecipientInMail()
                .rememberingPairs();
        var exchange = new Gathering(site, admin, stages.in(REGISTRATION_OPEN, details, "Bea"));
        page.navigate(exchange.link());
        page.fill("[name=email]", "nobody");
        send(page, "/register");
        screens.shoot(page, "join-refused");
        page.fill("[name=name]", "Ann");
        page.fill("[name=email]", "ann@example.org");
        send(page, "/register");
        send(page, "/register/correct");
        screens.shoot(page, "correct-refused");

        page.navigate(exchange.link() + "/signin");
        send(page, "/signin");
        screens.shoot(page, "signin-refused");
        page.fill("[name=email]", "bea@example.org");
        send(page, "/signin");
        screens.shoot(page, "code");
        page.fill("[name=code]", "12");
        send(page, "/signin/code");
        screens.shoot(page, "code-refused");

        page.navigate("/find");
        send(page, "/find");
        screens.shoot(page, "find-refused");
        page.fill("[name=email]", "bea@example.org");
        send(page, "/find");
        screens.shoot(page, "find-sent");
        screens.assertNoComplaints();
    }

    @Test
    void linksOfParticipants() {
        var exchange = Gathering.open(site, site.setUp());
        var ann = exchange.join("Ann");
        var page = screens.newPerson();
        page.navigate(site.mail().lastTo("ann@example.org").link("/signin/"));
        screens.shoot(page, "link-used");
        exchange.register(site.browser(), "Cy", "cy@example.org");
        page.navigate(site.mail().lastTo("cy@example.org").link("/not-me/"));
        screens.shoot(page, "not-me");
        send(page, "/not-me/");
        screens.shoot(page, "not-me-done");
        ann.submit(exchange.me(ann).form("/me/email").with("email", "anna@example.org"));
        var address = site.mail().lastTo("anna@example.org").link("/email/");
        page.navigate(address);
        screens.shoot(page, "new-address");
        send(page, "/email/");
        screens.shoot(page, "new-address-done");
        page.navigate(address);
        screens.shoot(page, "new-address-used");
        screens.assertNoComplaints();
    }

    @Test
    void pagesOfParticipants() {
        var admin = site.setUp();
        var open = Gathering.open(site, admin);
        var page = screens.newPerson(open.join("Ann"));
        page.navigate(open.link() + "/me");
        unfold(page);
        page.fill("[name=email]", "nobody");
        send(page, "/me/email");
        screens.shoot(page, "me-refused");
        page.navigate(open.link() + "/me/profile");
        page.fill("[name=name]", "");
        send(page, "/me/profile");
        screens.shoot(page, "profile-refused");
        page.navigate(open.link() + "/me/withdraw");
        send(page, "/me/withdraw");
        screens.shoot(page, "withdraw-refused");
        open.then("call-off");
        page.navigate(open.link() + "/me");
        screens.shoot(page, "me-called-off");

        var draft = Gathering.draft(site, admin).with("Ann", "Cy");
        draft.add(LONG_NAME, "m@example.org");
        var drawn = draft.then("open").then("close").then("match");
        var ann = drawn.enter("Ann");
        ann.submit(drawn.me(ann).form("/me/reveal"));
        admin.submit(admin.open(drawn.path() + "/mend")
                .form("/mend")
                .with("leave", "" + drawn.idOf("Cy"))
                .with("people", "Ida <ida@example.org>")
                .with("confirm", "true"));
        page = screens.newPerson(ann);
        page.navigate(drawn.link() + "/me");
        unfold(page);
        send(page, "/me/leave-request");
        unfold(page);
        screens.shoot(page, "me-adjusted");
        page.navigate(drawn.link() + "/me/profile");
        screens.shoot(page, "profile-drawn");
        drawn.then("complete");
        page.navigate(drawn.link() + "/me");
        page.click(".gift-cover");
        page.waitForSelector(".gift-name");
        screens.shoot(page, "me-completed-uncovered");
        screens.assertNoComplaints();
    }

    @Test
    void anExchangeOnItsWay() {
        var admin = site.setUp();
        var page = screens.newPerson(admin);
        page.navigate("/admin/exchanges/new");
        unfold(page);
        page.fill("[name=maxParticipants]", "many");
        page.fill("[name=reminderDays]", "soon");
        send(page, "/admin/exchanges");
        screens.shoot(page, "new-refused");
        var names =
                IntStream.rangeClosed(1, 60).mapToObj("Person%02d"::formatted).toArray(String[]::new);
        var details =
                new AnExchange().named("The gift exchange of " + LONG_NAME).forAtMost(80);
        var crowd = new Gathering(site, admin, stages.in(REGISTRATION_OPEN, details, names));
        page.navigate(crowd.path());
        unfold(page);
        screens.shoot(page, "sixty-open");
        page.navigate(crowd.path() + "?q=nobody");
        screens.shoot(page, "sixty-nobody-found");
        page.navigate(crowd.path() + "/edit");
        page.fill("[name=name]", "");
        page.fill("[name=exchangeDate]", "2020-01-01T10:00");
        send(page, "/edit");
        screens.shoot(page, "edit-refused");
        page.navigate(crowd.path() + "/participants/" + crowd.idOf("Person07") + "/edit");
        page.fill("[name=email]", "person08@example.org");
        send(page, "/edit");
        screens.shoot(page, "person-refused");
        crowd.then("close");
        page.navigate(crowd.path());
        screens.shoot(page, "sixty-closed");

        var few = Gathering.in(REGISTRATION_CLOSED, site, admin);
        page.navigate(few.path());
        unfold(page);
        send(page, "/call-off");
        screens.shoot(page, "call-off-refused");
        unfold(page);
        page.fill("#participants-email", "ann@example.org");
        send(page, "/participants");
        screens.shoot(page, "add-refused");
        screens.assertNoComplaints();
    }

    @Test
    void anExchangeAtItsEnd() {
        var admin = site.setUp();
        var page = screens.newPerson(admin);
        for (var state : List.of(DRAFT, COMPLETED, CANCELLED)) {
            var exchange = new Gathering(site, admin, stages.in(state, new AnExchange().describedAs("At home.")));
            page.navigate(exchange.path());
            unfold(page);
            send(page, "/delete");
            unfold(page);
            screens.shoot(page, "delete-refused-" + state);
        }
        var blocked = Gathering.in(REGISTRATION_CLOSED, site, admin);
        for (var other : List.of("Ben", "Cy")) {
            blocked.rule("Ann", other, true);
        }
        page.navigate(blocked.path());
        screens.shoot(page, "impossible");
        screens.assertNoComplaints();
    }

    @Test
    void listsOfPeopleAndMending() {
        var admin = site.setUp();
        var page = screens.newPerson(admin);
        var open = Gathering.open(site, admin).with("Ann");
        page.navigate(open.path() + "/import");
        unfold(page);
        screens.shoot(page, "import");
        page.fill("[name=people]", "Ann <ann@example.org>\nBen\nCy <cy@>\nDan <dan@example.org>");
        send(page, "/import");
        screens.shoot(page, "import-refused");
        page.fill("[name=people]", "Ann <ann@example.org>\nBen <ben@example.org>\n" + LONG_NAME + " <m@example.org>");
        send(page, "/import");
        assertThat(page.locator("[aria-invalid=true]").count())
                .as("nothing is wrong yet")
                .isZero();
        screens.shoot(page, "import-ready");
        page.locator("button[name=asked]").evaluate("button => { button.form.noValidate = true; }");
        Screens.follow(page, () -> page.click("button[name=asked]"));
        assertThat(page.innerText(".field-error")).isEqualTo("Tick the box to confirm.");
        screens.shoot(page, "import-unconfirmed");

        var drawn = Gathering.in(MATCHED, site, admin);
        page.navigate(drawn.path() + "/mend");
        screens.shoot(page, "mend");
        send(page, "/mend");
        screens.shoot(page, "mend-nobody");
        page.locator("[name=leave]").first().check();
        send(page, "/mend");
        screens.shoot(page, "mend-impossible");
        page.fill("[name=people]", "Ida");
        send(page, "/mend");
        screens.shoot(page, "mend-refused");
        page.fill("[name=people]", "Ida <ida@example.org>");
        send(page, "/mend");
        assertThat(page.locator("[aria-invalid=true], .field-error").count())
                .as("nothing is wrong yet")
                .isZero();
        screens.shoot(page, "mend-possible");
        send(page, "/mend");
        assertThat(page.innerText(".field-error")).isEqualTo("Tick the box to confirm.");
        screens.shoot(page, "mend-unconfirmed");
        screens.assertNoComplaints();
    }

    @Test
    void theOfficeOfTheOrganiser() {
        var admin = site.setUp();
        var page = screens.newPerson(admin);
        for (var list : List.of(
                "/admin/outbox",
                "/admin/mail",
                "/admin/jobs",
                "/admin/jobs/history",
                "/admin/status",
                "/admin/backups")) {
            page.navigate(list);
            screens.shoot(page, "empty" + list.replace('/', '-'));
        }
        IntStream.rangeClosed(1, 30).forEach(i -> stages.in(DRAFT, new AnExchange().named("Exchange " + i)));
        page.navigate("/admin");
        screens.shoot(page, "many");
        page.navigate("/admin?q=nothing");
        screens.shoot(page, "many-none-found");
        troubles(Gathering.in(MATCHED, site, admin));
        for (var list : List.of("/admin/outbox", "/admin/mail?q=nothing", "/admin/jobs", "/admin/jobs/history")) {
            page.navigate(list);
            screens.shoot(page, "troubles" + list.replaceAll("[/?=]", "-"));
        }
        page.setExtraHTTPHeaders(Map.of("X-Forwarded-For", "192.0.2.7", "X-Forwarded-Host", "gifts.example.org"));
        page.navigate("/admin/status");
        screens.shoot(page, "troubles-admin-status");
        page.setExtraHTTPHeaders(Map.of());
        page.navigate("/admin/mail");
        page.fill("[name=to]", "nobody");
        send(page, "/admin/mail/test");
        screens.shoot(page, "mail-test-refused");
        page.fill("[name=to]", Site.ADMIN);
        send(page, "/admin/mail/test");
        screens.shoot(page, "mail-test");
        settings(admin, page);
        screens.assertNoComplaints();
    }

    @Test
    void theStatusComparesTheClocks(@Autowired TestClock clock) {
        var page = screens.newPerson(site.setUp());
        var now = Clock.systemUTC().instant();
        clock.set(now);
        page.navigate("/admin/status");
        assertThat(page.innerText("[data-clock-offset]")).isEqualTo("Your browser’s clock shows the same.");
        clock.set(now.minusSeconds(3600));
        page.navigate("/admin/status");
        assertThat(page.innerText("[data-clock-offset]")).matches("Your browser’s clock is 36\\d\\d s ahead\\.");
        screens.assertNoComplaints();
    }

    private void troubles(Gathering exchange) {
        site.mail().all();
        site.change("update outbound_email set state = 'FAILED', attempts = 9, last_error = '550 5.1.1"
                + " <ann@example.org>: Recipient address rejected: User unknown in virtual table' where kind = 'PAIRING'"
                + " and participant_id = " + exchange.idOf("Ann"));
        site.change("update outbound_email set delivery = 'BOUNCED' where participant_id = " + exchange.idOf("Ben"));
        site.change("update outbound_email set state = 'HELD', sent_at = null where kind = 'PAIRING'"
                + " and participant_id = " + exchange.idOf("Cy"));
        site.change("update outbound_email set state = 'UNKNOWN', sent_at = null where kind <> 'PAIRING'"
                + " and participant_id = " + exchange.idOf("Cy"));
        var now = TestClock.START.toEpochMilli();
        for (var outcome : List.of("SUCCESS", "FAILED", "MISSED", "INTERRUPTED")) {
            site.change(
                    "insert into job_execution (created_at, job_id, job_type, node, cause, scheduled_at, started_at,"
                            + " completed_at, outcome) values"
                            + " (?, 'purge_old_exchanges', 'purge_old_exchanges', 'here', 'SCHEDULE', ?, ?, ?, ?)",
                    now,
                    now - 1000,
                    now - 1000,
                    now,
                    outcome);
        }
        site.change(
                "update job_execution set summary = 'warned=0 purged=1 people=1200 emails=1' where outcome = 'SUCCESS'");
        site.change("update job_execution set error_message = 'SQLException at Shelf.put' where outcome = 'FAILED'");
    }

    private void settings(Browser admin, Page page) {
        var other = site.browser();
        Organiser.signIn(other, Site.ADMIN, Site.PASSWORD);
        admin.submit(admin.open("/admin/settings")
                .form("/settings/email")
                .with("email", "eleonora@example.org")
                .with("currentPassword", Site.PASSWORD));
        page.navigate("/admin/settings");
        screens.shoot(page, "settings");
        page.fill("#password-currentPassword", "a guess");
        page.fill("#password-password", Site.PASSWORD + "!");
        page.fill("#password-passwordConfirmation", Site.PASSWORD + "!");
        send(page, "/settings/password");
        screens.shoot(page, "settings-refused");
    }

    @Test
    void whatDoesNotWork() {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin);
        var stranger = screens.newPerson();
        var organiser = screens.newPerson(admin);
        stranger.navigate("/exchange/nowhere");
        screens.shoot(stranger, "404");
        for (var path : List.of("/admin/nowhere", "/admin/exchanges/999")) {
            organiser.navigate(path);
            assertThat(organiser.innerText(".site-nav"))
                    .as("the way back to all there is")
                    .contains("Server");
            screens.shoot(organiser, "404" + path.replace('/', '-'));
        }
        stranger.navigate("/find");
        withoutToken(stranger);
        screens.shoot(stranger, "403");
        organiser.navigate("/admin/settings");
        withoutToken(organiser);
        assertThat(organiser.locator(".site-nav").count()).isOne();
        screens.shoot(organiser, "403-admin");
        organiser.navigate(exchange.path() + "/mend");
        screens.shoot(organiser, "409-admin");
        stranger.navigate(exchange.link() + "/register/correct");
        screens.shoot(stranger, "405");
        for (var tries = 0; tries < 4; tries++) {
            stranger.navigate(exchange.link() + "/signin");
            stranger.fill("[name=email]", "ann@example.org");
            send(stranger, "/signin");
        }
        assertThat(stranger.innerText("h1")).isEqualTo("Too many attempts");
        screens.shoot(stranger, "429");

        site.change("update exchange set timezone = 'Nowhere'");
        for (var page : Map.of(stranger, exchange.link() + "/register", organiser, exchange.path())
                .entrySet()) {
            page.getKey().route("**/*", EveryPageIT::asIfAllWereWell);
            page.getKey().navigate(page.getValue());
            assertThat(page.getKey().innerText("h1")).isEqualTo("Something went wrong on our side");
            screens.shoot(page.getKey(), "500" + (page.getKey() == organiser ? "-admin" : ""));
        }
        assertThat(organiser.locator(".site-nav").count()).isOne();
        screens.assertNoComplaints();
    }

    /** The browser would complain of the status. */
    private static void asIfAllWereWell(Route route) {
        route.fulfill(new Route.FulfillOptions().setResponse(route.fetch()).setStatus(200));
    }

    private static void withoutToken(Page page) {
        page.evaluate("document.querySelectorAll('[name=_csrf]').forEach((field) => field.remove())");
        page.evaluate("document.querySelectorAll('form').forEach((form) => { form.noValidate = true; })");
        Screens.follow(
                page, () -> page.locator("form[method=post] button").last().click());
    }

    private static void unfold(Page page) {
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
        page.evaluate("document.querySelectorAll('.tab-panels > *').forEach((one) => one.classList.add('tab-open'))");
    }

    /** Sends a form as it is: what the browser itself would not send, others do. */
    private static void send(Page page, String action) {
        var form = page.locator("form[method=post][action*='" + action + "']").last();
        form.evaluate("(form) => { form.noValidate = true; }");
        Screens.follow(
                page, () -> form.locator("button:not([type=button])").last().click());
    }
}
