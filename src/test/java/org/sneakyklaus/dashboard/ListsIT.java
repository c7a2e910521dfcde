package org.sneakyklaus.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.exchange.ExchangeState.MATCHED;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_OPEN;

import jakarta.persistence.EntityManagerFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.exclusion.Exclusions;
import org.sneakyklaus.participation.Invitations;
import org.sneakyklaus.testsupport.AnExchange;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Screens;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.Stages;

/** The organiser finds their way in long lists. */
@IntegrationTest
class ListsIT {

    private final Site site;
    private final Stages stages;
    private final Invitations invitations;
    private final Exclusions exclusions;
    private final EntityManagerFactory entities;
    private Browser admin;

    ListsIT(Site site, Stages stages, Invitations invitations, Exclusions exclusions, EntityManagerFactory entities) {
        this.site = site;
        this.stages = stages;
        this.invitations = invitations;
        this.exclusions = exclusions;
        this.entities = entities;
        this.admin = site.browser();
    }

    @BeforeEach
    void setUp() {
        admin = site.setUp();
    }

    @Test
    void peopleAreFoundSortedAndTurnedOverInPages() {
        var exchange = crowd(120);
        exchange.join("Zoe");
        exchange.join("Ann");

        assertThat(people(exchange, ""))
                .hasSize(25)
                .startsWith("Ann", "Person 001")
                .endsWith("Person 024");
        var first = exchange.page();
        assertThat(first.texts("#people h2")).containsExactly("Participants (122)");
        var next = first.attribute("#people [rel=next]", "href");
        assertThat(next).endsWith("page=1#people");
        assertThat(admin.open(next).texts("#people tbody th")).hasSize(25).startsWith("Person 025");
        assertThat(people(exchange, "?page=4")).hasSize(22).endsWith("Zoe");
        assertThat(people(exchange, "?page=99")).as("the last page").hasSize(22);
        assertThat(people(exchange, "?sort=JOINED&page=4")).endsWith("Person 120", "Zoe", "Ann");

        assertThat(people(exchange, "?q=ANN")).containsExactly("Ann");
        assertThat(people(exchange, "?q=p007@")).containsExactly("Person 007");
        assertThat(people(exchange, "?q=%25")).isEmpty();
        assertThat(people(exchange, "?state=CONFIRMED")).containsExactly("Ann", "Zoe");
        assertThat(people(exchange, "?state=ADDED&q=person+01")).hasSize(10);
        assertThat(people(exchange, "?state=UNCONFIRMED")).hasSize(25);
        assertThat(people(exchange, "?state=LEAVING")).isEmpty();
        var nobody = admin.open(exchange.path() + "?q=nobody");
        assertThat(nobody.texts("#people .empty")).containsExactly("No one found. Change your search, or show all.");
        assertThat(nobody.texts("#people h2")).as("all still count").containsExactly("Participants (122)");
        assertThat(nobody.texts("#exclusions-participantA option")).hasSize(123);

        // A letter that is a sign in addresses, and one that is none in patterns, go from page to page.
        site.change("update participant set name = 'R&D + 100% ' || name where added_by_admin = true");
        var searched = admin.open(exchange.path() + "?q=%26D+%2B+100%25");
        assertThat(searched.texts("#people tbody th")).hasSize(25);
        assertThat(admin.open(searched.attribute("#people [rel=next]", "href")).texts("#people .text-muted"))
                .contains("120 of 122");
    }

