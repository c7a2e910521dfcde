package org.sneakyklaus.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Form;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Mail;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Roster;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.Written;

/**
 * An organiser who wants to know who gives to whom, and has nothing but the pages: watches what changes when others do
 * something, asks what would be possible, and tries to get into the place of somebody else.
 */
@IntegrationTest
@Tag("once")
class CuriousAdminIT {

    private static final List<String> FIVE = List.of("Ann", "Ben", "Cy", "Dan", "Eve");
    private static final int DRAWS = 3;
    private static final int TAKEOVERS = 20;
    /** It is one of five among eight each time, so none at all less than once in a hundred thousand runs. */
    private static final int LOOKS = 12;
    /** By chance it is one of five, and this many of twenty less than once in ten million runs. */
    private static final int TOO_OFTEN = 16;

    private final Site site;
    private final Roster roster;
    private Browser admin;
    private Gathering gathering;

    CuriousAdminIT(Site site, Roster roster) {
        this.site = site;
        this.roster = roster;
        this.admin = site.browser();
        this.gathering = new Gathering(site, admin, 0);
    }

    @BeforeEach
    void open() {
        admin = site.setUp();
        gathering = Gathering.open(site, admin);
    }

    @Test
    void whoseIdeasChangeAndWhoLooksIsSeenOnNoPageAndMailsNobody() {
        var browsers = new TreeMap<String, Browser>();
        FIVE.forEach(name -> browsers.put(name, gathering.join(name)));
        gathering.then("close").then("match");
        var mails = site.mail().all().size();

        admin.visit("/admin");
        gathering.page();

        var untouched = watched();
        browsers.forEach((name, browser) -> {
            var others = covered(browsers, name);
            var rows = rowsBut("participant");
            var form = browser.open(gathering.link() + "/me/profile").form("/me/profile");
            var saved = browser.follow(browser.submit(form.with("giftIdeas", "A canoe")));
            assertThat(saved.text()).contains("A canoe");
            assertThat(watched().differencesFrom(untouched).keySet())
                    .as("%s wants a canoe, which the table of people tells of them", name)
                    .containsExactly("seen: " + gathering.path() + "/participants.csv");
            assertThat(covered(browsers, name)).isEqualTo(others);
            assertThat(rowsBut("participant")).isEqualTo(rows);
        });

        var edited = watched();
        var looks = new ArrayList<Written>();
        browsers.forEach((name, browser) -> {
            var others = covered(browsers, name);
            var rows = rowsBut("assignment");
            assertThat(browser.submit(gathering.me(browser).form("/me/reveal")).status())
                    .isEqualTo(200);
            looks.add(watched());
            assertThat(covered(browsers, name)).isEqualTo(others);
            assertThat(rowsBut("assignment")).isEqualTo(rows);
            site.change("UPDATE assignment SET revealed_draw = NULL");
        });
        assertThat(looks)
                .allSatisfy(
                        look -> assertThat(look.differencesFrom(looks.get(0))).isEmpty());
        assertThat(looks.get(0).differencesFrom(edited).keySet())
                .as("that somebody has looked")
                .containsExactly("seen: " + gathering.path());
        assertThat(site.mail().all()).hasSize(mails);
    }

    @Test
    void whatWouldBePossibleIsToldAlikeForEveryPairing() {
        gathering.with(FIVE.toArray(String[]::new));
        gathering.then("close").then("match");
        assertThat(previewsOverDraws()).as("anybody may give to anybody").allMatch(answer -> answer.startsWith("true"));

        gathering.then("cancel-match");
        gathering.rule("Ann", "Ben", true);
        gathering.rule("Cy", "Dan", true);
        gathering.then("match");
        assertThat(previewsOverDraws())
                .as("two couples and a single")
                .anyMatch(answer -> answer.startsWith("true"))
                .anyMatch(answer -> answer.startsWith("false"));
    }

    /** All answers to every question, which must be the same for each of several pairings. */
    private List<String> previewsOverDraws() {
        var pairings = new HashSet<Map<Long, Long>>();
        var answers = new HashSet<List<String>>();
        while (pairings.size() < DRAWS) {
            gathering.then("rematch");
            if (pairings.add(roster.pairing(gathering.id()))) {
                answers.add(previews());
            }
        }
        assertThat(answers).hasSize(1);
        return answers.iterator().next();
    }

