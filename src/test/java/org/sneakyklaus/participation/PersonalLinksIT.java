package org.sneakyklaus.participation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.testsupport.Mail.token;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Roster;
import org.sneakyklaus.testsupport.Site;

/** People without an email address take part with a link of their own and a word that they choose. */
@SuppressWarnings("NullAway.Init")
@IntegrationTest
class PersonalLinksIT {

    private static final String WORD = "Apfelstrudel7";

    private final Site site;
    private final Roster roster;
    private Browser admin;
    private Gathering exchange;

    PersonalLinksIT(Site site, Roster roster) {
        this.site = site;
        this.roster = roster;
    }

    @BeforeEach
    void open() {
        admin = site.setUp();
        exchange = Gathering.created(site, admin, Gathering.blank(admin).with("personalLinks", "ANYBODY"))
                .then("open");
    }

    @Test
    void aLinkThatSomebodyMakesForThemselvesIsShownOnceAndLeadsBack() {
        var hilda = site.browser();
        var made = register(hilda, "Hilda", WORD);
        assertThat(made.status()).isEqualTo(200);
        var link = linkOn(made);
        assertThat(exchange.me(hilda).text()).contains("Signed in as Hilda", "Personal link", "Created on");
        assertThat(exchange.me(hilda).source()).doesNotContain(link);

        var phone = site.browser();
        assertThat(phone.open(link).text()).contains("Open the page of Hilda");
        assertThat(word(phone, link, "wrong word").errorAt(pathOf(link), "word"))
                .contains("not the word");
        assertThat(word(phone, link, "  APFELSTRUDEL7 ").leadsTo()).endsWith("/me");
        assertThat(exchange.me(phone).text()).contains("Signed in as Hilda", "Wrong words");
    }

    @Test
    void aReloadOfThePageWithTheLinkRegistersNobodyTwice() {
        var hilda = site.browser();
        register(hilda, "Hilda", WORD);
        var again = hilda.post(
                exchange.link() + "/register", "name", "Hilda", "contact", "LINK", "word", WORD, "giftIdeas", "");
        assertThat(again.leadsTo()).endsWith("/me");
        assertThat(exchange.people()).containsExactly("Hilda");
    }

    @Test
    void fetchingALinkChangesNothingAndTheFirstWordIsTheirs() {
        var link = linkOn(add("Hilda"));
        for (int fetched = 0; fetched < 3; fetched++) {
            assertThat(site.browser().open(link).status()).isEqualTo(200);
        }
        assertThat(exchange.page().text()).contains("not opened yet");

        var hilda = site.browser();
        assertThat(word(hilda, link, WORD).leadsTo()).endsWith("/me");
        assertThat(exchange.page().text()).doesNotContain("not opened yet");
        assertThat(hilda.open(link).leadsTo()).endsWith("/me");
        assertThat(exchange.me(hilda).text())
                .contains("The organiser created a personal link for Hilda.", "Opened first on");
    }

    @Test
    void weakWordsAreRefused() {
        var link = linkOn(add("Hilda Brandt"));
        exchange.with("Rumpelstilz");
        var browser = site.browser();
        for (var weak : List.of(
                "abc", "x".repeat(65), "hilda brandt", "BRANDT", "Brandt12", "rumpelstilz", "passwort", "aaaaaaaa")) {
            var refused = word(browser, link, weak);
            assertThat(refused.status()).as(weak).isEqualTo(422);
            assertThat(refused.errorAt(pathOf(link), "word")).as(weak).isNotEmpty();
            assertThat(refused.source()).doesNotContain("value=\"" + weak);
        }
        assertThat(word(browser, link, WORD).leadsTo()).endsWith("/me");
    }

