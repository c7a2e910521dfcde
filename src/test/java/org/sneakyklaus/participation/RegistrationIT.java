package org.sneakyklaus.participation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.exchange.ExchangeState.MATCHED;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_CLOSED;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.testsupport.AtOnce;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.NoErrorLogged;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;

/** People join by the link of an exchange, and correct a mistyped address. */
@IntegrationTest
class RegistrationIT implements NoErrorLogged {

    private final Site site;
    private final TestClock clock;

    RegistrationIT(Site site, TestClock clock) {
        this.site = site;
        this.clock = clock;
    }

    @Test
    void theLinkLeadsToJoiningAndOn() {
        var exchange = Gathering.open(site, site.setUp());
        var browser = site.browser();
        assertThat(browser.open(exchange.link()).leadsTo()).isEqualTo(exchange.link() + "/register");

        var registered = exchange.register(browser, " Ann ", " ANN@Example.org ");

        var done = browser.follow(registered);
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.text()).contains("ann@example.org");
        assertThat(exchange.people()).containsExactly("Ann");
        assertThat(exchange.page().texts("#people tbody tr"))
                .singleElement()
                .asString()
                .contains("not confirmed");
        Gathering.signIn(browser, site.mail().lastTo("ann@example.org"));
        assertThat(browser.open(exchange.link()).leadsTo()).isEqualTo(exchange.link() + "/me");
        assertThat(exchange.me(browser).text())
                .contains("Signed in as Ann.", "A book for", "Confirmed participants (1)", "In 29 days");
        assertThat(exchange.page().texts("#people tbody tr"))
                .singleElement()
                .asString()
                .doesNotContain("not confirmed");
    }

    @Test
    void othersAppearOnceTheyHaveConfirmed() {
        var exchange = Gathering.open(site, site.setUp());
        var ann = exchange.join("Ann");
        exchange.register(site.browser(), "Ben", "ben@example.org");
        assertThat(exchange.me(ann).texts(".names li")).containsExactly("Ann");

        exchange.enter("Ben");

        assertThat(exchange.me(ann).texts(".names li")).containsExactly("Ann", "Ben");
        assertThat(exchange.me(ann).source()).doesNotContain("ben@example.org", "A book for Ben");
    }

    @ParameterizedTest
    @EnumSource(
            value = ExchangeState.class,
            names = {"REGISTRATION_OPEN", "REGISTRATION_CLOSED", "MATCHED", "COMPLETED", "CANCELLED"})
    void whoHasJoinedIsToldToTheEnd(ExchangeState state) {
        var exchange = Gathering.open(site, site.setUp());
        var ann = exchange.join("Ann");
        exchange.join("cy");
        exchange.join("Ben");
        exchange.with("Dan");
        switch (state) {
            case REGISTRATION_CLOSED -> exchange.then("close");
            case MATCHED -> exchange.then("close").then("match");
            case COMPLETED -> exchange.then("close").then("match").then("complete");
            case CANCELLED -> exchange.then("call-off");
            default -> {
                // There already.
            }
        }
        assertThat(exchange.state()).isEqualTo(state);

        assertThat(exchange.me(ann).text()).contains("Confirmed participants (3)");
        assertThat(exchange.me(ann).texts(".names li")).containsExactly("Ann", "Ben", "cy");
    }

    @Test
    void aKnownAddressGetsTheSamePageAndALinkToSignIn() {
        var exchange = Gathering.open(site, site.setUp());
        exchange.join("Ann");
        var stranger = site.browser();
        var newcomer = site.browser();

        var known = exchange.register(stranger, "Eve", "ann@example.org");
        var unknown = exchange.register(newcomer, "Ben", "ben@example.org");

        assertThat(known.status()).isEqualTo(unknown.status());
        assertThat(known.leadsTo()).isEqualTo(unknown.leadsTo());
        assertThat(stranger.follow(known).text().replace("ann@", "ben@"))
                .isEqualTo(newcomer.follow(unknown).text());
        assertThat(known.cookies()).isEqualTo(unknown.cookies());
        assertThat(exchange.people()).containsExactly("Ann", "Ben");
        assertThat(site.mail().subjectsTo("ann@example.org")).hasSize(2);
        assertThat(site.mail().lastTo("ann@example.org").hasLink("/not-me/")).isFalse();
        assertThat(exchange.me(exchange.enter("Ann")).text()).contains("A book for Ann");
    }

    @Test
    void aFullExchangeSaysSoBeforeItLooksAtTheAddress() {
        var admin = site.setUp();
        var exchange = Gathering.created(site, admin, Gathering.blank(admin).with("maxParticipants", "3"))
                .then("open")
                .with("Ann", "Ben", "Cy");
        var browser = site.browser();

        var shown = browser.open(exchange.link() + "/register");
        var newcomer = browser.post(exchange.link() + "/register", "name", "Dan", "email", "dan@example.org");
        var known = browser.post(exchange.link() + "/register", "name", "Ann", "email", "ann@example.org");

        assertThat(shown.text()).contains("full").doesNotContain("Ann", "Ben");
        assertThat(shown.has("a[href$=/signin]")).isTrue();
        assertThat(newcomer.status()).isEqualTo(409);
        assertThat(newcomer.heading()).isEqualTo(shown.heading());
        assertThat(known.status()).isEqualTo(409);
        assertThat(known.text()).isEqualTo(newcomer.text());
        assertThat(exchange.people()).hasSize(3);
        assertThat(exchange.add("Dan", "dan@example.org").status()).isEqualTo(422);
    }

    @Test
    void registrationEndsAtItsDateAlthoughNothingHasClosedIt() {
        var admin = site.setUp();
        var exchange = Gathering.created(
                        site, admin, Gathering.blank(admin).with("registrationCloseDate", "2026-12-01T12:00"))
                .then("open");
        var browser = site.browser();
        var form = exchange.registration(browser, "Ann");
        clock.set(Instant.parse("2026-12-01T17:00:00Z"));

        var late = browser.submit(form);

        assertThat(exchange.state()).isEqualTo(ExchangeState.REGISTRATION_OPEN);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text()).contains("closed");
        assertThat(browser.open(exchange.link() + "/register").has("form")).isFalse();
        assertThat(exchange.people()).isEmpty();
        clock.set(Instant.parse("2026-12-01T16:59:59.999Z"));
        assertThat(browser.submit(form).status()).isEqualTo(303);
    }

    @Tag("once")
    @Test
    void ofTwoRegistrationsForTheLastPlaceOneWins() throws InterruptedException {
        var admin = site.setUp();
        var exchange = Gathering.created(site, admin, Gathering.blank(admin).with("maxParticipants", "3"))
                .then("open")
                .with("Ann", "Ben");
        var one = site.browser();
        var other = site.browser();
        var cy = exchange.registration(one, "Cy");
        var dan = exchange.registration(other, "Dan");

        var answers = AtOnce.get(() -> one.submit(cy), () -> other.submit(dan));

        assertThat(answers).extracting(Page::status).containsExactlyInAnyOrder(303, 409);
        var loser = answers.stream()
                .filter(answer -> answer.status() == 409)
                .findFirst()
                .orElseThrow();
        assertThat(loser.heading()).isEqualTo("This exchange is full");
        assertThat(exchange.people()).hasSize(3);
    }

    @Tag("once")
    @Test
    void theSameRegistrationTwiceAtOnceIsOnePerson() throws InterruptedException {
        var exchange = Gathering.open(site, site.setUp());
        var browser = site.browser();
        var form = exchange.registration(browser, "Ann");

        var answers = AtOnce.get(
                () -> browser.submit(form),
                () -> browser.submit(form),
                () -> browser.submit(form),
                () -> browser.submit(form));

        assertThat(answers).extracting(Page::status).containsOnly(303);
        assertThat(answers).extracting(Page::leadsTo).containsOnly(exchange.link() + "/register/done");
        assertThat(exchange.people()).containsExactly("Ann");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REGISTRATION_OPEN")
    void whereNobodyCanJoinAPageSaysWhyAndNamesNobody(ExchangeState state) {
        var exchange = Gathering.in(state, site, site.setUp());
        var browser = site.browser();

        var shown = browser.visit(exchange.link());
        var refused = browser.post(exchange.link() + "/register", "name", "Dan", "email", "dan@example.org");

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.texts("h1")).singleElement().asString().isNotEmpty();
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.heading()).isEqualTo(shown.heading());
        assertThat(shown.text()).doesNotContain("Ann", "Ben", "Cy");
        assertThat(exchange.people()).doesNotContain("Dan");
    }

    @Test
    void anUnknownLinkIsNotThere() {
        site.setUp();
        for (var page :
                List.of("", "/register", "/register/done", "/signin", "/signin/code", "/signin/abc", "/withdrawn")) {
            var answer = site.browser().open("/exchange/abcdefghjkmn" + page);
            assertThat(answer.status()).as(page).isEqualTo(404);
            assertThat(answer.heading()).isEqualTo("Page not found");
        }
        assertThat(site.browser().open("/exchange/abcdefghjkmn/me").status()).isIn(303, 404);
    }

    @Test
    void aWrongAddressIsCorrectedInTheSameBrowserWithinAnHour() {
        var exchange = Gathering.open(site, site.setUp());
        var browser = site.browser();
        var done = browser.follow(exchange.register(browser, "Ann", "anm@example.org"));
        var oldLink = site.mail().lastTo("anm@example.org").link("/signin/");

        var corrected = browser.submit(done.form("/register/correct").with("email", "ann@example.org"));

        assertThat(browser.follow(corrected).text()).contains("ann@example.org").doesNotContain("anm@example.org");
        assertThat(site.column("select email from participant")).containsExactly("ann@example.org");
        assertThat(site.browser().open(oldLink).leadsTo()).isEqualTo(exchange.link() + "/signin");
        var other = site.browser();
        assertThat(exchange.correct(other, "eve@example.org").leadsTo()).isEqualTo(exchange.link());
        assertThat(other.visit(exchange.link() + "/register/done").path()).endsWith("/register");
        clock.advance(Duration.ofHours(1));
        assertThat(exchange.correct(browser, "eve@example.org").leadsTo()).isEqualTo(exchange.link());
        assertThat(site.column("select email from participant")).containsExactly("ann@example.org");
        assertThat(exchange.me(exchange.enter("Ann")).text()).contains("A book for Ann");
    }

    @Test
    void whoRegisteredAnAddressFirstCannotTakeItsOwnersPlaceAway() {
        var exchange = Gathering.open(site, site.setUp());
        var first = site.browser();
        var done = first.follow(exchange.register(first, "Eve", "ann@example.org"));
        clock.advance(Duration.ofMinutes(1));
        exchange.register(site.browser(), "Ann", "ann@example.org");

        first.submit(done.form("/register/correct").with("email", "eve@example.org"));

        assertThat(site.column("select email from participant")).contains("ann@example.org");
        var ann = site.browser();
        Gathering.signIn(ann, site.mail().lastTo("ann@example.org"));
        assertThat(exchange.me(ann).status()).isEqualTo(200);
    }

    @Test
    void correctingTellsNothingAboutTheFirstAddressOnceRegistrationIsClosed() {
        var exchange = Gathering.open(site, site.setUp()).with("Ben");
        var ofKnown = site.browser();
        var known = ofKnown.follow(exchange.register(ofKnown, "Ben", "ben@example.org"));
        var ofNew = site.browser();
        var unknown = ofNew.follow(exchange.register(ofNew, "Ann", "ann@example.org"));
        exchange.press("close");

        var one = ofKnown.submit(known.form("/register/correct").with("email", "x@example.org"));
        var other = ofNew.submit(unknown.form("/register/correct").with("email", "y@example.org"));

        assertThat(one.status()).isEqualTo(other.status()).isEqualTo(303);
        assertThat(one.leadsTo()).isEqualTo(other.leadsTo());
        assertThat(site.column("select email from participant where email in ('x@example.org', 'y@example.org')"))
                .hasSize(2);
    }

    @Test
    void correctingAnAddressKeepsTheRulesOfThePerson() {
        var exchange = Gathering.open(site, site.setUp()).with("Ben");
        var browser = site.browser();
        var done = browser.follow(exchange.register(browser, "Ann", "anm@example.org"));
        exchange.rule("Ann", "Ben", true);

        browser.submit(done.form("/register/correct").with("email", "ann@example.org"));

        assertThat(exchange.people()).containsExactly("Ann", "Ben");
        assertThat(exchange.page().text()).contains("Ann and Ben cannot draw each other");
        exchange.enter("Ann");
    }

    /** Who registered for another person would be shown who that person drew. */
    @Test
    void afterTheDrawNoCorrectionMovesAPlace() {
        var exchange = Gathering.open(site, site.setUp()).with("Ben", "Cy");
        var browser = site.browser();
        var done = browser.follow(exchange.register(browser, "Ann", "anm@example.org"));
        exchange.then("close").then("match");
        var before = site.mail().all().size();

        for (var address : List.of("ben@example.org", "ann@example.org")) {
            assertThat(browser.submit(done.form("/register/correct").with("email", address))
                            .status())
                    .isEqualTo(303);
        }

        assertThat(site.mail().all()).hasSize(before);
        assertThat(exchange.people()).containsExactly("Ann", "Ben", "Cy");
        assertThat(exchange.assignments()).isEqualTo(3);
        assertThat(site.column("select email from participant where name = 'Ann'"))
                .containsExactly("anm@example.org");
    }
}