    @Test
    void ofVeryManyPeopleThoseOfARuleAreSearchedForFirst() {
        var exchange = crowd(300);

        var page = exchange.page();
        assertThat(page.source().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(100_000);
        assertThat(page.has("#exclusions form")).isFalse();
        assertThat(page.texts("#exclusions a[href='#people-q']"))
                .containsExactly("To add exclusions, first search for people, separated by commas.");

        var found = admin.open(exchange.path() + "?q=p007@,+Person+123");
        assertThat(found.texts("#people tbody th")).containsExactly("Person 007", "Person 123");
        assertThat(found.texts("#exclusions-participantA option")).hasSize(3).contains("Person 007", "Person 123");
        var seven = "" + exchange.idOf("Person 007");
        var form = found.form("/exclusions").with("participantA", seven);
        var refused = admin.submit(form.with("participantB", seven));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.value("/exclusions", "participantA")).isEqualTo(seven);
        assertThat(refused.texts("#people tbody th")).hasSize(2);
        assertThat(Jsoup.parse(refused.source()).select("footer nav"))
                .as("what was chosen would be lost")
                .isEmpty();
        var added = admin.submit(form.with("participantB", "" + exchange.idOf("Person 123")));
        assertThat(added.status()).isEqualTo(303);
        assertThat(site.count("exclusion_rule")).isEqualTo(1);
        var again = admin.open(added.leadsTo());
        assertThat(again.texts("#people tbody th")).containsExactly("Person 007", "Person 123");
        var removed = admin.submit(again.form("/delete"));
        assertThat(site.count("exclusion_rule")).isZero();
        var both = new String[] {seven, "" + exchange.idOf("Person 123")};
        var several = admin.submit(
                again.form("/exclusions/several").with("participantA", seven).with("participants", both[1]));
        var group = admin.submit(again.form("/exclusions/group").with("participants", both[0], both[1]));
        assertThat(List.of(removed, several, group))
                .allMatch(answer -> answer.leadsTo().contains("?q=p007"));
        assertThat(site.count("exclusion_rule"))
                .as("the group asks for nothing new")
                .isEqualTo(1);
    }

    @Test
    void whatIsDoneToOneOfAListLeadsBackToTheSamePlace() {
        var exchange = crowd(60);
        var listed = exchange.path() + "?q=person+0&state=ADDED&sort=JOINED&page=1";
        var page = admin.open(listed);
        assertThat(page.texts("#people tbody th")).hasSize(25).contains("Person 030");

        var removed = admin.submit(page.form("/participants/" + exchange.idOf("Person 030") + "/remove"));

        assertThat(removed.leadsTo())
                .startsWith(exchange.path())
                .contains("q=person+0", "state=ADDED", "sort=JOINED", "page=1");
        var after = admin.open(removed.leadsTo());
        assertThat(after.texts("#people tbody th"))
                .hasSize(25)
                .contains("Person 031")
                .doesNotContain("Person 030");
        var restored = admin.submit(after.form("/restore"));
        assertThat(admin.open(restored.leadsTo()).texts("#people tbody th")).contains("Person 030");
    }

    @Test
    void soAreThoseWhoLeaveADraw() {
        var exchange = crowd(300).then("close").then("match");
        var seven = "" + exchange.idOf("Person 007");

        var page = admin.open(exchange.path() + "/mend");
        assertThat(page.source().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(100_000);
        assertThat(page.has("[name=leave]")).isFalse();
        var found = admin.submit(page.form("/mend")
                .with("q", "p007@, Person 123")
                .with("people", "Ida")
                .with("find", "true"));
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.texts("label:has([name=leave])"))
                .containsExactly("Person 007 p007@example.org", "Person 123 p123@example.org");
        var ticked = admin.submit(
                found.form("/mend").with("leave", seven).with("q", "p200@").with("find", "true"));

        assertThat(ticked.texts("label:has([name=leave])"))
                .containsExactly("Person 007 p007@example.org", "Person 200 p200@example.org");
        assertThat(ticked.texts("label:has([name=leave][checked])")).containsExactly("Person 007 p007@example.org");
        assertThat(ticked.value("/mend", "people")).isEqualTo("Ida");
        var last = "" + exchange.idOf("Person 300");
        var many = admin.submit(
                page.form("/mend").with("leave", last).with("q", "person").with("find", "true"));
        assertThat(many.texts("label:has([name=leave])")).hasSize(151).contains("Person 300 p300@example.org");
        var asked = admin.submit(ticked.form("/mend").with("leave", seven).with("people", ""));
        assertThat(asked.text()).contains("300 people will get an email");
    }

