package org.sneakyklaus.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sneakyklaus.testsupport.AtOnce;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Mail;
import org.sneakyklaus.testsupport.Organiser;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** How often one may try, with the limits that an installation has when nothing is configured. */
@IntegrationTest(clientLimits = true)
@ExtendWith(OutputCaptureExtension.class)
class LimitsIT {

    private static final String TOKEN = "x".repeat(43);

    private final Site site;
    private final TestClock clock;

    LimitsIT(Site site, TestClock clock) {
        this.site = site;
        this.clock = clock;
    }

    @Test
    void anAccountIsTriedFiveTimesInAQuarterOfAnHour(CapturedOutput output) {
        var signedIn = site.setUp();
        for (int i = 0; i < 5; i++) {
            assertThat(signIn(Site.ADMIN, "wrong password " + i).status()).isEqualTo(422);
        }
        clock.advance(Duration.ofSeconds(179));

        var refused = signIn(" NORA@example.org", Site.PASSWORD);

        tooOften(refused, 12 * 60 + 1, "in 13 minutes");
        assertThat(output.getAll().lines().filter(line -> line.contains("Limit reached: ")))
                .singleElement()
                .asString()
                .contains(
                        "Limit reached: 5 tries at signing in as organiser, by the address that is typed;",
                        "set by KLAUS_LIMIT_ADMIN_ACCOUNT");
        assertThat(refused.cookies()).noneMatch(cookie -> cookie.endsWith("klaus-admin"));
        assertThat(signedIn.open("/admin").status())
                .as("who is signed in stays so")
                .isEqualTo(200);
        clock.advance(Duration.ofMinutes(12));
        assertThat(signIn(Site.ADMIN, Site.PASSWORD).status()).isEqualTo(429);
        clock.advance(Duration.ofSeconds(1));
        assertThat(signIn(Site.ADMIN, Site.PASSWORD).leadsTo()).isEqualTo("/admin");
    }

    @Test
    void theRightPasswordGivesNoFurtherTries() {
        site.setUp();
        for (int i = 0; i < 4; i++) {
            signIn(Site.ADMIN, "wrong password " + i);
        }
        assertThat(signIn(Site.ADMIN, Site.PASSWORD).leadsTo()).isEqualTo("/admin");

        assertThat(signIn(Site.ADMIN, "wrong once more").status()).isEqualTo(429);
    }

    @Test
    void anUnknownAccountIsRefusedLikeTheRealOne() {
        site.setUp();
        for (int i = 0; i < 5; i++) {
            signIn(Site.ADMIN, "wrong password " + i);
            assertThat(signIn("nobody@example.org", "wrong password " + i).status())
                    .isEqualTo(422);
        }

        same(signIn(Site.ADMIN, "wrong"), signIn("nobody@example.org", "wrong"));
    }

    @Test
    void oneClientSignsInTwentyTimesWhateverTheAccount() {
        site.setUp();
        for (int i = 0; i < 20; i++) {
            assertThat(signIn("nobody" + i + "@example.org", "wrong").status()).isEqualTo(422);
        }

        tooOften(signIn("nobody@example.org", "wrong"), 15 * 60, "in 15 minutes");
        clock.advance(Duration.ofMinutes(15));
        assertThat(signIn("nobody@example.org", "wrong").status()).isEqualTo(422);
    }

    @Test
    void aNewPasswordIsAskedForThreeTimesAnHourKnownOrNot() {
        site.setUp();
        for (int i = 0; i < 3; i++) {
            same(forgot(Site.ADMIN), forgot("nobody@example.org"));
        }

        var known = forgot(" NORA@example.org");

        tooOften(known, 3600, "in 60 minutes");
        same(known, forgot("nobody@example.org"));
        assertThat(site.mail().subjectsTo(Site.ADMIN)).hasSize(3);
        clock.advance(Duration.ofHours(1));
        assertThat(forgot(Site.ADMIN).status()).isEqualTo(303);
    }