    /** Each alone and each two leave, and in the place of each somebody comes who knows another. */
    private List<String> previews() {
        var form = adjust();
        var answers = new ArrayList<String>();
        for (var i = 0; i < FIVE.size(); i++) {
            for (var other : FIVE.subList(i, FIVE.size())) {
                answers.add(preview(form.with("people", ""), FIVE.get(i), other));
            }
            var acquaintance = id(FIVE.get((i + 1) % FIVE.size()));
            answers.add(
                    preview(form.with("people", "Ida <ida@example.org>").with("notWith", acquaintance), FIVE.get(i)));
            form.without("notWith");
        }
        return answers;
    }

    private String preview(Form form, String... leaving) {
        var answer = admin.submit(
                form.with("leave", Stream.of(leaving).distinct().map(this::id).toArray(String[]::new)));
        assertThat(answer.status()).isEqualTo(422);
        var possible = answer.has("[name=confirm]");
        return possible + (possible ? "" : insisted(form)) + answer.text() + List.of(leaving);
    }

    /** What is not possible is refused for the same reason when it is meant. */
    private String insisted(Form form) {
        var answer = admin.submit(form.with("confirm", "true"));
        form.without("confirm");
        assertThat(answer.status()).isEqualTo(422);
        return answer.text();
    }

    @Test
    void noWayLeadsIntoThePlaceOfSomebodyElse() {
        var ann = gathering.join("Ann");
        gathering.with("Ben", "Cy", "Dan", "Eve");
        gathering.then("close");
        var early = admin.open(person("Ben") + "/edit").form("/edit");
        gathering.then("match");
        var before = roster.pairing(gathering.id());
        var mails = site.mail().all().size();

        for (var name : List.of("Ann", "Ben")) {
            refused(admin.post(person(name) + "/edit", "name", name, "email", Site.ADMIN));
            refused(admin.post(person(name) + "/resend"));
            leadsToTheAdjustment(admin.post(person(name) + "/restore"));
            var again = admin.submit(adjust().with("people", name + " <" + Gathering.address(name) + ">")
                    .with("confirm", "true"));
            assertThat(again.errorAt("/mend", "people")).contains("already takes part");
            leadsToTheAdjustment(admin.post(gathering.path() + "/participants", "name", name, "email", Site.ADMIN));
        }
        refused(admin.submit(early.with("email", Site.ADMIN)));
        var stranger = site.browser();
        assertThat(stranger.open(gathering.link() + "/register").hasForm("/register"))
                .isFalse();
        stranger.post(gathering.link() + "/register", "name", "Ann", "email", Gathering.address("Ann"));
        stranger.post(gathering.link() + "/register/correct", "email", Site.ADMIN);
        assertThat(site.mail().all()).as("nothing was sent to anybody").hasSize(mails);
        stranger.submit(
                stranger.open(gathering.link() + "/signin").form("/signin").with("email", Site.ADMIN));
        assertThat(site.mail().all()).hasSize(mails);
        stranger.submit(
                stranger.open(gathering.link() + "/signin").form("/signin").with("email", Gathering.address("Ben")));

        assertThat(site.mail().all().subList(mails, site.mail().all().size()))
                .extracting(Mail::to)
                .containsExactly(Gathering.address("Ben"));
        assertThat(linksTo(Site.ADMIN)).isEmpty();
        assertThat(roster.pairing(gathering.id())).isEqualTo(before);
        assertThat(gathering.me(ann).status()).isEqualTo(200);
    }

    @Test
    void whoeverTakesThePlaceOfSomebodyDoesNotTakeOverWhomTheyHadDrawn() {
        gathering.with("Ann", "Ben", "Cy", "Dan", "Eve", "Fay");
        gathering.then("close").then("match");
        var takenOver = 0;
        for (var i = 0; i < TAKEOVERS; i++) {
            gathering.then("rematch");
            var drawn = roster.pairing(gathering.id()).get(gathering.idOf("Ann"));
            var mine = "ann" + i + "@mine.example.org";
            adjusted(adjust().with("leave", id("Ann")).with("people", "Ann <" + mine + ">"));
            site.change("UPDATE participant SET name = 'Gone' WHERE name = 'Ann' AND removed_at IS NOT NULL");
            var taken = roster.pairing(gathering.id()).get(gathering.idOf("Ann"));
            takenOver += Objects.equals(taken, drawn) ? 1 : 0;
        }

        assertThat(takenOver).isLessThan(TOO_OFTEN);
    }