    @Test
    void aParticipantOfManyFindsTheNamesOnAPageOfTheirOwn() {
        var exchange = crowd(149);
        var ann = exchange.join("Ann");
        site.change("update participant set confirmed_at = created_at");
        assertThat(exchange.me(ann).texts(".names li")).hasSize(150).startsWith("Ann", "Person 001");

        exchange.join("Zoe");

        var me = exchange.me(ann);
        assertThat(me.text()).contains("Confirmed participants (151)").doesNotContain("Person 001");
        assertThat(ann.open(me.attribute("a[href$='/me/people']", "href")).texts(".names li"))
                .hasSize(151)
                .startsWith("Ann", "Person 001")
                .endsWith("Zoe");
    }

    @Test
    void aSmallListHasNothingToSearchIn() {
        var exchange = Gathering.open(site, admin).with("Ann");

        assertThat(exchange.page().has("#people form[method=get]")).isFalse();
        assertThat(admin.open("/admin").has("form[method=get]")).isFalse();
    }

    @Test
    void aHouseholdIsOneLineOfRules() {
        var exchange = crowd(19);
        group(exchange, 1, 16);
        rule(exchange, 17, 18);

        var page = exchange.page();
        assertThat(page.texts(".rule-group summary"))
                .singleElement()
                .asString()
                .startsWith("Cannot draw each other: Person 001, Person 002")
                .endsWith("Person 012 and 4 more.");
        assertThat(page.texts("[data-lines] > ul:not(:has(.rule-group)) > li"))
                .containsExactly("Person 017 and Person 018 cannot draw each other. Remove");
        assertThat(page.texts(".rule-group details li"))
                .as("each can still go alone")
                .hasSize(120);

        var gone = admin.follow(admin.submit(page.form("/exclusions/ungroup")));

        assertThat(gone.text()).contains("120 exclusions removed.");
        assertThat(site.count("exclusion_rule")).isEqualTo(1);
        assertThat(admin.submit(page.form("/exclusions/ungroup")).status()).isEqualTo(404);
        assertThat(exchange.page().has(".rule-group")).isFalse();
    }

