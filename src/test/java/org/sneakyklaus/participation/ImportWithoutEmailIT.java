package org.sneakyklaus.participation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;

/** The organiser's list also has people without an address. */
@SuppressWarnings("NullAway.Init")
@IntegrationTest
class ImportWithoutEmailIT {

    private static final String IMPORT = "/import";
    private static final String CARDS = "/cards";
    private static final String HEADER = "Name;E-mail;Looked after by\n";

    private final Site site;
    private Browser admin;
    private Gathering exchange;

    ImportWithoutEmailIT(Site site) {
        this.site = site;
    }

    @BeforeEach
    void open() {
        admin = site.setUp();
        exchange = Gathering.open(site, admin);
    }

    @Test
    void thePreviewTellsWhoGetsAnEmailWhoIsLookedAfterAndWhoGetsACard() {
        exchange.with("Ann");
        site.mail().all();

        var asked = sent(
                exchange, HEADER + "Mia;;carla\nCarla;carla@example.org;\nTom;;  ANN \nHilda;;\nAnn;ann@example.org;");

        assertThat(asked.texts("#plan tbody tr"))
                .containsExactly(
                        "2 Mia looked after by carla will be added",
                        "3 Carla carla@example.org will be added",
                        "4 Tom looked after by ANN (ann@example.org) will be added",
                        "5 Hilda Personal link will be added",
                        "6 Ann ann@example.org already takes part");
        assertThat(asked.texts("#plan li"))
                .containsExactly(
                        "One person gets an email with a link.",
                        "2 people are looked after by participants, who learn of it by email or on their page.",
                        "One person gets a personal link. After adding, you create a card with it.");
        assertThat(exchange.people()).containsExactly("Ann");

        var done = admin.submit(asked.form(IMPORT).with("confirm", "true"));

        assertThat(done.leadsTo()).isEqualTo(exchange.path() + CARDS);
        assertThat(admin.follow(done).text())
                .contains("4 people added. One line was skipped. One person needs a personal link.");
        assertThat(lookedAfter(exchange)).containsExactly("Mia Carla", "Tom Ann");
        assertThat(site.column("select way from participant where name = 'Hilda'"))
                .containsExactly("LINK");
        // One email for each guardian: Carla reads it in the one that welcomes her.
        assertThat(site.mail().to("carla@example.org"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.text()).contains("Mia"));
        assertThat(site.mail().lastTo("ann@example.org").subject()).contains("you look after Tom");
        assertThat(exchange.page().text()).contains("looked after by Carla", "looked after by Ann");
    }

    @Test
    void cardsAreMadeForThoseWhoHaveNone() {
        var hilda = admin.submit(
                exchange.page().form("/participants").with("name", "Hilda").with("contact", "LINK"));
        assertThat(hilda.texts(".link-card h2")).containsExactly("Hilda");

        var choice = admin.follow(confirmed(exchange, "Otto\nPia"));
        assertThat(choice.texts("label:has([name=participants][checked])"))
                .containsExactly("Otto no link yet", "Pia no link yet");
        var cards = admin.submit(choice.form(CARDS).with("confirm", "true"));

        assertThat(cards.texts(".link-card h2")).containsExactly("Otto", "Pia");
        assertThat(admin.open(exchange.path() + CARDS).has("[name=participants][checked]"))
                .isFalse();
        assertThat(exchange.page().text())
                .contains("personal link for Otto")
                .doesNotContain("Hilda has a new personal link");
        assertThat(confirmed(exchange, "Zoe <zoe@example.org>").leadsTo()).isEqualTo(exchange.path());
    }

    @Test
    void moreCardsThanAFormHoldsAreMadeInTurn() {
        confirmed(
                exchange, IntStream.rangeClosed(1, 999).mapToObj(i -> "P " + i).collect(Collectors.joining("\n")));

        var choice = admin.open(exchange.path() + CARDS);
        assertThat(choice.texts("label:has([checked])")).hasSize(500).startsWith("P 1 no link yet");
        var cards = admin.submit(choice.form(CARDS).with("confirm", "true"));

        assertThat(cards.texts(".link-card h2")).hasSize(500);
        assertThat(cards.text()).contains("499 people have no personal link yet.");
        assertThat(admin.open(cards.attribute(".notice-info a", "href")).texts("label:has([checked])"))
                .hasSize(499);
    }