    /** A circle of the two changes nobody else, and would show whom the one whom the admin did not invent gives to. */
    @Test
    void whoJoinsBesideSomebodyInventedDoesNotGiveToThem() {
        gathering.with("Ann", "Ben", "Cy", "Dan", "Eve", "Fay");
        gathering.then("close").then("match");
        var circles = 0;
        for (var i = 0; i < TAKEOVERS; i++) {
            adjusted(adjust().with("people", "Real <real" + i + "@example.org>\nMine <mine" + i + "@example.org>"));
            var pairing = roster.pairing(gathering.id());
            var mine = gathering.idOf("Mine");
            circles += Objects.equals(pairing.get(pairing.get(mine)), mine) ? 1 : 0;
            adjusted(adjust().with("leave", id("Real"), id("Mine")));
            site.change("UPDATE participant SET name = 'Gone' WHERE removed_at IS NOT NULL");
        }

        assertThat(circles).isZero();
    }

    /** All but one have looked: were those preferred who have not, the admin would know who is changed. */
    @Test
    void whoHasLookedIsChangedLikeAnybodyElse() {
        var lookers = List.of("Ann", "Ben", "Cy", "Dan", "Eve");
        gathering.with("Ann", "Ben", "Cy", "Dan", "Eve", "Fay", "Mine", "Too");
        gathering.then("close").then("match");
        var changed = 0;
        for (var i = 0; i < LOOKS; i++) {
            gathering.then("rematch");
            for (var name : lookers) {
                var browser = gathering.enter(name);
                assertThat(browser.submit(gathering.me(browser).form("/me/reveal"))
                                .status())
                        .isEqualTo(200);
            }
            var before = roster.pairing(gathering.id());
            adjusted(adjust().with("people", "New <new" + i + "@example.org>"));
            var after = roster.pairing(gathering.id());
            changed += lookers.stream()
                            .map(gathering::idOf)
                            .anyMatch(looker -> !Objects.equals(before.get(looker), after.get(looker)))
                    ? 1
                    : 0;
            adjusted(adjust().with("leave", id("New")));
            site.change("UPDATE participant SET name = 'Gone' WHERE removed_at IS NOT NULL");
        }

        assertThat(changed).isPositive();
    }