    @Test
    void manyRulesAreFoldedAndSleepersNamed() {
        var exchange = crowd(45);
        group(exchange, 43, 45);
        for (int i = 1; i <= 20; i++) {
            rule(exchange, 2 * i - 1, 2 * i);
        }
        assertThat(exchange.page().has("#single-rules")).isFalse();

        rule(exchange, 1, 3);
        admin.submit(admin.open(exchange.path() + "?q=044").form("/" + exchange.idOf(name(44)) + "/remove"));

        var page = exchange.page();
        assertThat(page.texts("#single-rules summary")).containsExactly("The other 21 exclusions");
        assertThat(page.texts("#single-rules li")).hasSize(21);
        assertThat(page.texts(".rule-group > .button-row"))
                .containsExactly("Not taking part now: Person 044. Remove all 3 exclusions");
        exchange.then("close").then("match");
        assertThat(exchange.page().texts(".rule-group")).hasSize(1);
        assertThat(exchange.page().hasForm("/exclusions/ungroup")).isFalse();
        assertThat(admin.post(exchange.path() + "/exclusions/ungroup", "participants", "1", "participants", "2")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aPageAsksTheDatabaseAsOftenHoweverManyThereAre() {
        var few = crowd(12);
        group(few, 1, 4);
        var many = crowd(300);
        group(many, 1, 8);
        for (int i = 10; i < 32; i++) {
            rule(many, i, i + 1);
        }
        admin.open(few.path());

        assertThat(statements(many.path())).isEqualTo(statements(few.path()));
        assertThat(statements(many.path() + "/participants.csv"))
                .isEqualTo(statements(few.path() + "/participants.csv"));

        long two = statements("/admin");
        for (int i = 0; i < 10; i++) {
            stages.in(REGISTRATION_OPEN);
        }
        assertThat(admin.open("/admin").texts("tbody tr")).hasSize(12);
        assertThat(statements("/admin")).isEqualTo(two);
    }

    @Test
    void exchangesAreFoundSortedAndTurnedOverInPages() {
        for (int i = 1; i <= 42; i++) {
            stages.in(
                    REGISTRATION_OPEN,
                    new AnExchange().named("Team %02d".formatted(i)).on("2026-12-%02dT18:00".formatted(i % 20 + 1)),
                    new String[0]);
        }
        stages.in(MATCHED, new AnExchange().named("another").on("2027-01-06T18:00"));
        site.change("update exchange set state = 'DRAFT' where name = 'Team 30'");

        assertThat(exchanges("")).hasSize(20).startsWith("another", "Team 42", "Team 41");
        assertThat(exchanges("?sort=NAME")).startsWith("another", "Team 01");
        assertThat(exchanges("?sort=DATE")).startsWith("Team 40", "Team 20", "Team 41");
        assertThat(exchanges("?sort=DATE&page=2")).hasSize(3).endsWith("another");
        assertThat(exchanges("?sort=STATE")).startsWith("Team 30", "Team 42");
        assertThat(exchanges("?sort=STATE&page=2")).endsWith("another");
        assertThat(exchanges("?state=MATCHED")).containsExactly("another");
        assertThat(exchanges("?q=team+0&sort=NAME&state=REGISTRATION_OPEN")).hasSize(9);
        var next = admin.open("/admin?q=team&sort=NAME&state=REGISTRATION_OPEN").attribute("[rel=next]", "href");
        assertThat(admin.open(next).texts("tbody th")).hasSize(20).startsWith("Team 21");
        assertThat(admin.open("/admin?state=CANCELLED").texts(".empty"))
                .containsExactly("No exchanges found. Change your search, or show all.");
        assertThat(admin.open("/admin?state=NONE").status()).isEqualTo(400);
    }

    @Test
    void theListShowsStatesAndCounts() {
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
    void withScriptsARuleLeavesTheListWhereItIs() {
        var exchange = crowd(120);
        group(exchange, 1, 4);
        try (var screens = Screens.open(
                site.address(), Path.of("target", "screenshots", System.getProperty("test.database", "sqlite")))) {
            var page = screens.newPerson();
            page.navigate("/admin/login");
            page.fill("[name=email]", Site.ADMIN);
            page.fill("[name=password]", Site.PASSWORD);
            page.click("main button[type=submit]");
            page.navigate(exchange.path() + "?q=person&page=4#exclusions");
            assertThat(page.locator("#people tbody tr")).hasCount(20);

            page.selectOption("#exclusions-participantA", "" + exchange.idOf(name(5)));
            page.selectOption("#exclusions-participantB", "" + exchange.idOf(name(6)));
            page.click("#exclusions button");
            assertThat(page.locator("[data-lines]")).containsText("Person 005 and Person 006");
            page.locator(".rule-group form:not(details form) button").click();

            assertThat(page.locator(".rule-group")).hasCount(0);
            assertThat(page.locator("[data-lines] button")).isFocused();
            assertThat(page.locator("#people tbody tr")).hasCount(20);
            screens.assertNoComplaints();
            screens.shoot(page, "many-people");
        }
    }

    /** As many people as wanted, of whom nobody has been here yet. */
    private Gathering crowd(int size) {
        var exchange = Gathering.open(site, admin);
        var people = IntStream.rangeClosed(1, size)
                .mapToObj(i -> name(i) + " <p%03d@example.org>".formatted(i))
                .collect(Collectors.joining("\n"));
        invitations.add(exchange.id(), people, true, false);
        return exchange;
    }

    private static String name(int number) {
        return "Person %03d".formatted(number);
    }

    private void group(Gathering exchange, int first, int last) {
        exclusions.addGroup(
                exchange.id(),
                IntStream.rangeClosed(first, last)
                        .mapToObj(i -> exchange.idOf(name(i)))
                        .toList());
    }

    private void rule(Gathering exchange, int one, int other) {
        exclusions.add(exchange.id(), exchange.idOf(name(one)), exchange.idOf(name(other)), true);
    }

    private List<String> people(Gathering exchange, String query) {
        return admin.open(exchange.path() + query).texts("#people tbody th");
    }

    private List<String> exchanges(String query) {
        return admin.open("/admin" + query).texts("tbody th");
    }

    private long statements(String path) {
        var statistics = entities.unwrap(SessionFactory.class).getStatistics();
        statistics.setStatisticsEnabled(true);
        statistics.clear();
        assertThat(admin.open(path).status()).isEqualTo(200);
        statistics.setStatisticsEnabled(false);
        return statistics.getPrepareStatementCount();
    }
}
