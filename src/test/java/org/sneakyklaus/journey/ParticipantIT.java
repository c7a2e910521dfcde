package org.sneakyklaus.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_CLOSED;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sneakyklaus.draw.Reminders;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.testsupport.AtOnce;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Mail;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;

@IntegrationTest
class ParticipantIT {

    private static final String SESSION = "klaus-exchange";

    private final Site site;
    private final TestClock clock;
    private final Reminders reminders;

    ParticipantIT(Site site, TestClock clock, Reminders reminders) {
        this.site = site;
        this.clock = clock;
        this.reminders = reminders;
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
        assertThat(other.post(exchange.link() + "/register/correct", "email", "eve@example.org")
                        .leadsTo())
                .isEqualTo(exchange.link());
        assertThat(other.visit(exchange.link() + "/register/done").path()).endsWith("/register");
        clock.advance(Duration.ofHours(1));
        assertThat(browser.post(exchange.link() + "/register/correct", "email", "eve@example.org")
                        .leadsTo())
                .isEqualTo(exchange.link());
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
        var rule = exchange.page().form("/exclusions");
        assertThat(exchange.admin()
                        .submit(rule.with("participantA", "" + exchange.idOf("Ann"))
                                .with("participantB", "" + exchange.idOf("Ben")))
                        .status())
                .isEqualTo(303);

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
    void askingForALinkAnswersTheSameForEveryAddress() {
        var exchange = Gathering.open(site, site.setUp());
        exchange.join("Ann");
        var one = site.browser();
        var other = site.browser();

        var known = one.post(exchange.link() + "/signin", "email", "ann@example.org");
        var unknown = other.post(exchange.link() + "/signin", "email", "nobody@example.org");

        assertThat(known.leadsTo()).isEqualTo(unknown.leadsTo()).isEqualTo(exchange.link() + "/signin/code");
        assertThat(one.follow(known).text()).isEqualTo(other.follow(unknown).text());
        assertThat(site.mail().to("nobody@example.org")).isEmpty();
        exchange.enter("Ann");
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
        var form = browser.open(exchange.link() + "/register")
                .form("/register")
                .with("name", "Ann")
                .with("email", "ann@example.org");
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
    void openingALinkUsesNothingUpAndItsButtonSignsInOnce() {
        var exchange = Gathering.open(site, site.setUp());
        exchange.register(site.browser(), "Ann", "ann@example.org");
        var link = site.mail().lastTo("ann@example.org").link("/signin/");
        var browser = site.browser();
        var before = site.everything();
        for (int i = 0; i < 20; i++) {
            var shown = browser.open(link);
            assertThat(shown.status()).isEqualTo(200);
            assertThat(shown.text()).contains("a***@example.org").doesNotContain("ann@example.org");
            assertThat(shown.cookies()).doesNotContain(SESSION);
        }
        assertThat(site.everything()).isEqualTo(before);
        var form = browser.open(link).form(path(link));

        var first = browser.submit(form);
        assertThat(first.leadsTo()).isEqualTo(exchange.link() + "/me");
        assertThat(first.cookies()).contains(SESSION);
        assertThat(browser.open(link).leadsTo()).isEqualTo(exchange.link() + "/me");

        var other = site.browser();
        var used = other.visit(link);
        assertThat(used.heading()).contains("used");
        var second = other.post(path(link));
        assertThat(other.follow(second).hasForm("/renew")).isTrue();
        assertThat(exchange.me(other).leadsTo()).endsWith("/signin");

        assertThat(other.submit(used.form("/renew")).leadsTo()).isEqualTo(exchange.link() + "/signin/code");
        assertThat(site.mail().lastTo("ann@example.org").link("/signin/")).isNotEqualTo(link);
        exchange.enter("Ann");
    }

    @Test
    void theButtonOfALinkTellsWhoseItIsAlsoAmongAddressesThatAreAlike() {
        var exchange = Gathering.open(site, site.setUp());
        var addresses =
                List.of("ann@example.org", "alan@example.org", "ana@example.org", "al@b.example", "a@b.example");

        addresses.forEach(address -> exchange.register(site.browser(), "Ann", address));

        var shown = addresses.stream()
                .map(address -> site.browser()
                        .open(site.mail().lastTo(address).link("/signin/"))
                        .texts(".lead")
                        .get(0))
                .toList();
        assertThat(shown).doesNotHaveDuplicates();
        assertThat(shown.get(1)).contains("al***n@example.org");
        addresses.forEach(address -> assertThat(shown).noneMatch(text -> text.contains(' ' + address)));
    }

    @Test
    void aLinkPressedTwiceAtOnceSignsInOnce() throws InterruptedException {
        var exchange = Gathering.open(site, site.setUp());
        exchange.register(site.browser(), "Ann", "ann@example.org");
        var link = site.mail().lastTo("ann@example.org").link("/signin/");
        var one = site.browser();
        var other = site.browser();
        var form = one.open(link).form(path(link));
        var otherForm = other.open(link).form(path(link));

        var answers = AtOnce.get(() -> one.submit(form), () -> other.submit(otherForm));

        assertThat(answers).extracting(Page::leadsTo).containsExactlyInAnyOrder(exchange.link() + "/me", path(link));
    }

    @Test
    void aLinkEndsAfterItsTime() {
        var exchange = Gathering.open(site, site.setUp());
        exchange.register(site.browser(), "Ann", "ann@example.org");
        var mailed = site.mail().lastTo("ann@example.org").link("/signin/");
        site.browser().post(exchange.link() + "/signin", "email", "ann@example.org");
        var asked = site.mail().lastTo("ann@example.org").link("/signin/");

        clock.advance(Duration.ofHours(1));
        assertThat(site.browser().open(asked).hasForm("/renew")).isTrue();
        assertThat(site.browser().open(mailed).hasForm("/renew")).isFalse();
        clock.advance(Duration.ofDays(7));
        assertThat(site.browser().open(mailed).hasForm("/renew")).isTrue();
    }

    @Test
    void aLinkCountsAtItsOwnExchangeOnly() {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin);
        var other = Gathering.open(site, admin);
        exchange.register(site.browser(), "Ann", "ann@example.org");
        var link = path(site.mail().lastTo("ann@example.org").link("/signin/"));
        var elsewhere = link.replace(exchange.slug(), other.slug());
        var browser = site.browser();

        assertThat(browser.open(elsewhere).leadsTo()).isEqualTo(other.link() + "/signin");
        assertThat(browser.follow(browser.post(elsewhere)).path()).isEqualTo(other.link() + "/signin");

        exchange.enter("Ann");
    }

    @Test
    void aSessionLastsUntilAWeekAfterTheDateHoweverOftenItIsUsed() {
        var exchange = Gathering.open(site, site.setUp());
        takesPlace(Duration.ofDays(20));
        var ann = exchange.join("Ann");
        assertThat(exchange.me(ann).status()).isEqualTo(200);

        shift(Duration.ofDays(27).minusHours(1));
        assertThat(exchange.me(ann).status()).isEqualTo(200);
        shift(Duration.ofHours(2));

        assertThat(exchange.me(ann).leadsTo()).endsWith("/signin");
    }

    @Test
    void aSessionLastsADayAtLeastAndHalfAYearAtMost() {
        var exchange = Gathering.open(site, site.setUp());
        exchange.with("Ben");
        takesPlace(Duration.ofDays(400));
        var early = exchange.join("Ann");
        shift(Duration.ofDays(180).minusHours(1));
        assertThat(exchange.me(early).status()).isEqualTo(200);
        shift(Duration.ofHours(2));
        assertThat(exchange.me(early).leadsTo()).endsWith("/signin");

        takesPlace(Duration.ofDays(-20));
        var late = exchange.enter("Ben");
        shift(Duration.ofHours(23));
        assertThat(exchange.me(late).status()).isEqualTo(200);
        shift(Duration.ofHours(2));
        assertThat(exchange.me(late).leadsTo()).endsWith("/signin");
    }

    private void takesPlace(Duration fromNow) {
        site.change(
                "update exchange set exchange_date = ?",
                clock.instant().plus(fromNow).toEpochMilli());
    }

    @Test
    void nameAndIdeasAreChangedUntilTheDrawAndIdeasAfterIt() {
        var exchange = Gathering.open(site, site.setUp()).with("Ben", "Cy");
        var ann = exchange.join("Ann");
        var profile = exchange.link() + "/me/profile";

        ann.submit(ann.open(profile).form("/profile").with("name", "Anna").with("giftIdeas", "Tea\nand a mug"));
        assertThat(exchange.people()).containsExactly("Anna", "Ben", "Cy");
        assertThat(exchange.me(ann).text()).contains("Tea and a mug", "Changes saved.");
        exchange.then("close").then("match");
        var form = ann.open(profile).form("/profile");
        assertThat(ann.submit(form.with("giftIdeas", "Coffee")).status()).isEqualTo(303);
        assertThat(exchange.me(ann).text()).contains("Coffee");
        assertThat(ann.submit(form.with("name", "Annika")).status()).isEqualTo(409);
        exchange.then("complete");
        assertThat(ann.submit(form.with("name", "Anna").with("giftIdeas", "Cake"))
                        .status())
                .isEqualTo(409);
        assertThat(exchange.me(ann).text()).contains("Coffee").doesNotContain("Cake");
    }

    @Test
    void remindersAreSwitchedOffAndOn() {
        var exchange = Gathering.open(site, site.setUp());
        var ann = exchange.join("Ann");

        ann.submit(exchange.me(ann).form("/reminders"));
        assertThat(exchange.me(ann).text()).contains("Reminders are off");
        ann.submit(exchange.me(ann).form("/reminders"));
        assertThat(exchange.me(ann).text()).contains("Reminders are on");

        var ben = site.browser();
        ben.submit(ben.open(exchange.link() + "/register")
                .form("/register")
                .with("name", "Ben")
                .with("email", "ben@example.org")
                .without("reminderEnabled"));
        assertThat(exchange.me(exchange.enter("Ben")).text()).contains("Reminders are off");
    }

    @Test
    void whoWithdrawsIsGoneAndComesBackWithTheirRules() {
        var exchange = Gathering.open(site, site.setUp()).with("Ben");
        var ann = exchange.join("Ann");
        var otherBrowser = site.browser();
        otherBrowser.post(exchange.link() + "/signin", "email", "ann@example.org");
        Gathering.signIn(otherBrowser, site.mail().lastTo("ann@example.org"));
        site.browser().post(exchange.link() + "/signin", "email", "ann@example.org");
        var unusedLink = site.mail().lastTo("ann@example.org").link("/signin/");
        exchange.admin()
                .submit(exchange.page()
                        .form("/exclusions")
                        .with("participantA", "" + exchange.idOf("Ann"))
                        .with("participantB", "" + exchange.idOf("Ben")));
        long id = exchange.idOf("Ann");
        var form = ann.open(exchange.link() + "/me/withdraw").form("/withdraw");

        var unconfirmed = ann.submit(form);
        assertThat(unconfirmed.status()).isEqualTo(422);
        assertThat(unconfirmed.errorAt("/withdraw", "confirm")).isNotEmpty();
        assertThat(exchange.people()).hasSize(2);
        var gone = ann.submit(form.with("confirm", "true"));

        assertThat(ann.follow(gone).heading()).isEqualTo("You’ve left this exchange");
        assertThat(exchange.people()).containsExactly("Ben");
        assertThat(exchange.me(ann).leadsTo()).endsWith("/signin");
        assertThat(exchange.me(otherBrowser).leadsTo()).endsWith("/signin");
        assertThat(site.browser().open(unusedLink).leadsTo()).endsWith("/signin");
        assertThat(site.mail().lastTo("ann@example.org").subject()).contains("You’ve left");
        assertThat(site.column("select gift_ideas from participant where id = ?", id))
                .containsExactly("");
        assertThat(exchange.page().text()).contains("Ann left", "inactive: one of them does not take part now");
        assertThat(site.browser().open(exchange.link() + "/signin").status()).isEqualTo(200);

        exchange.register(site.browser(), "Ann", "ann@example.org");

        assertThat(exchange.people()).containsExactly("Ann", "Ben");
        assertThat(exchange.idOf("Ann")).isEqualTo(id);
        assertThat(exchange.page().text())
                .contains("Ann and Ben cannot draw each other")
                .doesNotContain("inactive");
        assertThat(exchange.page().texts("#people tbody tr"))
                .anyMatch(row -> row.contains("Ann") && row.contains("not confirmed"));
        exchange.enter("Ann");
    }

    @Test
    void withdrawingTwiceAtOnceIsOneWithdrawal() throws InterruptedException {
        var exchange = Gathering.open(site, site.setUp());
        var ann = exchange.join("Ann");
        var form = ann.open(exchange.link() + "/me/withdraw").form("/withdraw").with("confirm", "true");

        var answers = AtOnce.get(() -> ann.submit(form), () -> ann.submit(form));

        assertThat(answers).extracting(Page::status).contains(303).allMatch(status -> status < 500);
        assertThat(site.mail().subjectsTo("ann@example.org"))
                .filteredOn(s -> s.contains("You’ve left"))
                .hasSize(1);
    }

    @Test
    void onceRegistrationIsClosedOneAsksToLeave() {
        var exchange = Gathering.open(site, site.setUp());
        var ann = exchange.join("Ann");
        var withdraw =
                ann.open(exchange.link() + "/me/withdraw").form("/withdraw").with("confirm", "true");
        assertThat(ann.post(exchange.link() + "/me/leave-request").status()).isEqualTo(409);
        exchange.then("close");

        var refused = ann.submit(withdraw);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("Signed in as Ann.");
        assertThat(ann.open(exchange.link() + "/me/withdraw").leadsTo()).endsWith("/me");
        ann.submit(exchange.me(ann).form("/leave-request"));

        assertThat(exchange.me(ann).hasForm("/leave-request")).isFalse();
        assertThat(exchange.me(ann).text()).contains("You’ve asked to leave");
        assertThat(exchange.page().text()).contains("asked to leave");
        assertThat(exchange.people()).containsExactly("Ann");
    }

    @Test
    void theNameIsCoveredUntilTheClickAndAtEveryNewLoad() {
        var exchange = Gathering.in(REGISTRATION_CLOSED, site, site.setUp());
        exchange.then("reopen");
        for (var name : List.of("Ann", "Ben", "Cy")) {
            var browser = exchange.enter(name);
            browser.submit(browser.open(exchange.link() + "/me/profile")
                    .form("/profile")
                    .with("giftIdeas", "A kite for " + name));
        }
        exchange.then("close");
        exchange.then("match");
        var ann = exchange.enter("Ann");

        var covered = exchange.me(ann);
        assertThat(covered.text()).contains("See who you drew").doesNotContain("kite for B", "kite for C");
        assertNobodyIsNamed(covered);
        var revealed = ann.submit(covered.form("/me/reveal"));
        assertThat(revealed.status()).isEqualTo(200);
        assertThat(revealed.header("Cache-Control")).contains("no-store");
        var name = revealed.texts(".gift-name").get(0);
        assertThat(name).isIn("Ben", "Cy");
        assertThat(revealed.text()).contains("A kite for " + name);
        var again = exchange.me(ann);
        assertThat(again.text()).contains("See again");
        assertNobodyIsNamed(again);
        assertThat(exchange.page().text()).contains("1 of 3 people have seen who they drew");

        exchange.then("rematch");

        assertThat(exchange.me(ann).text()).contains("See who you drew");
        assertNobodyIsNamed(exchange.me(ann));
        assertThat(exchange.page().text()).contains("0 of 3 people have seen who they drew");
        assertThat(site.mail().lastTo("ann@example.org").subject()).contains("drawn again");
        exchange.then("complete");
        assertThat(reveal(exchange, ann)).isIn("Ben", "Cy");
    }

    /** But among those who have joined, all of them. */
    private static void assertNobodyIsNamed(Page page) {
        assertThat(page.texts(".names li")).containsExactly("Ann", "Ben", "Cy");
        assertThat(page.source().replaceAll("(?s)<ul class=\"list-plain names\">.*?</ul>", ""))
                .doesNotContainPattern("\\b(Ben|Cy)\\b");
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
    void thereIsNothingToRevealBeforeTheDrawAndAfterItWasCancelled() {
        var exchange = Gathering.open(site, site.setUp()).with("Ben", "Cy");
        var ann = exchange.join("Ann");
        assertThat(ann.post(exchange.link() + "/me/reveal").status()).isEqualTo(409);
        exchange.then("close").then("match");
        assertThat(reveal(exchange, ann)).isIn("Ben", "Cy");

        exchange.then("cancel-match");

        var refused = ann.post(exchange.link() + "/me/reveal");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.texts(".gift-name")).isEmpty();
        assertThat(site.mail().lastTo("ann@example.org").subject()).contains("the draw was undone");
    }

    @Test
    void theAddressChangesByALinkToTheNewOne() {
        var exchange = Gathering.open(site, site.setUp()).with("Ben");
        var ann = exchange.join("Ann");
        var same = ann.submit(exchange.me(ann).form("/me/email").with("email", "ann@example.org"));
        assertThat(same.status()).isEqualTo(422);
        assertThat(same.errorAt("/me/email", "email")).isNotEmpty();
        assertThat(same.value("/me/email", "email")).isEqualTo("ann@example.org");

        var free = ann.submit(exchange.me(ann).form("/me/email").with("email", "anna@example.org"));
        var freeSays = ann.follow(free).texts("[role=status]");
        var taken = ann.submit(exchange.me(ann).form("/me/email").with("email", "ben@example.org"));
        assertThat(ann.follow(taken).texts("[role=status]")).isEqualTo(freeSays).hasSize(1);
        assertThat(site.mail().to("ben@example.org")).hasSize(1);
        var link = site.mail().lastTo("anna@example.org").link("/email/");
        var stranger = site.browser();
        assertThat(stranger.open(link).status()).isEqualTo(200);
        assertThat(exchange.me(ann).text()).contains("ann@example.org");

        var done = stranger.submit(stranger.open(link).form(path(link)));

        assertThat(stranger.follow(done).text()).contains("new address");
        assertThat(stranger.visit(link).heading()).contains("used");
        assertThat(exchange.me(ann).leadsTo()).as("every session ends").endsWith("/signin");
        site.browser().post(exchange.link() + "/signin", "email", "anna@example.org");
        Gathering.signIn(site.browser(), site.mail().lastTo("anna@example.org"));
    }

    @Test
    void whoSaysThatItWasNotThemIsNeverWrittenToAgain() {
        var exchange = Gathering.open(site, site.setUp());
        exchange.register(site.browser(), "Eve", "ann@example.org");
        var link = site.mail().lastTo("ann@example.org").link("/not-me/");
        var browser = site.browser();
        for (int i = 0; i < 3; i++) {
            assertThat(browser.open(link).text()).contains("ann@example.org");
        }
        assertThat(exchange.people()).containsExactly("Eve");

        var done = browser.submit(browser.open(link).form(path(link)));

        assertThat(browser.follow(done).heading()).isEqualTo("Address removed");
        assertThat(site.count("participant")).isZero();
        var again = exchange.register(site.browser(), "Eve", "ann@example.org");
        assertThat(again.leadsTo()).endsWith("/register/done");
        assertThat(exchange.add("Ann", "ann@example.org").errorAt("/participants", "email"))
                .isNotEmpty();
        var ben = exchange.join("Ben");
        ben.submit(exchange.me(ben).form("/me/email").with("email", "ann@example.org"));
        exchange.register(site.browser(), "Typo", "typo@example.org");
        exchange.admin()
                .submit(exchange.admin()
                        .open(exchange.path() + "/participants/" + exchange.idOf("Typo") + "/edit")
                        .form("/edit")
                        .with("email", "ann@example.org"));
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(site.mail().to("ann@example.org"))
                        .as("also the first is gone")
                        .isEmpty());
        assertThat(exchange.people()).containsExactly("Ben", "Typo");
    }

