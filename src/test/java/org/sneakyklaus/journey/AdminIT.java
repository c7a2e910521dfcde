package org.sneakyklaus.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.exchange.ExchangeState.CANCELLED;
import static org.sneakyklaus.exchange.ExchangeState.COMPLETED;
import static org.sneakyklaus.exchange.ExchangeState.DRAFT;
import static org.sneakyklaus.exchange.ExchangeState.MATCHED;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_CLOSED;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_OPEN;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.outbox.OutboxState;
import org.sneakyklaus.testsupport.AtOnce;
import org.sneakyklaus.testsupport.Form;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;

@IntegrationTest
class AdminIT {

    private static final EnumSet<ExchangeState> BEFORE_DRAW = EnumSet.of(DRAFT, REGISTRATION_OPEN, REGISTRATION_CLOSED);

    private final Site site;
    private final TestClock clock;

    AdminIT(Site site, TestClock clock) {
        this.site = site;
        this.clock = clock;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/admin", "/admin/login", "/find", "/privacy", "/exchange/abc", "/exchange/abc/register"})
    void everyPageLeadsToTheSetUpUntilThereIsAnAdmin(String path) {
        assertThat(site.browser().visit(path).path()).isEqualTo("/setup");
    }

    @Test
    void theSetUpSignsInAndIsGoneAfterwards() {
        var browser = site.browser();
        var form = account(browser.open(site.setUpLink())).with("email", " Nora@Example.org ");

        var answer = browser.submit(form);

        assertThat(answer.leadsTo()).isEqualTo("/admin");
        var first = browser.open("/admin");
        assertThat(first.text()).contains(Site.ADMIN, "Send a test email");
        assertThat(first.has(".notice a[href=/admin/mail]")).isTrue();
        assertThat(browser.open("/admin").text()).doesNotContain("Send a test email");
        assertThat(browser.open("/setup").status()).isEqualTo(404);
        assertThat(site.browser().submit(form).status()).isEqualTo(403);
        assertThat(browser.submit(form).status()).isIn(403, 404);
        assertThat(site.count("admin")).isEqualTo(1);
    }

    @Test
    void untilTheAddressIsConfirmedSigningInPointsToTheCheckOfEMail() {
        site.setUpUnconfirmed();
        var browser = site.browser();

        browser.post("/admin/login", "email", Site.ADMIN, "password", Site.PASSWORD);

        assertThat(browser.open("/admin").has(".notice a[href=/admin/mail]")).isTrue();
        assertThat(browser.open("/admin").has(".notice a[href=/admin/mail]"))
                .as("once")
                .isFalse();
        site.change("update admin set confirmed_at = created_at");
        var later = site.browser();
        later.post("/admin/login", "email", Site.ADMIN, "password", Site.PASSWORD);
        assertThat(later.open("/admin").has(".notice a[href=/admin/mail]")).isFalse();
    }

    @Test
    void theSetUpSaysWhatIsWrongAndKeepsTheAddress() {
        var browser = site.browser();
        var form = browser.open(site.setUpLink()).form("/setup").with("email", Site.ADMIN);

        var tooShort = browser.submit(form.with("password", "short").with("passwordConfirmation", "short"));
        assertThat(tooShort.status()).isEqualTo(422);
        assertThat(tooShort.errorAt("/setup", "password")).contains("12");
        assertThat(tooShort.value("/setup", "email")).isEqualTo(Site.ADMIN);

        var different =
                browser.submit(form.with("password", Site.PASSWORD).with("passwordConfirmation", "another one"));
        assertThat(different.status()).isEqualTo(422);
        assertThat(different.errorAt("/setup", "passwordConfirmation")).contains("do not match");
        assertThat(different.source()).doesNotContain(Site.PASSWORD);

        assertThat(browser.submit(form.with("email", "nora").with("passwordConfirmation", Site.PASSWORD))
                        .errorAt("/setup", "email"))
                .isNotEmpty();
        assertThat(site.count("admin")).isZero();
    }

    @Test
    void theSetUpNeedsTheCodeWhereverTheRequestComesFrom() {
        var browser = site.browser();
        var form = account(browser.open("/setup"));

        var without = browser.submit(form);
        assertThat(without.status())
                .as("as nginx passes it on by HTTP/1.1, without a header of its own")
                .isEqualTo(422);
        assertThat(without.value("/setup", "email")).isEqualTo(Site.ADMIN);
        assertThat(browser.submit(form.without("code")).status()).isEqualTo(422);
        var guessed = browser.submit(form.with("code", "00000000000000000000"));
        assertThat(guessed.status()).isEqualTo(422);
        assertThat(guessed.errorAt("/setup", "code")).contains("Wrong code.");
        assertThat(site.count("admin")).isZero();
    }

    @Test
    void theLinkOfTheLogSetsItUpWithNothingElseToType() {
        var browser = site.browser();

        var shown = browser.open(site.setUpLink());
        assertThat(shown.has("main label[for=code]")).isFalse();
        assertThat(shown.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(shown.header("Cache-Control")).contains("no-store");
        var dutch = browser.open(shown.attribute("footer a[lang=nl]", "href").replaceFirst("^", "/setup"));
        assertThat(dutch.has("main label[for=code]")).as("in another language").isFalse();

        var tooShort = browser.submit(account(shown).with("password", "short"));
        assertThat(tooShort.status()).isEqualTo(422);
        assertThat(tooShort.path()).isEqualTo("/setup");
        assertThat(tooShort.has("main label[for=code]")).isFalse();
        assertThat(browser.submit(account(tooShort)).leadsTo()).isEqualTo("/admin");
        assertThat(browser.open(site.setUpLink()).status()).isEqualTo(404);
    }

    @Test
    void aWrongCodeInTheLinkIsToldAtOnceAndCanBeTyped() {
        var browser = site.browser();

        var shown = browser.open("/setup?code=0123456789ab");

        assertThat(shown.errorAt("/setup", "code")).contains("Open the link in the server’s log");
        var code = site.setUpLink().replaceFirst(".*=", "");
        assertThat(browser.submit(account(shown).with("code", ' ' + code + ' ')).leadsTo())
                .isEqualTo("/admin");
    }

    private static Form account(Page page) {
        return page.form("/setup")
                .with("email", Site.ADMIN)
                .with("password", Site.PASSWORD)
                .with("passwordConfirmation", Site.PASSWORD);
    }

    @Test
    void beforeItsDateAnExchangeIsCompletedOnlyWhenThatIsMeant() {
        var exchange = Gathering.in(MATCHED, site, site.setUp());
        var shown = exchange.page();
        assertThat(shown.text()).contains("Its date, 24 December 2026, is still ahead");

        var refused = exchange.admin().submit(shown.form("/complete"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.errorAt("/complete", "confirm")).contains("Tick the box");
        assertThat(exchange.state()).isEqualTo(MATCHED);
        var told = shown.text().replaceFirst(".*stops reminders\\. (It will be deleted on [^;]+);.*", "$1");
        assertThat(exchange.then("complete").page().text()).containsIgnoringCase(told);
    }

    @Test
    void fromItsDateOnAnExchangeIsCompletedByOneClick() {
        var exchange = Gathering.in(MATCHED, site, site.setUp());
        clock.set(Instant.parse("2026-12-24T23:00:00Z"));
        var shown = exchange.page();
        assertThat(shown.text()).contains("Once completed, it will be deleted on");

        assertThat(exchange.admin().submit(shown.form("/complete")).status()).isEqualTo(303);
        assertThat(exchange.state()).isEqualTo(COMPLETED);
    }

    @Test
    void whoWasAddedAndNeverCameByIsNamedBeforeTheDraw() {
        var exchange = Gathering.open(site, site.setUp()).with("Ben", "Cy");
        exchange.join("Ann");
        assertThat(exchange.page().texts("#next #unseen"))
                .singleElement()
                .asString()
                .startsWith("2 people you added have never opened their page: Ben and Cy.");

        exchange.enter("Ben");
        exchange.then("close");
        assertThat(exchange.page().texts("#next #unseen"))
                .singleElement()
                .asString()
                .startsWith("One person you added has never opened their page: Cy.");

        exchange.then("match");
        assertThat(exchange.page().has("#unseen")).isFalse();
    }

    @Test
    void ofTwoSetUpsAtOnceExactlyOneWins() throws InterruptedException {
        var one = site.browser();
        var other = site.browser();
        var forms = new Form[] {account(one.open(site.setUpLink())), account(other.open(site.setUpLink()))};

        var answers = AtOnce.get(() -> one.submit(forms[0]), () -> other.submit(forms[1]));

        assertThat(answers).extracting(Page::status).containsOnlyOnce(303).doesNotContain(500);
        assertThat(site.count("admin")).isEqualTo(1);
    }

    @Test
    void aWrongPasswordKeepsTheAddressAndDoesNotSayWhatWasWrong() {
        site.setUp();
        var browser = site.browser();
        var form = browser.open("/admin/login").form("/admin/login").with("remember-me", "true");

        var wrongPassword = browser.submit(form.with("email", Site.ADMIN).with("password", "not this one"));
        var wrongAddress =
                browser.submit(form.with("email", "nobody@example.org").with("password", Site.PASSWORD));

        assertThat(wrongPassword.status()).isEqualTo(422);
        assertThat(wrongPassword.value("/admin/login", "email")).isEqualTo(Site.ADMIN);
        assertThat(wrongPassword.value("/admin/login", "remember-me")).isEqualTo("true");
        assertThat(wrongPassword.source()).doesNotContain("not this one");
        assertThat(wrongAddress.status()).isEqualTo(422);
        assertThat(wrongAddress.texts("[role=alert]")).isEqualTo(wrongPassword.texts("[role=alert]"));
        assertThat(browser.open("/admin").leadsTo()).isEqualTo("/admin/login");
        assertThat(site.count("SPRING_SESSION")).isEqualTo(1);
    }

    @Test
    void theAdminSignsInAndOut() {
        site.setUp();
        var browser = site.browser();
        assertThat(browser.submit(browser.open("/admin/login")
                                .form("/admin/login")
                                .with("email", "NORA@example.org")
                                .with("password", Site.PASSWORD))
                        .leadsTo())
                .isEqualTo("/admin");
        assertThat(browser.open("/admin/login?news=SIGNED_OUT").has("[role=status]"))
                .as("who is signed in is not told otherwise")
                .isFalse();

        var out = browser.submit(browser.open("/admin").form("/admin/logout"));

        assertThat(browser.follow(out).texts("[role=status]")).containsExactly("You are signed out.");

        assertThat(browser.open("/admin").leadsTo()).isEqualTo("/admin/login");
        assertThat(site.count("SPRING_SESSION")).isEqualTo(1);
    }

    @Test
    void anExchangeIsCreatedEditedAndCopied() {
        var admin = site.setUp();
        var made = Gathering.created(
                site,
                admin,
                Gathering.blank(admin)
                        .with("description", "At Nora's\nBring cake")
                        .with("budget", "about 20 €")
                        .with("maxParticipants", "8")
                        .with("registrationCloseDate", "2026-12-10T12:00")
                        .with("reminderDays", "14, 2")
                        .with("organiserName", "Nora")
                        .with("organiserContact", "nora@example.org")
                        .with("rememberPairs", "true"));
        assertThat(made.state()).isEqualTo(DRAFT);
        assertThat(made.page().text())
                .contains(
                        "Family Christmas",
                        "(Eastern Time)",
                        "18:00",
                        "14, 2",
                        "about 20 €",
                        "Bring cake",
                        "at most 8");

        var edit = admin.open(made.path() + "/edit");
        assertThat(edit.value("/edit", "reminderDays")).isEqualTo("14, 2");
        assertThat(edit.value("/edit", "registrationCloseDate")).isEqualTo("2026-12-10T12:00");
        assertThat(edit.value("/edit", "rememberPairs")).isEqualTo("true");
        assertThat(admin.submit(edit.form("/edit")
                                .with("name", "New Year")
                                .without("rememberPairs")
                                .with("reminderDays", ""))
                        .leadsTo())
                .isEqualTo(made.path());
        assertThat(made.page().heading()).isEqualTo("New Year");
        assertThat(site.count("reminder_interval")).isZero();

        made.then("open").with("Ann");
        var copied = made.press("copy");
        assertThat(copied.leadsTo()).matches("/admin/exchanges/\\d+/edit");
        var copy = admin.open(copied.leadsTo());
        assertThat(copy.value("/edit", "name")).isEqualTo("New Year");
        assertThat(copy.value("/edit", "exchangeDate")).isEqualTo("2026-12-24T18:00");
        assertThat(site.count("participant")).isEqualTo(1);
    }

    @Test
    void aNewExchangeTakesAfterItsOrganiserAndIsForTheNextChristmasEve() {
        var admin = site.setUp();
        admin.submit(admin.open("/admin/settings").form("/profile").with("timezone", "Pacific/Auckland"));
        clock.set(Instant.parse("2026-12-23T10:59:00Z"));
        assertThat(admin.open("/admin/exchanges/new").value("/admin/exchanges", "exchangeDate"))
                .isEqualTo("2026-12-24T18:00");

        clock.set(Instant.parse("2026-12-23T11:01:00Z"));
        var page = admin.open("/admin/exchanges/new");

        assertThat(page.value("/admin/exchanges", "exchangeDate")).isEqualTo("2027-12-24T18:00");
        assertThat(page.value("/admin/exchanges", "timezone")).isEqualTo("Pacific/Auckland");
        assertThat(page.value("/admin/exchanges", "locale")).isEqualTo("en");
    }

    @Test
    void theListShowsStatesAndCounts() {
        var admin = site.setUp();
        Gathering.in(REGISTRATION_OPEN, site, admin);
        Gathering.created(site, admin, Gathering.blank(admin).with("name", "Office party"));

        assertThat(admin.open("/admin").texts("tbody tr"))
                .satisfiesExactly(
                        draft -> assertThat(draft).contains("Office party", "Draft", "0"),
                        open -> assertThat(open).contains("Family Christmas", "Open", "3"));
        assertThat(admin.open("/admin?q=office").texts("tbody tr")).hasSize(1);
        assertThat(admin.open("/admin?q=%25").texts("tbody tr")).isEmpty();
    }

    @Test
    void everyTransitionOfTheTableIsAccepted() {
        var admin = site.setUp();
        var exchange = Gathering.draft(site, admin).with("Ann", "Ben", "Cy");

        var way = new LinkedHashMap<String, ExchangeState>();
        way.put("open", REGISTRATION_OPEN);
        way.put("close", REGISTRATION_CLOSED);
        way.put("reopen", REGISTRATION_OPEN);
        way.forEach((action, state) ->
                assertThat(exchange.then(action).state()).as(action).isEqualTo(state));
        exchange.then("close");
        assertThat(exchange.then("match").state()).isEqualTo(MATCHED);
        assertThat(exchange.assignments()).isEqualTo(3);
        assertThat(exchange.then("rematch").state()).isEqualTo(MATCHED);
        assertThat(exchange.then("cancel-match").state()).isEqualTo(REGISTRATION_CLOSED);
        assertThat(exchange.assignments()).isZero();
        exchange.then("match");
        assertThat(exchange.then("complete").state()).isEqualTo(COMPLETED);
        var postponed = admin.submit(exchange.page().form("/postpone").with("exchangeDate", "2027-01-06T18:00"));
        assertThat(postponed.status()).isEqualTo(303);
        assertThat(exchange.state()).isEqualTo(MATCHED);
        assertThat(exchange.page().text()).contains("6 January 2027");
        assertThat(exchange.then("call-off").state()).isEqualTo(CANCELLED);
        for (var state : Set.of(REGISTRATION_OPEN, REGISTRATION_CLOSED)) {
            assertThat(Gathering.in(state, site, admin).then("call-off").state())
                    .isEqualTo(CANCELLED);
        }
        var history = exchange.page().texts(".timeline li");
        assertThat(history).hasSize(11);
        assertThat(history.get(0)).contains("cancelled");
        assertThat(history.get(history.size() - 1)).contains("opened");
    }

    @ParameterizedTest
    @EnumSource
    void whatTheStateForbidsIsRefusedAndChangesNothing(ExchangeState state) {
        var admin = site.setUp();
        var exchange = Gathering.in(state, site, admin);
        long ann = exchange.idOf("Ann");
        long ben = exchange.idOf("Ben");
        var before = site.everything();

        posts(ann).forEach((post, allowed) -> {
            if (allowed.contains(state)) {
                return;
            }
            var fields = new String[] {
                "confirm", "true",
                "exchangeDate", "2027-02-01T10:00",
                "name", "Family Christmas",
                "email", "dan@example.org",
                "timezone", "Europe/Berlin",
                "series", "8d5f1c52-7f2b-4a3e-9a55-0c1d2e3f4a5b",
                "participantA", "" + ann,
                "participantB", "" + ben,
                "participants", "" + ann,
                "participants", "" + ben
            };
            var answer = admin.post(exchange.path() + post, fields);
            assertThat(answer.status()).as("%s in %s: %s", post, state, answer).isEqualTo(409);
            assertThat(answer.texts("[role=alert]")).as("%s in %s", post, state).hasSize(1);
            assertThat(answer.heading()).isEqualTo("Family Christmas");
            assertThat(answer.texts(".page-head .badge")).hasSize(1);
            assertThat(answer.texts(".page-head .badge"))
                    .isEqualTo(exchange.page().texts(".page-head .badge"));
            assertThat(site.everything()).as("%s in %s", post, state).isEqualTo(before);
        });
    }

    /** Every POST that depends on the state, with the states that allow it. */
    private static Map<String, Set<ExchangeState>> posts(long ann) {
        var posts = new LinkedHashMap<String, Set<ExchangeState>>();
        posts.put("/open", Set.of(DRAFT));
        posts.put("/close", Set.of(REGISTRATION_OPEN));
        posts.put("/close-and-draw", Set.of(REGISTRATION_OPEN));
        posts.put("/reopen", Set.of(REGISTRATION_CLOSED));
        posts.put("/match", Set.of(REGISTRATION_CLOSED));
        posts.put("/rematch", Set.of(MATCHED));
        posts.put("/reminders/send", Set.of(MATCHED));
        posts.put("/cancel-match", Set.of(MATCHED));
        posts.put("/complete", Set.of(MATCHED));
        posts.put("/postpone", Set.of(COMPLETED));
        posts.put("/call-off", Set.of(REGISTRATION_OPEN, REGISTRATION_CLOSED, MATCHED));
        posts.put("/delete", Set.of(DRAFT, COMPLETED, CANCELLED));
        posts.put("/edit", EnumSet.complementOf(EnumSet.of(COMPLETED, CANCELLED)));
        // After the draw these three lead to the page that adjusts it.
        posts.put("/participants", EnumSet.complementOf(EnumSet.of(COMPLETED, CANCELLED)));
        posts.put("/participants/" + ann + "/edit", BEFORE_DRAW);
        posts.put("/participants/" + ann + "/remove", EnumSet.complementOf(EnumSet.of(COMPLETED, CANCELLED)));
        posts.put("/participants/" + ann + "/resend", Set.of(REGISTRATION_OPEN, REGISTRATION_CLOSED));
        posts.put("/participants/" + ann + "/restore", Set.of(MATCHED));
        posts.put("/participants/remove-unconfirmed", BEFORE_DRAW);
        posts.put("/series", BEFORE_DRAW);
        posts.put("/exclusions", BEFORE_DRAW);
        posts.put("/exclusions/group", BEFORE_DRAW);
        posts.put("/exclusions/several", BEFORE_DRAW);
        posts.put("/exclusions/1/delete", BEFORE_DRAW);
        return posts;
    }

    @ParameterizedTest
    @EnumSource
    void whatIsOnItsWayOrHasArrivedIsNotSentAgain(OutboxState state) {
        var admin = site.setUp();
        Gathering.open(site, admin).with("Ann");
        var later = TestClock.START.plus(Duration.ofDays(1)).toEpochMilli();
        site.change("update outbound_email set state = ?, next_attempt_at = ?", state.name(), later);
        var id = site.column("select id from outbound_email").get(0);
        var before = site.everything();

        var answer = admin.post("/admin/outbox/" + id + "/retry");

        if (state.mayBeRetried()) {
            assertThat(answer.leadsTo()).isEqualTo("/admin/outbox");
            assertThat(site.column("select state from outbound_email")).containsExactly("PENDING");
        } else {
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.text()).containsPattern("[Tt]his email");
            assertThat(site.everything()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatToBeToldOfIsChosenInEveryState(ExchangeState state) {
        var admin = site.setUp();
        var exchange = Gathering.in(state, site, admin);

        assertThat(admin.post(exchange.path() + "/notifications", "withdrawal", "true")
                        .leadsTo())
                .isEqualTo(exchange.path());

        assertThat(admin.open(exchange.path() + "/notifications").texts("label:has(input[checked])"))
                .containsExactly("Someone leaves");
    }

    @Test
    void aPageThatIsOutOfDateIsRefused() {
        var admin = site.setUp();
        var exchange = Gathering.in(REGISTRATION_OPEN, site, admin);
        var stale = exchange.page();
        exchange.then("close").then("reopen");
        var before = site.everything();

        var answer = admin.submit(stale.form("/close"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.texts("[role=alert]")).hasSize(1);
        assertThat(site.everything()).isEqualTo(before);
        assertThat(exchange.press("close").status()).isEqualTo(303);
    }

    @Test
    void aDoubleClickOnDrawDrawsOnce() throws InterruptedException {
        var admin = site.setUp();
        var exchange = Gathering.in(REGISTRATION_CLOSED, site, admin);
        var form = exchange.page().form("/match");

        var answers = AtOnce.get(() -> admin.submit(form), () -> admin.submit(form));

        assertThat(answers).extracting(Page::status).containsExactlyInAnyOrder(303, 409);
        assertThat(exchange.assignments()).isEqualTo(3);
        assertThat(site.mail().subjectsTo("ann@example.org"))
                .filteredOn(s -> s.contains("drawn"))
                .hasSize(1);
    }

    @Test
    void anImpatientAdminNeverSeesAnError() throws InterruptedException {
        var admin = site.setUp();
        var exchange = Gathering.in(REGISTRATION_OPEN, site, admin);
        var form = exchange.page().form("/participants/" + exchange.idOf("Ann") + "/resend");
        assertThat(site.mail().to("ann@example.org")).hasSize(1);

        var answers = AtOnce.get(
                () -> admin.submit(form),
                () -> admin.submit(form),
                () -> admin.submit(form),
                () -> admin.submit(form),
                () -> admin.submit(form),
                () -> admin.submit(form));

        assertThat(answers).extracting(Page::status).containsOnly(303);
        assertThat(site.mail().to("ann@example.org"))
                .as("the first, and one more however often it is clicked")
                .hasSize(2);
    }

    @Test
    void peopleAddedToADraftAreWrittenToWhenRegistrationOpens() {
        var admin = site.setUp();
        var exchange = Gathering.draft(site, admin).with("Ann");
        assertThat(site.mail().all()).isEmpty();

        exchange.then("open").then("close").then("reopen");

        assertThat(site.mail().to("ann@example.org")).hasSize(1);
        assertThat(exchange.with("Ben").people()).containsExactly("Ann", "Ben");
        assertThat(site.mail().to("ben@example.org")).hasSize(1);
        assertThat(exchange.page().texts("#people tbody tr"))
                .allSatisfy(row -> assertThat(row).contains("added by you", "not confirmed"));
    }

    @Test
    void aPersonIsCorrectedAndTheOldLinkEnds() {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin).with("Ann");
        var oldLink = site.mail().lastTo("ann@example.org").link("/signin/");
        var form = admin.open(exchange.path() + "/participants/" + exchange.idOf("Ann") + "/edit")
                .form("/edit");

        assertThat(admin.submit(form.with("name", "Anna").with("email", "anna@example.org"))
                        .leadsTo())
                .isEqualTo(exchange.path());

        assertThat(exchange.people()).containsExactly("Anna");
        assertThat(site.browser().open(oldLink).leadsTo()).endsWith("/signin");
        exchange.enter("Anna");
        var refused = admin.submit(form.with("name", "Annika"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(exchange.people()).containsExactly("Anna");
    }

    @Test
    void aPersonIsRemovedAndBroughtBack() {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin);
        var ann = exchange.join("Ann");
        long id = exchange.idOf("Ann");
        var link = site.mail().lastTo("ann@example.org").link("/signin/");

        exchange.then("participants/" + id + "/remove");

        assertThat(exchange.people()).isEmpty();
        assertThat(exchange.me(ann).leadsTo()).endsWith("/signin");
        assertThat(site.browser().open(link).leadsTo()).endsWith("/signin");
        assertThat(site.mail().lastTo("ann@example.org").subject()).contains("no longer take part");
        assertThat(exchange.register(site.browser(), "Ann", "ann@example.org").status())
                .isEqualTo(303);
        assertThat(exchange.people()).isEmpty();

        exchange.then("participants/" + id + "/restore");

        assertThat(exchange.people()).containsExactly("Ann");
        exchange.enter("Ann");
    }

    @Test
    void theEMailIsSentAgain() {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin).with("Ann");
        site.mail().deliver();

        exchange.then("participants/" + exchange.idOf("Ann") + "/resend");

        assertThat(site.mail().to("ann@example.org")).hasSize(2);
        exchange.enter("Ann");
        assertThat(admin.post(exchange.path() + "/participants/" + exchange.idOf("Ann") + "/resend")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void allWhoHaveNotConfirmedAreRemovedAtOnce() {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin).with("Added");
        exchange.join("Ann");
        exchange.register(site.browser(), "Troll", "troll@example.org");
        exchange.register(site.browser(), "Typo", "typo@example.org");

        exchange.then("remove-unconfirmed");

        assertThat(exchange.people()).containsExactly("Added", "Ann");
    }

    @Test
    void whoIsLeftOutOfTheDrawIsRemovedAndTold() {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin);
        for (var name : new String[] {"Ann", "Ben", "Cy"}) {
            exchange.join(name);
        }
        exchange.register(site.browser(), "Typo", "typo@example.org");
        exchange.register(site.browser(), "ann", "other-ann@example.org");
        exchange.then("close");
        var page = exchange.page();
        assertThat(page.texts("form[action*=/match] label"))
                .satisfiesExactly(
                        one -> assertThat(one).contains("Ann", "duplicate name"),
                        two -> assertThat(two).contains("ann", "duplicate name"),
                        three -> assertThat(three).contains("Typo", "not confirmed"));

        var typo = exchange.idOf("Typo");
        assertThat(admin.submit(page.form("/match").with("leaveOut", "" + typo, "" + exchange.idOf("ann")))
                        .status())
                .isEqualTo(303);

        assertThat(exchange.people()).containsExactly("Ann", "Ben", "Cy");
        assertThat(exchange.assignments()).isEqualTo(3);
        assertThat(site.mail().subjectsTo("typo@example.org"))
                .anyMatch(s -> s.contains("no longer take part"))
                .noneMatch(s -> s.contains("drawn"));
    }

    @Test
    void deletingNeedsTheNameTyped() {
        var admin = site.setUp();
        var exchange = Gathering.in(CANCELLED, site, admin);
        assertThat(site.mail().all()).isNotEmpty();

        var refused = admin.submit(exchange.page().form("/delete").with("name", "Family"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.errorAt("/delete", "name")).contains("not the name");
        assertThat(refused.value("/delete", "name")).isEqualTo("Family");
        assertThat(site.count("exchange")).isEqualTo(1);

        var done = admin.submit(exchange.page().form("/delete").with("name", " Family Christmas "));
        assertThat(done.leadsTo()).isEqualTo("/admin");
        assertThat(admin.follow(done).texts("[role=status]")).hasSize(1);
        for (var table : new String[] {"exchange", "participant", "outbound_email", "magic_token", "exchange_event"}) {
            assertThat(site.count(table)).as(table).isZero();
        }
        assertThat(site.mail().all()).isEmpty();
        assertThat(exchange.page().status()).isEqualTo(404);
    }

    @Test
    void aReplacedLinkLeadsToSignInOnly() {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin);
        exchange.join("Ann");
        var old = exchange.link();

        exchange.then("new-link");

        assertThat(exchange.link()).isNotEqualTo(old);
        assertThat(site.browser().open(old).leadsTo()).isEqualTo(old + "/signin");
        var leaked = site.browser();
        assertThat(leaked.open(old + "/register").leadsTo()).isEqualTo(old + "/signin");
        assertThat(leaked.post(old + "/register", "name", "Eve", "email", "eve@example.org")
                        .leadsTo())
                .isEqualTo(old + "/signin");
        assertThat(exchange.people()).containsExactly("Ann");
        leaked.submit(leaked.open(old + "/signin").form("/signin").with("email", "ann@example.org"));
        exchange.enter("Ann");
    }

    @Test
    void reopeningNeedsACloseDateThatIsStillToCome() {
        var admin = site.setUp();
        var exchange = Gathering.created(
                site, admin, Gathering.blank(admin).with("registrationCloseDate", "2026-12-01T12:00"));
        exchange.then("open").then("close");
        clock.set(Instant.parse("2026-12-01T17:00:00Z"));

        var refused = exchange.press("reopen");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.texts("[role=alert]")).singleElement().asString().contains("change or clear that date");
        assertThat(exchange.state()).isEqualTo(REGISTRATION_CLOSED);
        var edit = admin.open(exchange.path() + "/edit").form("/edit");
        assertThat(admin.submit(edit.with("registrationCloseDate", "")).status())
                .isEqualTo(303);
        assertThat(exchange.then("reopen").state()).isEqualTo(REGISTRATION_OPEN);
    }

    @Test
    void whatTheFirstRegistrationFixedStays() {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin).with("Ann", "Ben", "Cy", "Dan");
        var edit = admin.open(exchange.path() + "/edit").form("/edit");

        assertThat(admin.submit(edit.with("nameInMail", "true")).errorAt("/edit", "nameInMail"))
                .contains("cannot change");
        var remember = admin.submit(edit.without("nameInMail").with("rememberPairs", "true"));
        assertThat(remember.errorAt("/edit", "rememberPairs")).contains("cannot turn it on");
        assertThat(remember.value("/edit", "rememberPairs")).isEqualTo("true");
        var tooFew = admin.submit(edit.without("rememberPairs").with("maxParticipants", "3"));
        assertThat(tooFew.errorAt("/edit", "maxParticipants")).contains("4");
        assertThat(admin.submit(edit.with("maxParticipants", "4")).status()).isEqualTo(303);
    }

    @Test
    void aChangedDateOfADrawnExchangeIsToldToEverybody() {
        var admin = site.setUp();
        var exchange = Gathering.in(MATCHED, site, admin);
        var edit = admin.open(exchange.path() + "/edit").form("/edit");

        admin.submit(edit.with("description", "Only this"));
        assertThat(site.mail().subjectsTo("ann@example.org")).noneMatch(s -> s.contains("changed"));
        admin.submit(edit.with("exchangeDate", "2026-12-26T18:00"));

        for (var name : exchange.people()) {
            assertThat(site.mail().lastTo(Gathering.address(name)).text()).contains("26 December 2026");
        }
    }
}