    /** Many draws of which nobody hears, until one pleases. */
    @Test
    void whileNobodyWouldHearOfItNoDrawIsChanged() {
        gathering.with(FIVE.toArray(String[]::new));
        job("pause");
        refused(gathering.press("close-and-draw"));
        gathering.then("close");
        refused(gathering.press("match"));
        job("resume");
        gathering.then("match");
        job("pause");
        var before = roster.pairing(gathering.id());

        refused(gathering.press("rematch"));
        refused(gathering.press("cancel-match"));
        refused(admin.submit(adjust().with("leave", id("Ann")).with("confirm", "true")));

        assertThat(roster.pairing(gathering.id())).isEqualTo(before);
        gathering.then("complete");
        refused(admin.submit(gathering.page().form("/delete").with("name", "Family Christmas")));
        job("resume");
        assertThat(admin.submit(gathering.page().form("/delete").with("name", "Family Christmas"))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void everybodyHearsOfEachDrawAlsoOfThoseThatTheNextHasOvertaken() {
        gathering.with(FIVE.toArray(String[]::new));
        gathering.then("close").then("match");
        var before = site.mail().to(Gathering.address("Ann")).size();

        for (var i = 0; i < DRAWS; i++) {
            gathering.then("rematch");
        }
        gathering.then("cancel-match");

        var told = site.mail().to(Gathering.address("Ann"));
        assertThat(told.subList(before, told.size()))
                .extracting(Mail::subject)
                .filteredOn(subject -> subject.contains("drawn again"))
                .hasSize(DRAWS);
        assertThat(told.get(told.size() - 1).subject()).contains("the draw was undone");
    }

    @Test
    void whoMissedSomeIsToldHowManyThereWere() {
        gathering.with(FIVE.toArray(String[]::new));
        gathering.then("close").then("match").then("rematch");
        site.mail().all();
        gathering.then("rematch").then("rematch");
        site.change("UPDATE outbound_email SET state = 'FAILED' WHERE state = 'PENDING'");

        gathering.then("rematch");

        assertThat(site.mail().lastTo(Gathering.address("Ann")).text())
                .contains("The draw has changed 3 times since our last email about it.");
        gathering.then("rematch");
        assertThat(site.mail().lastTo(Gathering.address("Ann")).text()).doesNotContain("since our last email");
    }

    private void job(String action) {
        var answer = admin.submit(admin.open("/admin/jobs").form("/admin/jobs/dispatch_outbox/" + action));
        assertThat(answer.status()).isEqualTo(303);
    }

    @Test
    void whoWasRemovedAndComesBackIsShownToNobodyElse() {
        var ann = gathering.join("Ann");
        gathering.with("Ben", "Cy", "Dan", "Eve");
        gathering.then("close").then("match");
        ann.submit(gathering.me(ann).form("/me/reveal"));
        adjusted(adjust().with("leave", id("Ann")));
        assertThat(gathering.me(ann).leadsTo()).endsWith("/signin");

        var back = admin.follow(admin.post(person("Ann") + "/restore"));
        adjusted(back.form("/mend"));

        assertThat(linksTo(Site.ADMIN)).isEmpty();
        var page = gathering.me(gathering.enter("Ann"));
        assertThat(page.text()).as("the look of before is over").contains("See who you drew");
        assertThat(gathering.page().text()).contains("0 of 5 people have seen who they drew");
    }

    /** Whoever may be in one of two places, and sees that it is not the one, knows that it is the other. */
    @Test
    void thatSomebodyInventedLeftLittleChoiceIsToldToEverybody() {
        gathering.with("Ann", "Ben", "Cy", "Dan", "Eve", "Fay");
        gathering.then("close").then("match");
        var ann = gathering.enter("Ann");
        var told = "others may be able to work out who drew whom";

        adjusted(adjust().with("people", "Ida <ida@example.org>").with("notWith", id("Ann")));
        assertThat(gathering.me(ann).text()).as("five are left").doesNotContain(told);
        adjusted(adjust().with("leave", id("Ida")));
        adjusted(adjust().with("people", "Kim <kim@example.org>").with("notWith", id("Ben")));
        assertThat(gathering.me(ann).text()).as("one after the other").contains(told);
        gathering.then("rematch");
        adjusted(adjust().with("leave", id("Kim"))
                .with("people", "Ida <ida@example.org>")
                .with("notWith", id("Ann"), id("Ben")));
        assertThat(gathering.me(ann).text()).as("four are left").contains(told);
        gathering.then("rematch");
        adjusted(adjust().with("people", "Joe <joe@example.org>")
                .with("notWith", id("Ann"), id("Ben"), id("Cy"), id("Ida")));
        assertThat(gathering.me(ann).text()).as("three are left").contains(told);
        adjusted(adjust().with("leave", id("Joe")));
        assertThat(gathering.me(ann).text()).contains(told);
        gathering.then("rematch");
        assertThat(gathering.me(ann).text()).doesNotContain(told);
    }

    private static void refused(Page answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(409);
    }

    private void leadsToTheAdjustment(Page answer) {
        assertThat(answer.leadsTo()).startsWith(gathering.path() + "/mend");
    }

    private void adjusted(Form form) {
        var answer = admin.submit(form.with("confirm", "true"));
        assertThat(answer.status()).as("%s", answer).isEqualTo(303);
    }

    private Form adjust() {
        return admin.open(gathering.path() + "/mend").form("/mend");
    }

    private String person(String name) {
        return gathering.path() + "/participants/" + id(name);
    }

    private String id(String name) {
        return String.valueOf(gathering.idOf(name));
    }

    /** Links to an exchange that came to an address. */
    private List<String> linksTo(String address) {
        return site.mail().to(address).stream()
                .map(Mail::text)
                .filter(text -> text.contains("/exchange/"))
                .toList();
    }

    /** Every page that the admin can see. */
    private Written watched() {
        var written = new Written(gathering.slug());
        written.addAllFrom("seen", admin, "/admin");
        return written;
    }

    /** The pages of all others, with the name covered. */
    private List<String> covered(Map<String, Browser> browsers, String but) {
        return browsers.entrySet().stream()
                .filter(browser -> !browser.getKey().equals(but))
                .map(browser -> gathering.me(browser.getValue()).text())
                .toList();
    }

    private Map<String, List<String>> rowsBut(String table) {
        var rows = site.everything();
        rows.keySet().removeAll(Set.of(table));
        return rows;
    }
}