    @Test
    void thisWasNotMeAfterTheDrawLeavesThePairingWhole() {
        var exchange = Gathering.open(site, site.setUp()).with("Ben", "Cy");
        exchange.register(site.browser(), "Ann", "ann@example.org");
        var link = site.mail().lastTo("ann@example.org").link("/not-me/");
        exchange.then("close").then("match");
        var browser = site.browser();

        var done = browser.submit(browser.open(link).form(path(link)));

        assertThat(browser.follow(done).text()).contains("organiser");
        assertThat(exchange.page().text()).contains("asked to leave");
        assertThat(exchange.assignments()).isEqualTo(3);
        for (var name : List.of("Ben", "Cy")) {
            assertThat(reveal(exchange, exchange.enter(name))).isIn("Ann", "Ben", "Cy");
        }
    }

    @Test
    void allExchangesOfAnAddressAreFoundByEMail() {
        var admin = site.setUp();
        var family = Gathering.open(site, admin);
        var office = Gathering.created(site, admin, Gathering.blank(admin).with("name", "Office party"))
                .then("open");
        family.join("Ann");
        office.join("Ann");
        var browser = site.browser();

        var known = browser.submit(browser.open("/find").form("/find").with("email", "ann@example.org"));
        var unknown = browser.submit(browser.open("/find").form("/find").with("email", "eve@example.org"));
        var bad = browser.submit(browser.open("/find").form("/find").with("email", "ann"));

        assertThat(known.leadsTo()).isEqualTo(unknown.leadsTo());
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.errorAt("/find", "email")).isNotEmpty();
        assertThat(bad.value("/find", "email")).isEqualTo("ann");
        assertThat(site.mail().to("eve@example.org")).isEmpty();
        var mail = site.mail().lastTo("ann@example.org");
        assertThat(mail.text()).contains("Family Christmas", "Office party");
        for (var exchange : List.of(family, office)) {
            var link = mail.link(exchange.slug());
            var someone = site.browser();
            assertThat(someone.submit(someone.open(link).form(path(link))).leadsTo())
                    .isEqualTo(exchange.link() + "/me");
        }
    }

    @Test
    void oneBrowserIsAdminAndInTwoExchangesAndEachPartEndsByItself() {
        var browser = site.setUp();
        var family = Gathering.open(site, browser);
        var office = Gathering.open(site, browser);
        for (var exchange : List.of(family, office)) {
            exchange.register(browser, "Nora", "nora@example.org");
            Gathering.signIn(browser, site.mail().lastTo("nora@example.org"));
        }
        assertThat(browser.open("/admin").status()).isEqualTo(200);
        assertThat(family.me(browser).status()).isEqualTo(200);
        assertThat(office.me(browser).status()).isEqualTo(200);
        assertThat(browser.open(family.link() + "/signin?signedOut=true").has("[role=status]"))
                .as("who is signed in is not told otherwise")
                .isFalse();

        var out = browser.submit(family.me(browser).form("/signout"));

        assertThat(browser.follow(out).texts("[role=status]")).containsExactly("You are signed out.");
        assertThat(browser.open(family.link() + "/signin").has("[role=status]")).isFalse();
        assertThat(family.me(browser).leadsTo()).isEqualTo(family.link() + "/signin");
        assertThat(office.me(browser).status()).isEqualTo(200);
        assertThat(browser.open("/admin").status()).isEqualTo(200);

        browser.submit(browser.open("/admin").form("/admin/logout"));

        assertThat(browser.open("/admin").leadsTo()).isEqualTo("/admin/login");
        assertThat(office.me(browser).status()).isEqualTo(200);
        assertThat(office.me(browser).text()).contains("Signed in as Nora.");
    }

    @Test
    void noEMailNamesARecipientAndAllGiversGetTheSame() {
        var exchange = Gathering.open(site, site.setUp());
        // names of one length, so that the letters can be compared to the last character
        var names = List.of("Anna", "Bert", "Cleo", "Dora");
        for (var name : names) {
            exchange.join(name);
        }
        exchange.then("close").then("match");
        assertThat(site.mail().all()).hasSize(9);
        exchange.then("rematch");
        var edit = exchange.admin().open(exchange.path() + "/edit").form("/edit");
        exchange.admin().submit(edit.with("budget", "about 30 €"));
        var planned = Instant.parse("2026-12-21T23:00:00Z");
        clock.set(planned);
        reminders.remind(exchange.id(), planned);

        for (var subject : List.of("are drawn", "drawn again", "changed", "in 3 days")) {
            var mails = site.mail().all().stream()
                    .filter(mail ->
                            mail.subject().contains(subject) && !mail.to().equals(Site.ADMIN))
                    .toList();
            assertThat(mails).as(subject).extracting(Mail::to).hasSize(4).doesNotHaveDuplicates();
            for (var mail : mails) {
                assertThat(names)
                        .filteredOn(name -> !Gathering.address(name).equals(mail.to()))
                        .noneMatch(name ->
                                mail.text().contains(name) || mail.html().contains(name));
            }
            assertThat(mails).extracting(ParticipantIT::anonymous).containsOnly(anonymous(mails.get(0)));
        }
    }

    @Test
    void theEMailAfterTheDrawLeadsToTheCoveredNameAlsoWhenItMayBeNamed() {
        var admin = site.setUp();
        var exchange = Gathering.created(site, admin, Gathering.blank(admin).with("nameInMail", "true"))
                .then("open");
        assertThat(site.browser().open(exchange.link() + "/register").text())
                .contains("none includes the name of the person you drew");
        for (var name : List.of("Anna", "Bert", "Cleo")) {
            exchange.join(name);
        }
        exchange.then("close").then("match");

        var mails = site.mail().all().stream()
                .filter(mail ->
                        mail.subject().contains("are drawn") && !mail.to().equals(Site.ADMIN))
                .toList();

        assertThat(mails).hasSize(3).extracting(ParticipantIT::anonymous).containsOnly(anonymous(mails.get(0)));
        assertThat(exchange.me(exchange.enter("Anna")).text()).contains("See who you drew");
    }

    /** As if all participants had signed in so much earlier. */
    private void shift(Duration back) {
        site.change(
                "update SPRING_SESSION set LAST_ACCESS_TIME = LAST_ACCESS_TIME - ? where PRINCIPAL_NAME like 'participant:%'",
                back.toMillis());
    }

    /** A letter without what may differ: the reader's name and the token of the link. */
    private static String anonymous(Mail mail) {
        var local = mail.to().substring(0, mail.to().indexOf('@'));
        var name = local.substring(0, 1).toUpperCase(Locale.ROOT) + local.substring(1);
        return (mail.subject() + mail.text() + mail.html())
                .replaceAll("/signin/[\\w-]{43}", "/signin/…")
                .replaceAll("/unsubscribe/[\\w-]{48}", "/unsubscribe/…")
                .replace(name, "…");
    }

    private static String reveal(Gathering exchange, Browser browser) {
        return browser.submit(exchange.me(browser).form("/me/reveal"))
                .texts(".gift-name")
                .get(0);
    }

    private static String path(String link) {
        return URI.create(link).getPath();
    }
}