    @Test
    void whoHasASessionGuessesThePasswordFiveTimes() {
        var signedIn = site.setUp();
        for (int i = 0; i < 4; i++) {
            assertThat(newPassword(signedIn, "wrong password " + i).errorAt("/password", "currentPassword"))
                    .isNotEmpty();
        }
        assertThat(move(signedIn, "wrong password").errorAt("/email", "currentPassword"))
                .isNotEmpty();

        var refused = newPassword(signedIn, Site.PASSWORD);
        tooOften(refused, 15 * 60, "in 15 minutes");
        assertThat(refused.has(".site-admin .site-nav"))
                .as("the organiser's frame")
                .isTrue();
        tooOften(move(signedIn, Site.PASSWORD), 15 * 60, "in 15 minutes");

        assertThat(signedIn.open("/admin").status())
                .as("who is signed in stays so")
                .isEqualTo(200);
        assertThat(site.column("select new_email from admin")).containsExactly("null");
        clock.advance(Duration.ofMinutes(15));
        assertThat(newPassword(signedIn, Site.PASSWORD).leadsTo()).isEqualTo("/admin/settings");
    }

    @Test
    void whoTriesPasswordsKeepsTheAdminFromNoNewOne() {
        var signedIn = site.setUp();
        lockOut();
        assertThat(newPassword(signedIn, Site.PASSWORD).leadsTo()).isEqualTo("/admin/settings");

        forgot(Site.ADMIN);
        var link = site.mail().lastTo(Site.ADMIN).link("/admin/password/reset/");
        var admin = site.browser();
        var form = admin.open(link).form("/reset/" + Mail.token(link));
        admin.submit(form.with("password", Site.PASSWORD).with("passwordConfirmation", Site.PASSWORD));

        assertThat(signIn(Site.ADMIN, Site.PASSWORD).leadsTo())
                .as("the link gives the attempts back")
                .isEqualTo("/admin");
    }

    @Test
    void oneClientAsksForTwentyNewPasswordsAnHour() {
        site.setUp();
        for (int i = 0; i < 20; i++) {
            assertThat(forgot("nobody" + i + "@example.org").status()).isEqualTo(303);
        }

        tooOften(forgot("nobody@example.org"), 3600, "in 60 minutes");
    }

    @Test
    void whoHasNoSessionUsesUpNoTriesOfThePassword() {
        site.setUp();
        for (int i = 0; i < 10; i++) {
            assertThat(newPassword(site.browser(), "wrong").leadsTo()).isEqualTo("/admin/login");
        }

        assertThat(signIn(Site.ADMIN, Site.PASSWORD).leadsTo()).isEqualTo("/admin");
    }

    @Test
    void ofAHundredPasswordsAtOnceFiveAreLookedAt() throws InterruptedException {
        site.setUp();
        var browser = site.browser();
        var form = browser.open("/admin/login").form("/admin/login").with("email", Site.ADMIN);
        form.with("password", "not the right one");
        var answers = new ConcurrentLinkedQueue<Integer>();
        var tries = new ThrowingCallable[100];
        Arrays.fill(
                tries, (ThrowingCallable) () -> answers.add(browser.submit(form).status()));

        assertThat(AtOnce.attempt(tries)).isEmpty();

        assertThat(answers).hasSize(100).containsOnly(422, 429);
        assertThat(answers).filteredOn(status -> status == 422).hasSize(5);
    }

    @Test
    void threeLinksAnHourForAnAddressOfAnExchangeKnownOrNot() {
        var admin = site.setUp();
        var family = Gathering.open(site, admin);
        var office = Gathering.open(site, admin);
        family.join("Ann");
        office.join("Ann");
        for (int i = 0; i < 3; i++) {
            same(ask(family, "ann@example.org"), ask(family, "eve@example.org"));
        }

        var known = ask(family, "Ann@example.org");
        var unknown = ask(family, "Eve@example.org");

        tooOften(known, 3600, "in 60 minutes");
        same(known, unknown);
        assertThat(site.mail().subjectsTo("ann@example.org"))
                .filteredOn(subject -> subject.startsWith("Your sign-in link"))
                .hasSize(3);
        assertThat(ask(office, "ann@example.org").status()).isEqualTo(303);
        clock.advance(Duration.ofHours(1));
        assertThat(ask(family, "ann@example.org").status()).isEqualTo(303);
    }

    @Test
    void aLinkRenewedIsALinkAskedFor() {
        var exchange = Gathering.open(site, site.setUp());
        exchange.join("Ann");
        var used = site.mail().lastTo("ann@example.org").link("/signin/");
        var browser = site.browser();
        var renew = browser.open(used).form("/renew");
        ask(exchange, "ann@example.org");
        for (int i = 0; i < 2; i++) {
            assertThat(browser.submit(renew).status()).isEqualTo(303);
        }

        tooOften(browser.submit(renew), 3600, "in 60 minutes");
        assertThat(ask(exchange, "ann@example.org").status()).isEqualTo(429);
    }