    /** Anyone can register, under any name. */
    @Test
    void nobodyIsGivenPeopleForTheNameOrAddressOfAnother() {
        var mallory = site.browser();
        exchange.register(mallory, "carla@example.com", "mallory@example.org");
        Gathering.signIn(mallory, site.mail().lastTo("mallory@example.org"));
        exchange.register(site.browser(), "Dora", "stranger@example.org");
        exchange.join("Ben");
        exchange.register(site.browser(), "Ben", "another@example.org");

        var asked = sent(exchange, HEADER + "Mia;;carla@example.com\nTom;;Dora\nUli;;Ben\nVera;;ben@example.org");

        assertThat(asked.text())
                .contains("No one called carla@example.com is in this list", "No one called Dora is in this list");
        assertThat(asked.texts("#plan tbody tr:has(.field-error)"))
                .anySatisfy(line -> assertThat(line).contains("Uli", "More than one person is called Ben"));
        assertThat(asked.texts("#plan tbody tr")).contains("5 Vera looked after by ben@example.org will be added");
    }

    @Test
    void aLineIsWrongWhereWhoLooksAfterThemIsNotClear() {
        exchange.with("Ann");
        var answer = confirmed(
                exchange,
                HEADER
                        + "Eva;eva@example.org;\nEva;eva2@example.org;\nBob;bob@;\n"
                        + "Kid 1;;Nora\nKid 2;;Eva\nKid 3;;Bob\nKid 4;;Kid 5\nKid 5;;Ann\nkid 5;;Ann\n"
                        + "Kid 6;kid@example.org;Ann\nKid 7;;eva2@example.org\nKid 8;;Eva <eva@example.org>\n");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.errorAt(IMPORT, "people")).contains("7 lines need correcting. No one has been added yet.");
        assertThat(answer.texts("#plan tbody tr:has(.field-error)"))
                .containsExactly(
                        "4 Bob; bob@; to correct Enter an email address like ann@example.org.",
                        "5 Kid 1 looked after by Nora to correct No one called Nora is in this list or takes part."
                                + " Enter the name of the person who looks after them as it is written there.",
                        "6 Kid 2 looked after by Eva to correct More than one person is called Eva. Enter the email"
                                + " address of the right one, or give them different names.",
                        "7 Kid 3 looked after by Bob to correct Correct line 4 first: Bob looks after this person.",
                        "8 Kid 4 looked after by Kid 5 to correct Kid 5 is looked after, so cannot look after others."
                                + " Enter someone else.",
                        "10 kid 5 looked after by Ann to correct The same person already looks after someone called"
                                + " kid 5. Use another name.",
                        "11 Kid 6; kid@example.org; Ann to correct Enter an email address or choose who looks after"
                                + " them, not both.");
        assertThat(exchange.people()).containsExactly("Ann");
    }

    @Test
    void peopleWaitForTheLineOfTheirGuardianWhileTheOthersAreAdded() {
        var table = HEADER + "Mia;;Carla\nCarla;carla@;\nBen;ben@example.org;\nCarla;carla2@example.org;\nTom;;Ben\n";

        var rest = admin.follow(admin.submit(sent(exchange, table).form(IMPORT).with("confirm", "true")));

        assertThat(rest.text())
                .contains("3 people added. 2 lines are left to correct.")
                .doesNotContain("no personal link yet");
        assertThat(rest.value(IMPORT, "people").replace("\r", "").strip())
                .as("the other Carla is not taken for her")
                .isEqualTo(HEADER + "Mia;;Carla\nCarla;carla@;");
        assertThat(lookedAfter(exchange)).containsExactly("Tom Ben");
        var corrected = rest.value(IMPORT, "people")
                .replace("Carla;carla@", "Carla B;carla@example.org")
                .replace(";;Carla", ";;Carla B");

        assertThat(confirmed(exchange, corrected).status()).isEqualTo(303);

        assertThat(lookedAfter(exchange)).containsExactly("Mia Carla B", "Tom Ben");
    }

    @Test
    void ofElevenPeopleTenAreAddedAndOneStaysToBeCorrected() {
        var table = HEADER
                + IntStream.rangeClosed(1, 11)
                        .mapToObj(i -> "Kid " + i + ";;Carla\n")
                        .collect(Collectors.joining())
                + "Carla;carla@example.org;";

        var asked = sent(exchange, table);
        assertThat(asked.texts("#plan tbody tr:has(.field-error)"))
                .containsExactly(
                        "12 Kid 11 looked after by Carla to correct One participant can look after 10 people at most.");
        var rest = admin.follow(admin.submit(asked.form(IMPORT).with("confirm", "true")));

        assertThat(exchange.people()).hasSize(11);
        assertThat(rest.value(IMPORT, "people").replace("\r", "").strip()).isEqualTo(HEADER + "Kid 11;;Carla");
        assertThat(confirmed(exchange, HEADER + "Kid 11;;Carla").texts("#plan .field-error"))
                .as("those who take part count")
                .containsExactly("One participant can look after 10 people at most.");
    }

    @Test
    void aGuardianCanHaveAPersonalLink() {
        var done = confirmed(exchange, HEADER + "Mia;;Hilda\nHilda;;\nHILDA;;\n");
        assertThat(done.texts("#plan .field-error"))
                .as("it is not clear who looks after Mia either")
                .containsExactly(
                        "More than one person is called Hilda. Enter the email address of the right one, or give them"
                                + " different names.",
                        "Another line without an address has the name HILDA. Use another name, or remove this line.");

        assertThat(confirmed(exchange, HEADER + "Mia;;Hilda\nHilda;;\n").leadsTo())
                .isEqualTo(exchange.path() + CARDS);

        assertThat(lookedAfter(exchange)).containsExactly("Mia Hilda");
        assertThat(site.count("outbound_email")).isZero();
        var cards = admin.submit(admin.open(exchange.path() + CARDS).form(CARDS).with("confirm", "true"));
        var hilda = site.browser();
        var link = cards.attribute("[data-personal-link]", "data-personal-link");
        var path = link.substring(link.indexOf("/link/"));
        assertThat(hilda.submit(hilda.open(link).form(path).with("word", "violet teapot"))
                        .status())
                .isEqualTo(303);
        assertThat(exchange.me(hilda).text()).contains("Mia, looked after by Hilda");
    }

    @Test
    void whereThereAreNoLinksEveryLineNeedsAnAddressOrAGuardian() {
        var none = Gathering.created(site, admin, Gathering.blank(admin).with("personalLinks", "NONE"));
        none.with("Ann");

        assertThat(sent(none, HEADER + "Hilda;;\nTom;;Hilda\nMia;;Ann").texts("#plan tbody tr:has(.field-error)"))
                .containsExactly(
                        "2 Hilda Personal link to correct Enter an email address like ann@example.org.",
                        "3 Tom looked after by Hilda to correct Correct line 2 first: Hilda looks after this person.");
        assertThat(sent(none, "Hilda").texts("#plan .field-error"))
                .containsExactly("Enter it like this: Ann <ann@example.org>");
        assertThat(admin.open(none.path() + IMPORT).text()).doesNotContain("personal link");
        assertThat(exchange.people()).isEmpty();
    }

    @Test
    void nobodyIsAddedTwiceAndWhoLeftComesBack() {
        var table = HEADER + "Carla;carla@example.org;\nMia;;Carla\nTom;;Carla\nHilda;;\nOtto;;";
        confirmed(exchange, table);
        admin.submit(exchange.page().form("/participants/" + exchange.idOf("Tom") + "/remove"));
        admin.submit(exchange.page().form("/participants/" + exchange.idOf("Otto") + "/remove"));
        var ids = site.column("select id from participant order by id");

        var asked = sent(exchange, table);
        assertThat(asked.texts("#plan .badges .badge")).containsExactly("2 to add back", "3 already taking part");
        assertThat(admin.submit(asked.form(IMPORT).with("confirm", "true")).status())
                .isEqualTo(303);

        assertThat(site.column("select id from participant order by id")).isEqualTo(ids);
        assertThat(lookedAfter(exchange)).containsExactly("Mia Carla", "Tom Carla");
        assertThat(exchange.people()).hasSize(5);
    }

    @Test
    void groupsKeepPeopleWithoutAnAddressApartToo() {
        confirmed(
                exchange,
                "Name;Looked after by;Family;Mail\nMia;Carla;Hill;\nCarla;;Hill;carla@example.org\nHilda;;hill;\n"
                        + "Ben;;Lake;ben@example.org");

        assertThat(site.column("select a.name || ' ' || b.name from exclusion_rule r"
                        + " join participant a on a.id = r.participant_a_id"
                        + " join participant b on b.id = r.participant_b_id order by a.id, b.id"))
                .hasSize(3)
                .allMatch(pair -> List.of("Mia", "Carla", "Hilda").containsAll(List.of(pair.split(" "))));
    }

    @Test
    void twoHundredGroupsWithOneAddressEachAreAddedInAMoment() {
        var table = "Name;Mail;Looked after by;Group\n"
                + IntStream.range(0, 1_000)
                        .mapToObj(i -> i % 5 == 4
                                ? "P" + i + ";p" + i + "@example.org;;" + i / 5
                                : "P" + i + ";;" + (i % 5 == 0 ? "" : "P" + (i / 5 * 5 + 4)) + ";" + i / 5)
                        .collect(Collectors.joining("\n"));
        var began = System.nanoTime();

        assertThat(confirmed(exchange, table).leadsTo()).isEqualTo(exchange.path() + CARDS);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        assertThat(site.count("exclusion_rule")).isEqualTo(2_000);
        assertThat(lookedAfter(exchange)).hasSize(600).contains("P1 P4", "P998 P999");
        assertThat(admin.open(exchange.path() + CARDS).texts("label:has([checked])"))
                .hasSize(200);
        assertThat(site.count("outbound_email")).isEqualTo(200);
    }

    @Test
    void anExportIsImportedAgainWithWhoLooksAfterWhom() {
        confirmed(
                exchange,
                HEADER
                        + "Mia;;carla1@example.org\nCarla;carla1@example.org;\nCarla;carla2@example.org;\nTom;;CARLA"
                        + " <carla2@example.org>\nHilda;;\nPia;;Hilda\n=Ben;ben@example.org;\n@Kid;;=Ben\n-Kid;;=Ben");
        admin.submit(exchange.page().form("/participants/" + exchange.idOf("-Kid") + "/remove"));

        var table = admin.open(exchange.path() + "/participants.csv").source();

        assertThat(table)
                .contains("\"Mia\",\"\",", "\"Carla <carla1@example.org>\"\r\n", "\"Hilda\"\r\n", "\"'=Ben\"\r\n");
        assertThat(table.split(",")).noneMatch(cell -> cell.matches("(?s)\"[=+@-].*"));
        assertThat(sent(exchange, table).texts("#plan .badges .badge"))
                .containsExactly("1 to add back", "8 already taking part");
        var copy = Gathering.draft(site, admin);
        assertThat(confirmed(copy, table).leadsTo()).isEqualTo(copy.path() + CARDS);
        assertThat(guardians(copy)).isEqualTo(guardians(exchange)).hasSize(5);
        assertThat(copy.people()).hasSize(9).contains("=Ben", "@Kid", "-Kid");
    }

    @Test
    void afterTheDrawTheyCannotBeAdded() {
        exchange.with("Ann", "Ben", "Cy").then("close").then("match");
        var adjust = admin.follow(admin.post(exchange.path() + IMPORT, "people", HEADER + "Mia;;Ann"));

        var refused = admin.submit(adjust.form("/mend").with("confirm", "true"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.errorAt("/mend", "people")).contains("Line 2: Enter an email address");
        assertThat(exchange.people()).hasSize(3);
    }

    /** Everyone who is looked after, with who does it. */
    private List<String> lookedAfter(Gathering of) {
        return site.column(
                "select p.name || ' ' || g.name from participant p join participant g on g.id = p.managed_by"
                        + " where p.exchange_id = ? and p.way = 'GUARDIAN' and p.removed_at is null order by 1",
                of.id());
    }

    /** As {@link #lookedAfter}, also who was removed, with the addresses. */
    private List<String> guardians(Gathering of) {
        return site.column(
                "select p.name || ' ' || g.name || ' ' || coalesce(g.email, '') from participant p"
                        + " join participant g on g.id = p.managed_by where p.exchange_id = ? order by p.name",
                of.id());
    }

    private Page sent(Gathering to, String people) {
        return admin.submit(admin.open(to.path() + IMPORT).form(IMPORT).with("people", people));
    }

    private Page confirmed(Gathering to, String people) {
        return admin.submit(admin.open(to.path() + IMPORT)
                .form(IMPORT)
                .with("people", people)
                .with("confirm", "true"));
    }
}