    @Test
    void ofTwoBrowsersAtOnceOneChoosesTheWordAndTheOtherIsTold() throws Exception {
        var link = linkOn(add("Hilda"));
        var threads = Executors.newFixedThreadPool(2);
        try {
            Callable<Page> first = () -> word(site.browser(), link, WORD);
            Callable<Page> second = () -> word(site.browser(), link, "Zimtstern12");
            var answers = threads.invokeAll(List.of(first, second));
            var statuses =
                    List.of(answers.get(0).get().status(), answers.get(1).get().status());
            assertThat(statuses).containsExactlyInAnyOrder(303, 422);
            var loser = answers.get(statuses.indexOf(422)).get();
            assertThat(loser.errorAt(pathOf(link), "word")).containsAnyOf("another browser", "not the word");
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void guessesAreLimitedAndHildaStillGetsIn() {
        var hilda = site.browser();
        var link = linkOn(register(hilda, "Hilda", WORD));
        signOut(hilda);
        word(hilda, link, WORD);
        signOut(hilda);
        var stranger = site.browser();
        for (int guess = 1; guess <= 5; guess++) {
            assertThat(word(stranger, link, "guess number " + guess).status()).isEqualTo(422);
        }
        var refused = word(stranger, link, WORD);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text()).contains("Try again in 24 hours.");
        assertThat(word(site.browser(), link, WORD).status()).isEqualTo(429);

        for (int slip = 1; slip <= 3; slip++) {
            assertThat(word(hilda, link, "slip of the tongue").status()).isEqualTo(422);
        }
        assertThat(word(hilda, link, WORD).leadsTo()).endsWith("/me");
        assertThat(exchange.me(hilda).text()).containsPattern("Wrong words .*: 8");
    }

    @Test
    void theBrowserThatMadeALinkIsNotLockedOutByStrangers() {
        var hilda = site.browser();
        var link = linkOn(register(hilda, "Hilda", WORD));
        guessInVain(link);
        signOut(hilda);
        assertThat(word(hilda, link, WORD).leadsTo()).endsWith("/me");

        var renewed = linkOn(hilda.submit(exchange.me(hilda).form("/me/new-link")));
        signOut(hilda);
        assertThat(word(site.browser(), renewed, WORD).status()).isEqualTo(429);
        assertThat(word(hilda, renewed, WORD).leadsTo()).endsWith("/me");
    }

    @Test
    void newLinksDoNotFloodEverybodyWithEmail() {
        exchange.with("Ann", "Ben");
        var hilda = site.browser();
        register(hilda, "Hilda", WORD);
        exchange.then("close").then("match");
        for (int link = 1; link <= 3; link++) {
            assertThat(hilda.submit(exchange.me(hilda).form("/me/new-link")).status())
                    .isEqualTo(200);
        }
        assertThat(hilda.submit(exchange.me(hilda).form("/me/new-link")).status())
                .isEqualTo(429);
    }

    @Test
    void afterTheDrawNoListTellsWhetherALinkWasOpened() {
        var link = linkOn(add("Hilda"));
        exchange.with("Ann", "Ben").join("Eve");
        admin.submit(exchange.page()
                .form("/participants")
                .with("name", "Mia")
                .with("guardian", "" + exchange.idOf("Hilda")));
        assertThat(list()).contains("not confirmed");
        exchange.then("close");
        admin.submit(exchange.page().form("/match").without("leaveOut"));
        var before = list();
        var people = people();
        var successors = admin.open(exchange.path() + "/mend").texts("select option");
        assertThat(successors).contains("Eve").doesNotContain("Hilda");

        word(site.browser(), link, WORD);
        assertThat(list()).isEqualTo(before);
        assertThat(people()).isEqualTo(people);
        assertThat(admin.open(exchange.path() + "/mend").texts("select option")).isEqualTo(successors);
    }

    private List<String> people() {
        return admin.open(exchange.path()).texts("#people tbody tr");
    }

    private String list() {
        return admin.open(exchange.path() + "/participants.csv").source();
    }

    private void guessInVain(String link) {
        for (int guess = 1; guess <= 5; guess++) {
            assertThat(word(site.browser(), link, "guess number " + guess).status())
                    .isEqualTo(422);
        }
    }

    @Test
    void noSessionOutlivesTheLinkThatItBeganWith() throws Exception {
        var link = linkOn(add("Hilda"));
        word(site.browser(), link, WORD);
        var threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 1; round <= 3; round++) {
                site.change("delete from rate_limit where 1 = ?", 1);
                var there = link;
                var browsers = Stream.generate(site::browser).limit(4).toList();
                var forms = browsers.stream()
                        .map(browser -> browser.open(there).form(pathOf(there)).with("word", WORD))
                        .toList();
                var signingIn = IntStream.range(0, browsers.size())
                        .mapToObj(one -> threads.submit(() -> browsers.get(one).submit(forms.get(one))))
                        .toList();
                link = linkOn(act("Hilda", "new-link"));
                for (var one : signingIn) {
                    one.get();
                }
                for (var browser : browsers) {
                    assertThat(exchange.me(browser).leadsTo()).endsWith("/signin");
                }
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void twentyWrongWordsEndTheLinkButNoSession() {
        var hilda = site.browser();
        var link = linkOn(register(hilda, "Hilda", WORD));
        for (int guess = 1; guess <= 20; guess++) {
            site.change("delete from rate_limit where 1 = ?", 1);
            word(site.browser(), link, "guess number " + guess);
        }
        assertThat(site.browser().open(link).status()).isEqualTo(404);
        assertThat(exchange.me(hilda).text()).contains("Too many wrong words were typed", "no longer works");

        var renewed = hilda.submit(exchange.me(hilda).form("/me/new-link"));
        assertThat(word(site.browser(), linkOn(renewed), WORD).leadsTo()).endsWith("/me");
        assertThat(exchange.me(hilda).status()).isEqualTo(200);
    }

    @Test
    void onceCompletedNobodyIsSentForWhatTheOrganiserCannotDo() {
        var hilda = site.browser();
        var link = linkOn(register(hilda, "Hilda", WORD));
        exchange.join("Ben");
        exchange.join("Cy");
        exchange.then("close").then("match");
        assertThat(site.browser().open(link).text()).contains("Ask the organiser to remove it.");

        exchange.then("complete");

        assertThat(act("Hilda", "reset-word").status()).isEqualTo(409);
        assertThat(exchange.me(hilda).text()).contains("You can see this page until a week after its date at most.");
        assertThat(exchange.me(exchange.enter("Ben")).text()).contains("You can see this page until it is deleted.");
        var phone = site.browser();
        var door = phone.open(link);
        assertThat(door.text())
                .contains("This exchange is over, so the word can no longer be removed.")
                .doesNotContain("Ask the organiser", "ask the organiser");
        assertThat(phone.submit(door.form("/report")).errorAt("/report", "confirm"))
                .isEqualTo("Tick the box to confirm.");
        var reported = phone.submit(door.form("/report").with("confirm", "true"));
        assertThat(reported.text())
                .contains("The link no longer works", "there are no new links")
                .doesNotContain("Ask the organiser");
        assertThat(site.browser().open(link).text())
                .contains("there are no new links")
                .doesNotContain("Ask the organiser");
    }

    @Test
    void whatTheOrganiserDoesIsToldToEverybodyAndMailedAfterTheDraw() {
        var link = linkOn(add("Hilda"));
        var hilda = site.browser();
        word(hilda, link, WORD);
        exchange.join("Ben");
        exchange.join("Cy");
        exchange.then("close").then("match");

        assertThat(act("Hilda", "reset-word").status()).isEqualTo(303);
        assertThat(exchange.me(hilda).leadsTo()).endsWith("/signin");
        assertThat(site.mail().lastTo("ben@example.org").text())
                .contains("removed the word of Hilda")
                .doesNotContain("drew Ben", "drew Cy");
        var ben = exchange.enter("Ben");
        assertThat(exchange.me(ben).text()).contains("No word has been chosen yet for the personal link of: Hilda");
        assertThat(exchange.page().text()).doesNotContain("not opened yet");

        // The organiser kept the card and looks: Hilda finds out.
        word(site.browser(), link, "Kartoffelsalat");
        assertThat(word(hilda, link, WORD).errorAt(pathOf(link), "word")).contains("not the word");
        assertThat(exchange.me(ben).text()).doesNotContain("No word has been chosen yet");
        var page = hilda.open(link);
        var reported = hilda.submit(page.form("/report").with("confirm", "true"));
        assertThat(reported.text()).contains("The link no longer works");
        assertThat(hilda.open(link).status()).isEqualTo(404);
        assertThat(site.mail().lastTo("cy@example.org").text()).contains("another person opened");

        var renewed = act("Hilda", "new-link");
        assertThat(renewed.status()).isEqualTo(200);
        assertThat(exchange.me(ben).text()).contains("Hilda has a new personal link");
        assertThat(site.mail().lastTo("ben@example.org").text()).contains("Hilda has a new personal link");
        assertThat(renewed.text()).contains("The first time, you choose a word");
        assertThat(site.browser().open(linkOn(renewed)).text())
                .as("the word of the one who looked opens nothing")
                .contains("choose a word");
        assertThat(exchange.me(ben).text()).contains("No word has been chosen yet for the personal link of: Hilda");
        assertThat(word(hilda, linkOn(renewed), WORD).leadsTo()).endsWith("/me");
    }

    @Test
    void aDrawLeavesOutLinksWithoutAWordUnlessTheOrganiserTakesThemAlong() {
        add("Hilda");
        register(site.browser(), "Otto", WORD);
        exchange.with("Ann", "Ben", "Cy").then("close");
        var form = exchange.page().form("/match");
        assertThat(form.value("leaveOut")).isEqualTo(String.valueOf(exchange.idOf("Hilda")));

        admin.submit(exchange.page()
                .form("/participants")
                .with("name", "Mia")
                .with("guardian", "" + exchange.idOf("Hilda")));
        var withMia = exchange.page();
        assertThat(withMia.form("/match").value("leaveOut"))
                .as("Mia would go, too")
                .isEmpty();
        assertThat(withMia.text()).contains("Hilda looks after Mia.");
        admin.submit(withMia.form("/match"));
        assertThat(exchange.page().text())
                .containsSubsequence(
                        "the holder of that personal link can see who Hilda drew",
                        "Names drawn.",
                        "let in Otto, who joined",
                        "Registration closed.");
        assertThat(exchange.me(exchange.enter("Ann")).text())
                .contains("No word has been chosen yet for the personal link of: Hilda");
        assertThat(roster.pairing(exchange.id())).hasSize(6);
    }

    @Test
    void theDrawWithTheCloseTakesNobodyWhomTheOrganiserDoesNotKnow() {
        register(site.browser(), "Otto", WORD);
        exchange.with("Ann", "Ben", "Cy");
        assertThat(exchange.page().text()).contains("joined with a link on");
        assertThat(act("Otto", "known").status()).isEqualTo(303);
        assertThat(exchange.page().text())
                .doesNotContain("joined with a link on")
                .contains("let in Otto");
    }

    @Test
    void aLinkOpensItsOwnExchangeAloneAndNothingOnceItsPersonIsRemoved() {
        var other = Gathering.open(site, admin);
        var link = linkOn(add("Hilda"));
        assertThat(site.browser()
                        .open(link.replace(exchange.slug(), other.slug()))
                        .status())
                .isEqualTo(404);
        var hilda = site.browser();
        word(hilda, link, WORD);
        admin.submit(exchange.page().form("/participants/" + exchange.idOf("Hilda") + "/remove"));
        assertThat(hilda.open(link).status()).isEqualTo(404);
        assertThat(exchange.me(hilda).leadsTo()).endsWith("/signin");
        assertThat(site.browser()
                        .open(exchange.link() + "/link/" + "x".repeat(43))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void somebodyElseInThatBrowserIsAskedFirst() {
        var link = linkOn(add("Hilda"));
        var ben = exchange.join("Ben");
        assertThat(ben.open(link).text()).contains("Ben is signed in on this browser");
        assertThat(ben.post(exchange.link() + pathOf(link), "word", WORD).status())
                .isEqualTo(422);
        assertThat(exchange.me(ben).text()).contains("Signed in as Ben");
        word(ben, link, WORD);
        assertThat(exchange.me(ben).text()).contains("Signed in as Hilda");
    }

    @Test
    void whoGotTheirLinkFromTheOrganiserIsSentThereToJoinAgain() {
        var theirs = Gathering.created(site, admin, Gathering.blank(admin).with("personalLinks", "ORGANISER"))
                .then("open");
        var hilda = site.browser();
        var made = admin.submit(
                theirs.page().form("/participants").with("name", "Hilda").with("contact", "LINK"));
        word(hilda, linkOn(made), WORD);
        var leaving = hilda.open(theirs.link() + "/me/withdraw");
        assertThat(leaving.text())
                .contains("To join again, ask the organiser to add you back.")
                .doesNotContain("You can join again");

        var gone = hilda.follow(hilda.submit(leaving.form("/withdraw").with("confirm", "true")));

        assertThat(gone.text())
                .contains("Your gift ideas are deleted. To join again, ask the organiser to add you back.")
                .doesNotContain("You can join again", "emailing you");
        theirs.then("participants/" + theirs.idOf("Hilda") + "/restore");
        assertThat(theirs.people()).containsExactly("Hilda");
    }

    @Test
    void severalPeopleJoinInOneBrowser() {
        var tablet = site.browser();
        var annsLink = linkOn(register(tablet, "Ann", WORD));
        assertThat(register(tablet, "Ann", WORD).leadsTo()).as("sent again").endsWith("/me");
        assertThat(exchange.people()).containsExactly("Ann");

        var refused = register(tablet, "Ben", "Kartoffelsalat");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("Ann is signed in on this device.");
        assertThat(refused.texts("a[href$='/me']")).containsExactly("Open the page of Ann");
        assertThat(refused.value("/register", "name")).isEqualTo("Ben");
        assertThat(refused.has("details[open] [name=word]")).isTrue();
        signOut(tablet);
        var bensLink = linkOn(register(tablet, "Ben", "Kartoffelsalat"));

        assertThat(exchange.people()).containsExactly("Ann", "Ben");
        assertThat(site.browser().open(annsLink).text()).contains("Ann");
        assertThat(site.browser().open(bensLink).text()).contains("Ben");
    }

    @Test
    void cardsAreMadeForThoseTicked() {
        var old = linkOn(add("Hilda"));
        add("Otto");
        var choice = admin.open(exchange.path() + "/cards");
        var nobody = admin.submit(choice.form("/cards").with("confirm", "true"));
        assertThat(nobody.status()).isEqualTo(422);
        assertThat(nobody.value("/cards", "confirm")).isEqualTo("true");
        var unsure = admin.submit(choice.form("/cards").with("participants", String.valueOf(exchange.idOf("Hilda"))));
        assertThat(unsure.errorAt("/cards", "confirm")).isEqualTo("Tick the box to confirm.");
        var cards = admin.submit(choice.form("/cards")
                .with("participants", String.valueOf(exchange.idOf("Hilda")))
                .with("confirm", "true"));
        assertThat(cards.texts(".link-card h2")).containsExactly("Hilda");
        assertThat(site.browser().open(old).status()).isEqualTo(404);
        assertThat(site.browser().open(linkOn(cards)).status()).isEqualTo(200);
    }

    @Test
    void aPageWithLinksThatIsLoadedAgainMakesNoOthers() {
        var adding = exchange.page().form("/participants").with("name", "Hilda").with("contact", "LINK");
        var shown = admin.submit(adding);
        var choice = admin.open(exchange.path() + "/cards").form("/cards").with("confirm", "true");
        choice.with("participants", String.valueOf(exchange.idOf("Hilda")));

        var again = admin.submit(adding);
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.value("/participants", "name")).isEqualTo("Hilda");
        assertThat(exchange.people()).containsExactly("Hilda");
        assertThat(site.browser().open(linkOn(shown)).status()).isEqualTo(200);

        var cards = admin.submit(choice);
        assertThat(admin.submit(choice).status()).isEqualTo(409);
        assertThat(site.browser().open(linkOn(cards)).status()).isEqualTo(200);
        var renewing = admin.open(exchange.path() + "/participants/" + exchange.idOf("Hilda") + "/link")
                .form("/new-link")
                .with("confirm", "true");
        var renewed = admin.submit(renewing);
        assertThat(admin.submit(renewing).status()).isEqualTo(409);
        assertThat(site.browser().open(linkOn(renewed)).status()).isEqualTo(200);

        exchange.with("Ben", "Cy").then("close");
        admin.submit(exchange.page().form("/match").without("leaveOut").with("confirm", "true"));
        var page = admin.open(exchange.path() + "/participants/" + exchange.idOf("Hilda") + "/link");
        assertThat(page.text()).contains("2 people will get an email.");
        var drawn = page.form("/new-link").with("confirm", "true");
        var afterwards = admin.submit(drawn);
        assertThat(afterwards.text()).contains("We’re emailing 2 people.");
        assertThat(admin.submit(drawn).status()).isEqualTo(409);
        assertThat(site.browser().open(linkOn(afterwards)).status()).isEqualTo(200);
    }

    @Test
    void aNewCardSaysThatAWordChosenBeforeStaysAndNothingOfWhetherThereIsOne() {
        var link = linkOn(add("Hilda"));
        var hilda = site.browser();
        word(hilda, link, WORD);
        exchange.with("Ann", "Ben").then("close").then("match");
        var page = exchange.path() + "/participants/" + exchange.idOf("Hilda") + "/link";
        assertThat(exchange.page().attribute("a[href='" + page + "']", "aria-label"))
                .as("also once names are drawn")
                .isEqualTo("Manage link of Hilda");

        var renewed = act("Hilda", "new-link");

        assertThat(renewed.texts("#kept").get(0)).contains("A word that was chosen before stays");
        assertThat(renewed.texts(".link-card").get(0)).contains("After that, you need that word", "Gift exchange");
        assertThat(exchange.admin().open(exchange.path() + "?state=UNCONFIRMED").text())
                .as("a search does not tell either")
                .doesNotContain("Personal link of Hilda");
        assertThat(site.browser().open(linkOn(renewed)).text()).contains("Forgot your word? Ask the organiser");
        assertThat(exchange.page().text()).contains("One person gets no email. Tell them that names are drawn.");
    }

    @Test
    void onceNamesAreDrawnTheOrganiserTouchesNoLinkWhileNobodyWouldGetAnEmailAboutIt() {
        word(site.browser(), linkOn(add("Hilda")), WORD);
        exchange.with("Ann", "Ben").then("close").then("match");
        admin.post("/admin/jobs/dispatch_outbox/pause");
        try {
            assertThat(act("Hilda", "reset-word").status()).isEqualTo(409);
            assertThat(act("Hilda", "new-link").status()).isEqualTo(409);
        } finally {
            admin.post("/admin/jobs/dispatch_outbox/resume");
        }
        assertThat(act("Hilda", "reset-word").status()).isEqualTo(303);
    }

    @Test
    void beforeTheDrawTheOrganiserFindsWhoHasNotOpenedTheirLink() {
        word(site.browser(), linkOn(add("Hilda")), WORD);
        add("Otto");

        assertThat(admin.open(exchange.path() + "?state=UNCONFIRMED").texts("#people tbody th"))
                .containsExactly("Otto");
        assertThat(admin.open(exchange.path() + "?state=CONFIRMED").texts("#people tbody th"))
                .containsExactly("Hilda");
    }

    /** Else who opened it first could come back by an address that they asked for. */
    @Test
    void aChangeOfAddressAskedForByAnotherEndsWithTheLinkOrItsWord() {
        for (var end : List.of("reset-word", "new-link", "report")) {
            var link = linkOn(add(end));
            var thief = site.browser();
            word(thief, link, "Kartoffelsalat");
            thief.submit(exchange.me(thief).form("/me/email").with("email", end + "@example.org"));
            var asked = site.mail().lastTo(end + "@example.org").link("/email/");
            assertThat(site.browser().open(asked).status()).isEqualTo(200);

            if (end.equals("report")) {
                var owner = site.browser();
                owner.submit(owner.open(link).form("/report").with("confirm", "true"));
            } else {
                act(end, end);
            }

            assertThat(site.browser().open(asked).status()).as(end).isEqualTo(303);
        }
    }

    @Test
    void theyMayTakePartByEmailInsteadWhichEndsTheLink() {
        var hilda = site.browser();
        var link = linkOn(register(hilda, "Hilda", WORD));
        hilda.submit(exchange.me(hilda).form("/me/email").with("email", "hilda@example.org"));
        var confirmation = site.mail().lastTo("hilda@example.org").link("/email/");
        hilda.submit(hilda.open(confirmation).form(confirmation.substring(confirmation.indexOf("/email/"))));
        assertThat(site.browser().open(link).status()).isEqualTo(404);
        assertThat(exchange.page().text()).contains("hilda@example.org", "Hilda now takes part by email.");
        hilda.post(exchange.link() + "/signin", "email", "hilda@example.org");
        hilda.press(site.mail().lastTo("hilda@example.org").link("/signin/"));
        assertThat(exchange.me(hilda).text()).contains("Reminders are on.");
    }

    @Test
    void whereTheOrganiserAllowsNoneThereIsNone() {
        exchange.then("close");
        var none = Gathering.created(site, admin, Gathering.blank(admin).with("personalLinks", "NONE"))
                .then("open");
        assertThat(site.browser().open(none.link() + "/register").text()).doesNotContain("personal link");
        assertThat(none.page().text()).doesNotContain("Add with a personal link");
        assertThat(admin.post(none.path() + "/participants", "name", "Hilda", "contact", "LINK")
                        .status())
                .isEqualTo(422);
        assertThat(site.browser()
                        .post(none.link() + "/register", "name", "Hilda", "contact", "LINK", "word", WORD)
                        .status())
                .isEqualTo(422);
        assertThat(none.people()).isEmpty();
    }

    @Test
    void noLinkAndNoWordIsStored() {
        var hilda = site.browser();
        var link = linkOn(register(hilda, "Hilda", WORD));
        var otto = linkOn(add("Otto"));
        var everything = site.everything().toString();
        assertThat(everything).doesNotContain(token(link), token(otto)).doesNotContainIgnoringCase(WORD);
    }

    private Page add(String name) {
        var answer = admin.submit(
                exchange.page().form("/participants").with("name", name).with("contact", "LINK"));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer;
    }

    private Page act(String name, String action) {
        return admin.post(exchange.path() + "/participants/" + exchange.idOf(name) + "/" + action, "confirm", "true");
    }

    private Page register(Browser browser, String name, String word) {
        return browser.submit(browser.open(exchange.link() + "/register")
                .form("/register")
                .with("name", name)
                .with("contact", "LINK")
                .with("word", word));
    }

    private void signOut(Browser browser) {
        browser.submit(exchange.me(browser).form("/me/signout"));
    }

    private static Page word(Browser browser, String link, String word) {
        var page = browser.open(link);
        return page.leadsTo().isEmpty() ? browser.submit(page.form(pathOf(link)).with("word", word)) : page;
    }

    private static String linkOn(Page page) {
        return page.attribute("[data-personal-link]", "data-personal-link");
    }

    private static String pathOf(String link) {
        return link.substring(link.indexOf("/link/"));
    }
}