    @Test
    void whoeverTypesAnAddressAgainAndAgainFloodsNobody() {
        var exchange = Gathering.open(site, site.setUp());
        exchange.join("Ann");
        for (int i = 0; i < 11; i++) {
            same(
                    exchange.register(site.browser(), "Ann", "Ann@example.org"),
                    exchange.register(site.browser(), "Eve", "eve" + i + "@example.org"));
            site.mail().deliver();
            clock.advance(Duration.ofMinutes(5));
        }

        assertThat(site.mail().subjectsTo("ann@example.org"))
                .filteredOn(subject -> subject.startsWith("Your sign-in link"))
                .hasSize(3);
    }

    @Test
    void whoeverCorrectsToOneAddressAgainAndAgainFloodsNobody() {
        var exchange = Gathering.open(site, site.setUp());
        var browser = site.browser();
        exchange.register(browser, "Eve", "eve@example.org");
        for (int i = 0; i < 10; i++) {
            assertThat(exchange.correct(browser, "ann@example.org").status()).isEqualTo(303);
            site.mail().deliver();
        }

        assertThat(site.mail().subjectsTo("ann@example.org")).hasSizeBetween(2, 3);
    }

    /** The dispatcher asks for the address when it sends. */
    @Test
    void whatWaitsForOneAddressDoesNotGoToTheNext() {
        var exchange = Gathering.open(site, site.setUp());
        var browser = site.browser();
        exchange.register(browser, "Eve", "eve@example.org");
        for (int i = 0; i < 10; i++) {
            exchange.correct(browser, "eve" + i + "@example.org");
            ask(exchange, "eve" + i + "@example.org");
        }
        exchange.correct(browser, "ann@example.org");

        assertThat(site.mail().subjectsTo("ann@example.org")).hasSize(1);
    }

    @Test
    void whoMovesToOneAddressAgainAndAgainFloodsNobody() {
        var exchange = Gathering.open(site, site.setUp());
        var ann = exchange.join("Ann");
        var cy = exchange.join("Cy");
        exchange.join("Ben");
        for (int i = 0; i < 3; i++) {
            same(move(ann, exchange, "ben@example.org"), move(cy, exchange, "eve@example.org"));
            site.mail().deliver();
        }

        var known = move(ann, exchange, "ben@example.org");

        tooOften(known, 3600, "in 60 minutes");
        same(known, move(cy, exchange, "eve@example.org"));
        assertThat(site.mail().subjectsTo("eve@example.org")).hasSize(3);
        assertThat(move(site.browser(), exchange, "ada@example.org").leadsTo()).endsWith("/signin");
        assertThat(move(ann, exchange, "ada@example.org").status()).isEqualTo(303);
    }

    @Test
    void oneParticipantMovesTwentyTimesFromWhereverTheyAre() {
        var exchange = Gathering.open(site, site.setUp());
        var ann = exchange.join("Ann");
        for (int i = 0; i < 20; i++) {
            assertThat(move(ann, exchange, "eve" + i + "@example.org").status()).isEqualTo(303);
        }
        tooOften(move(ann, exchange, "late@example.org"), 3600, "in 60 minutes");
        assertThat(count("LINK_CLIENT")).as("by client and by person").isEqualTo(2);
    }

    @Test
    void theOrganiserIsToldWhenAnAddressHasGotEnough() {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin).with("Eve");
        var again = exchange.path() + "/participants/" + exchange.idOf("Eve") + "/resend";
        for (int i = 0; i < 2; i++) {
            site.mail().deliver();
            assertThat(admin.post(again).status()).isEqualTo(303);
        }
        site.mail().deliver();

        var refused = admin.post(again);

        tooOften(refused, 3600, "in 60 minutes");
        assertThat(refused.has(".site-admin .site-nav"))
                .as("the organiser's frame")
                .isTrue();
        assertThat(site.mail().subjectsTo("eve@example.org")).hasSize(3);
        exchange.enter("Eve");
        assertThat(ask(exchange, "eve@example.org").status()).isEqualTo(303);
        assertThat(site.mail().subjectsTo("eve@example.org"))
                .as("whoever opened a link has asked for it")
                .hasSize(4);
    }

    @Test
    void twentyTestEmailsGoToAnAddress() {
        var admin = site.setUp();
        for (int i = 0; i < 20; i++) {
            assertThat(admin.post("/admin/mail/test", "to", "eve@example.org").status())
                    .isEqualTo(303);
        }

        tooOften(admin.post("/admin/mail/test", "to", "eve@example.org"), 3600, "in 60 minutes");
        assertThat(admin.post("/admin/mail/test", "to", Site.ADMIN).status()).isEqualTo(303);
    }

    @Test
    void allExchangesOfAnAddressAreSentThreeTimesAnHour() {
        Gathering.open(site, site.setUp()).join("Ann");
        for (int i = 0; i < 3; i++) {
            same(find("ann@example.org"), find("eve@example.org"));
        }

        same(find("ann@example.org"), find("eve@example.org"));
        tooOften(find("ann@example.org"), 3600, "in 60 minutes");
    }

    @Test
    void oneClientAsksForTwentyLinksAnHour() {
        var exchange = Gathering.open(site, site.setUp());
        for (int i = 0; i < 10; i++) {
            assertThat(ask(exchange, "guest" + i + "@example.org").status()).isEqualTo(303);
            assertThat(find("guest" + i + "@example.org").status()).isEqualTo(303);
        }

        assertThat(ask(exchange, "late@example.org").status()).isEqualTo(429);
        assertThat(find("late@example.org").status()).isEqualTo(429);
        assertThat(count("LINK_ADDRESS")).as("nobody's tries are used up").isEqualTo(20);
    }

    @Test
    void oneClientSendsThirtyTokensInTenMinutes() {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin);
        var browser = site.browser();
        var kinds = List.of("/signin/" + TOKEN, "/not-me/" + TOKEN, "/email/" + TOKEN);
        for (int i = 0; i < 30; i++) {
            assertThat(browser.post(exchange.link() + kinds.get(i % 3)).status())
                    .isEqualTo(303);
        }

        for (var kind : kinds) {
            tooOften(browser.post(exchange.link() + kind), 600, "in 10 minutes");
        }
        var toTheAdmin = admin.post("/admin/email/" + TOKEN);
        tooOften(toTheAdmin, 600, "in 10 minutes");
        assertThat(toTheAdmin.texts(".site-nav"))
                .as("the frame is the organiser's")
                .isNotEmpty();
        clock.advance(Duration.ofMinutes(10));
        assertThat(browser.post(exchange.link() + kinds.get(0)).status()).isEqualTo(303);
    }

    @Test
    void oneClientRegistersAHundredAndTwentyPeopleAnHour() {
        var exchange = Gathering.open(site, site.setUp());
        var browser = site.browser();
        var form = browser.open(exchange.link() + "/register").form("/register").with("name", "Guest");
        for (int i = 0; i < 120; i++) {
            var answer = browser.submit(form.with("email", "guest" + i + "@example.org"));
            assertThat(answer.status()).isEqualTo(303);
        }

        tooOften(browser.submit(form.with("email", "late@example.org")), 3600, "in 60 minutes");
        assertThat(site.count("participant")).isEqualTo(120);
    }

    @Test
    void whoAddsPeopleTheyLookAfterAndLetsThemLeaveIsLimitedAsWhoRegisters() {
        var exchange = Gathering.open(site, site.setUp());
        var carla = exchange.join("Carla");
        var form = exchange.me(carla).form("/wards");
        for (int i = 1; i < 120; i++) {
            assertThat(carla.submit(form.with("name", "")).status()).isEqualTo(422);
        }

        assertThat(carla.submit(form.with("name", "Mia")).status()).isEqualTo(429);
        assertThat(exchange.people()).containsExactly("Carla");
    }

    @Test
    void theCodeOfTheSetUpIsGuessedTenTimesAnHour() {
        var browser = site.browser();
        var form = browser.open("/setup")
                .form("/setup")
                .with("email", Site.ADMIN)
                .with("password", Site.PASSWORD)
                .with("passwordConfirmation", Site.PASSWORD)
                .with("code", "0123456789ab");
        for (int i = 0; i < 10; i++) {
            var answer = browser.submitWithHeader(form, "X-Forwarded-For", "192.0.2." + i);
            assertThat(answer.errorAt("/setup", "code")).isNotEmpty();
        }

        tooOften(browser.submitWithHeader(form, "X-Forwarded-For", "192.0.2.99"), 3600, "in 60 minutes");
        assertThat(browser.open("/setup?code=0123456789ab").status())
                .as("also by opening the page")
                .isEqualTo(429);
        assertThat(browser.open("/setup").status()).isEqualTo(200);
        // Who has the link is kept waiting by nobody.
        site.setUp();
    }

    @Test
    void whoIsNoProxyCannotChooseAnAddress() {
        site.setUp();
        for (int i = 0; i < 20; i++) {
            from("192.0.2." + i, "nobody" + i + "@example.org");
        }

        assertThat(from("192.0.2.99", "nobody@example.org").status()).isEqualTo(429);
    }

    @Test
    void aFormFromAnotherSiteIsNotCounted() {
        site.setUp();
        for (int i = 0; i < 25; i++) {
            var browser = site.browser();
            var foreign = browser.open("/admin/login").form("/admin/login").with("email", Site.ADMIN);
            assertThat(browser.submit(foreign.without("_csrf")).status()).isEqualTo(403);
        }

        assertThat(signIn(Site.ADMIN, Site.PASSWORD).leadsTo()).isEqualTo("/admin");
    }

    @Test
    void theTableTellsNobodysAddress() {
        var exchange = Gathering.open(site, site.setUp());
        ask(exchange, "ann@example.org");

        assertThat(site.column("select key from rate_limit"))
                .hasSize(2)
                .allMatch(key -> key.matches("[A-Z_]+:[0-9a-f]{64}"));
    }

    private int count(String limit) {
        return site.count("rate_limit where key like '" + limit + ":%'");
    }

    private void lockOut() {
        for (int i = 0; i < 6; i++) {
            signIn(Site.ADMIN, "wrong password " + i);
        }
        assertThat(signIn(Site.ADMIN, Site.PASSWORD).status()).isEqualTo(429);
    }

    private Page signIn(String email, String password) {
        return Organiser.signIn(site.browser(), email, password);
    }

    private Page forgot(String email) {
        return site.browser().post("/admin/password/forgot", "email", email);
    }

    private static Page newPassword(Browser browser, String current) {
        var wanted = "another long winter night";
        return browser.post(
                "/admin/settings/password",
                "currentPassword",
                current,
                "password",
                wanted,
                "passwordConfirmation",
                wanted);
    }

    private static Page move(Browser browser, String current) {
        return browser.post("/admin/settings/email", "currentPassword", current, "email", "elsewhere@example.org");
    }

    private Page from(String forwardedFor, String email) {
        var browser = site.browser();
        var form = browser.open("/admin/login").form("/admin/login").with("email", email);
        return browser.submitWithHeader(form.with("password", "wrong"), "X-Forwarded-For", forwardedFor);
    }

    private Page ask(Gathering exchange, String email) {
        return site.browser().post(exchange.link() + "/signin", "email", email);
    }

    private static Page move(Browser browser, Gathering exchange, String email) {
        return browser.post(exchange.link() + "/me/email", "email", email);
    }

    private Page find(String email) {
        return site.browser().post("/find", "email", email);
    }

    private static void tooOften(Page answer, int seconds, String when) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo(String.valueOf(seconds));
        assertThat(answer.heading()).isEqualTo("Too many attempts");
        assertThat(answer.text()).contains("Try again " + when);
        assertThat(answer.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; ")
                .doesNotContain("unsafe");
        for (var header : List.of("Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy")) {
            assertThat(answer.header(header)).as(header).isEqualTo("same-origin");
        }
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("X-Robots-Tag")).isEqualTo("noindex");
        assertThat(answer.header("Permissions-Policy")).contains("camera=()");
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    /** Nothing tells the one from the other. */
    private static void same(Page one, Page other) {
        assertThat(one.status()).isEqualTo(other.status());
        assertThat(one.header("Location")).isEqualTo(other.header("Location"));
        assertThat(one.header("Retry-After")).isEqualTo(other.header("Retry-After"));
        assertThat(one.headers().keySet()).isEqualTo(other.headers().keySet());
        assertThat(one.text()).isEqualTo(other.text());
    }
}
