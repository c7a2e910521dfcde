package org.sneakyklaus.participation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.exchange.ExchangeState.COMPLETED;
import static org.sneakyklaus.exchange.ExchangeState.MATCHED;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;

/** The organiser brings a list of people along, and takes one away. */
@Tag("once")
@IntegrationTest
class ImportIT {

    private static final String IMPORT = "/import";
    private static final String CSV = "/participants.csv";
    private static final String FORMULAS =
            "=1+1 =cmd|'/C_calc'!A0 =HYPERLINK(\"http://x.test\") +1+1 +49 -2+3 -x @SUM(A1) @ann \t=1+1 \r=1+1 \n=1+1";

    private final Site site;
    private Browser admin;

    ImportIT(Site site) {
        this.site = site;
        this.admin = site.browser();
    }

    @BeforeEach
    void setUp() {
        admin = site.setUp();
    }

    @Test
    void aListIsLookedAtFirstAndThenAddedAsAWhole() {
        var exchange = Gathering.open(site, admin).with("Ann");
        var link = exchange.page().attribute("a[href$=/import]", "href");
        assertThat(link).isEqualTo(exchange.path() + IMPORT);
        site.mail().all();

        var asked =
                sent(exchange, "Ann <ann@example.org>\nBen, ben@example.org\ncy@example.org\nBen <BEN@example.org>");

        assertThat(asked.status()).isEqualTo(422);
        assertThat(asked.texts("#plan tbody tr"))
                .containsExactly(
                        "1 Ann ann@example.org already takes part",
                        "2 Ben ben@example.org will be added",
                        "3 cy cy@example.org will be added",
                        "4 Ben ben@example.org duplicate");
        assertThat(asked.texts(".field-error")).as("nothing is wrong yet").isEmpty();
        assertThat(admin.submit(asked.form(IMPORT).with("asked", "true")).errorAt(IMPORT, "confirm"))
                .isEqualTo("Tick the box to confirm.");
        assertThat(exchange.people()).containsExactly("Ann");

        var done = admin.submit(asked.form(IMPORT).with("confirm", "true"));

        assertThat(done.status()).isEqualTo(303);
        assertThat(admin.follow(done).text()).contains("2 people added. 2 lines were skipped.");
        assertThat(exchange.people()).containsExactly("Ann", "Ben", "cy");
        assertThat(site.mail().subjectsTo("ben@example.org")).hasSize(1);
        assertThat(site.mail().subjectsTo("ann@example.org")).hasSize(1);
        exchange.enter("cy");
    }

    @Test
    void oneWrongLineKeepsAllOutAndNothingTypedIsLost() {
        var exchange = Gathering.open(site, admin);
        var text = "Ann <ann@example.org>\r\n\r\nBen, Bob\r\nCy <cy@>\r\n<b>Dan</b>, dan@example.org";

        var answer = confirmed(exchange, text);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.errorAt(IMPORT, "people")).contains("3 lines need correcting. No one has been added yet.");
        assertThat(answer.texts("#plan tbody tr").subList(0, 3))
                .containsExactly(
                        "3 Ben, Bob to correct Enter it like this: Ann <ann@example.org>",
                        "4 Cy <cy@> to correct Enter an email address like ann@example.org.",
                        "5 <b>Dan</b>, dan@example.org to correct Enter it like this: Ann" + " <ann@example.org>");
        assertThat(answer.value(IMPORT, "people").replace("\r", "")).isEqualTo(text.replace("\r", ""));
        assertThat(exchange.people()).isEmpty();
        assertThat(sent(exchange, "Ben, Bob\nCy, Cyd").has("[name=confirm]")).isFalse();
    }

    @Test
    void householdsAreKeptApartUnlessOneTickLeavesThatOut() {
        var exchange = Gathering.open(site, admin).with("Ann");
        exchange.page();
        var table = """
                Name,E-mail,Household
                Ann,ann@example.org,Hill 1
                Ben,ben@example.org,hill  1
                Cy,cy@example.org,Lake 2
                Dan,dan@example.org,Lake 2
                Eve,eve@example.org,Lake 2
                Fay,fay@example.org,alone
                Gil,gil@example.org,
                """;

        var asked = sent(exchange, table);
        assertThat(asked.text()).contains("Adds exclusions within 2 households. Their members cannot draw each other.");
        var done = admin.submit(asked.form(IMPORT).with("confirm", "true"));

        assertThat(done.leadsTo()).isEqualTo(exchange.path());
        assertThat(admin.follow(done).text())
                .contains("6 people added. One line was skipped. Exclusions added for 2 groups.");
        assertThat(kept(exchange)).containsExactly("Ann Ben", "Cy Dan", "Cy Eve", "Dan Eve");
        assertThat(exchange.page().text()).contains("A draw is possible for these 7 people");

        var other = Gathering.open(site, admin);
        assertThat(admin.submit(sent(other, table)
                                .form(IMPORT)
                                .with("confirm", "true")
                                .with("together", "true"))
                        .status())
                .isEqualTo(303);
        assertThat(other.people()).hasSize(7);
        assertThat(kept(other)).isEmpty();
    }

    @Test
    void aListThatMakesTheDrawImpossibleIsToldWithTheRules() {
        var exchange = Gathering.open(site, admin);

        var done = confirmed(exchange, "Mail;Team\nann@example.org;Red\nben@example.org;Red\ncy@example.org;Red");

        assertThat(admin.follow(done).texts("#verdict .notice-danger"))
                .singleElement()
                .asString()
                .contains("No draw is possible");
        assertThat(exchange.page().hasForm("/close-and-draw")).isFalse();
    }

    @Test
    void rulesThatAreThereStayAndOneWayRulesBecomeMutual() {
        var exchange = Gathering.open(site, admin).with("Ann", "Ben", "Cy");
        rule(exchange, "Ann", "Ben", false);
        rule(exchange, "Ben", "Cy", true);
        var mutual = site.column("select id from exclusion_rule where mutual = true");

        confirmed(exchange, "Mail;Family\nann@example.org;A\nben@example.org;A\ncy@example.org;A\ndan@example.org;A");

        assertThat(kept(exchange)).containsExactly("Ann Ben", "Ann Cy", "Ann dan", "Ben Cy", "Ben dan", "Cy dan");
        assertThat(site.column("select id from exclusion_rule"))
                .containsAll(mutual)
                .hasSize(6);
    }

    @Test
    void validLinesAreAddedWhileTheOthersStayToBeCorrected() {
        var exchange = Gathering.open(site, admin);
        var table = "Name;E-mail;Family\nAnn;ann@example.org;A\nBen;ben@;A\nCy;cy@example.org;C\nDan;dan@;\n";
        var asked = sent(exchange, table);
        assertThat(asked.errorAt(IMPORT, "people")).contains("2 lines need correcting");
        assertThat(asked.text()).contains("Add 2 people, then correct the rest");

        var done = admin.submit(asked.form(IMPORT).with("confirm", "true"));

        assertThat(done.leadsTo()).isEqualTo(exchange.path() + IMPORT);
        var rest = admin.follow(done);
        assertThat(rest.text()).contains("2 people added. 2 lines are left to correct.");
        assertThat(exchange.people()).containsExactly("Ann", "Cy");
        assertThat(rest.value(IMPORT, "people").replace("\r", "").strip())
                .isEqualTo("Name;E-mail;Family\nAnn;ann@example.org;A\nBen;ben@;A\nDan;dan@;");
        var corrected =
                rest.value(IMPORT, "people").replace("ben@", "ben@example.org").replace("Dan;dan@;", "");
        assertThat(confirmed(exchange, corrected).status()).isEqualTo(303);
        assertThat(kept(exchange)).containsExactly("Ann Ben");
        assertThat(site.mail().to("ann@example.org")).hasSize(1);
    }

    @Test
    void twoHundredGroupsAreKeptApartInAMoment() {
        var exchange = Gathering.draft(site, admin);
        var table = "Name;E-mail;Group\n"
                + IntStream.range(0, 1_000)
                        .mapToObj(i -> "P" + i + ";p" + i + "@example.org;" + i / 5)
                        .collect(Collectors.joining("\n"));
        assertThat(sent(exchange, table).text()).contains("Adds exclusions within 200 groups");
        var began = System.nanoTime();

        assertThat(confirmed(exchange, table).status()).isEqualTo(303);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        assertThat(site.count("exclusion_rule")).isEqualTo(2_000);
        assertThat(exchange.page().text()).contains("A draw is possible for these 1,000 people");
    }

    @Test
    void aGroupOfMoreThanAHundredIsRefusedBeforeAnythingIsAdded() {
        var exchange = Gathering.draft(site, admin);
        var table = "Mail;Team\n"
                + IntStream.range(0, 101)
                        .mapToObj(i -> "p" + i + "@example.org;Red")
                        .collect(Collectors.joining("\n"));

        assertThat(confirmed(exchange, table).errorAt(IMPORT, "people")).contains("at most 100 people");

        assertThat(exchange.people()).isEmpty();
        var left = admin.submit(sent(exchange, table).form(IMPORT).with("together", "true"));
        assertThat(admin.submit(left.form(IMPORT).with("confirm", "true")).status())
                .isEqualTo(303);
        assertThat(kept(exchange)).isEmpty();
    }

    private void rule(Gathering exchange, String one, String other, boolean mutual) {
        admin.post(
                exchange.path() + "/exclusions",
                "participantA",
                "" + exchange.idOf(one),
                "participantB",
                "" + exchange.idOf(other),
                "mutual",
                "" + mutual);
    }

    /** Who cannot draw each other, by name. */
    private List<String> kept(Gathering exchange) {
        return site.column(
                "select a.name || ' ' || b.name from exclusion_rule r join participant a on a.id = r.participant_a_id"
                        + " join participant b on b.id = r.participant_b_id where r.exchange_id = ? and r.mutual = true"
                        + " order by 1",
                exchange.id());
    }

    @Test
    void whoLeftComesBackWithWhatTheListDoesNotTell() {
        var exchange = Gathering.open(site, admin).with("Ben");
        var ann = exchange.join("Ann");
        exchange.then("participants/" + exchange.idOf("Ann") + "/remove");
        assertThat(exchange.me(ann).leadsTo()).endsWith("/signin");

        var asked = sent(exchange, "name;gift ideas;e-mail\n;;ann@example.org\nCy;\"Tea;\nstrong\";cy@example.org");
        assertThat(asked.texts("#plan tbody tr"))
                .containsExactly(
                        "2 ann ann@example.org will be added back", "3 Cy cy@example.org Tea; strong will be added");
        admin.submit(asked.form(IMPORT).with("confirm", "true"));

        assertThat(exchange.people()).containsExactly("Ann", "Ben", "Cy");
        assertThat(site.column("select gift_ideas from participant order by name"))
                .containsExactly("A book for Ann", "", "Tea;\nstrong");
    }

    @Test
    void theRoomThatIsLeftIsKept() {
        var exchange = Gathering.created(site, admin, Gathering.blank(admin).with("maxParticipants", "4"))
                .with("Ann", "Ben");

        var tooMany = confirmed(exchange, "cy@example.org\ndan@example.org\neve@example.org");
        assertThat(tooMany.status()).isEqualTo(422);
        assertThat(tooMany.errorAt(IMPORT, "people")).contains("There are only 2 places left, and this list adds 3.");
        assertThat(exchange.people()).hasSize(2);

        assertThat(confirmed(exchange, "ann@example.org\ncy@example.org\ndan@example.org")
                        .status())
                .isEqualTo(303);
        assertThat(exchange.people()).hasSize(4);
        assertThat(confirmed(exchange, "ann@example.org").errorAt(IMPORT, "people"))
                .isEqualTo("This list has no one new. Add someone who does not take part yet.");
    }

    @Test
    void checkingAListAddsNobodyWhateverIsTicked() {
        var exchange = Gathering.draft(site, admin);
        var form = confirmed(exchange, "ann@example.org\nben@").form(IMPORT);

        var checked = admin.submit(
                form.with("people", "ann@example.org\nben@example.org").with("check", "true"));

        assertThat(checked.text()).contains("ben@example.org");
        assertThat(exchange.people()).isEmpty();
        assertThat(admin.submit(checked.form(IMPORT).with("confirm", "true")).status())
                .isEqualTo(303);
        assertThat(exchange.people()).hasSize(2);
    }

    @Test
    void aThousandComeAtOnceAndHearOfItWhenADraftOpens() {
        var exchange = Gathering.draft(site, admin);

        var tooMany = confirmed(exchange, people(1_001));
        assertThat(tooMany.status()).isEqualTo(422);
        assertThat(tooMany.errorAt(IMPORT, "people")).isEqualTo("Enter at most 1,000 people at a time.");
        assertThat(tooMany.value(IMPORT, "people").lines()).hasSize(1_001);

        assertThat(confirmed(exchange, people(1_000)).status()).isEqualTo(303);
        assertThat(exchange.people()).hasSize(1_000);
        assertThat(site.count("outbound_email")).isZero();
        exchange.then("open");
        assertThat(site.count("outbound_email")).isEqualTo(1_000);
    }

    @Test
    void whoSaidThatItIsNotThemIsNotAdded() {
        var exchange = Gathering.open(site, admin);
        exchange.register(site.browser(), "Ann", "ann@example.org");
        var owner = site.browser();
        var link = site.mail().lastTo("ann@example.org").link("/not-me/");
        owner.submit(owner.open(link).form(link.substring(link.indexOf("/not-me/"))));

        var answer = confirmed(exchange, "Ann <ann@example.org>\nBen <ben@example.org>");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.texts("#plan .field-error"))
                .containsExactly(
                        "The owner of this address said “this was not me”, so this exchange cannot email it. Use"
                                + " another address.");
        assertThat(exchange.people()).isEmpty();
    }

    @Test
    void afterTheDrawAListLeadsToThePageThatAdjustsIt() {
        var exchange = Gathering.in(MATCHED, site, admin);
        assertThat(exchange.page().has("a[href$=/import]")).isFalse();
        assertThat(admin.open(exchange.path() + IMPORT).leadsTo()).isEqualTo(exchange.path() + "/mend");

        var table = "E-mail,Name\ndan@example.org,Dan";
        var answer = admin.post(exchange.path() + IMPORT, "people", table, "confirm", "true");
        assertThat(answer.leadsTo()).isEqualTo(exchange.path() + "/mend");
        var adjust = admin.follow(answer);
        assertThat(adjust.value("/mend", "people").replace("\r", "")).isEqualTo(table);
        admin.submit(adjust.form("/mend").with("confirm", "true"));
        assertThat(exchange.people()).containsExactly("Ann", "Ben", "Cy", "Dan");

        var over = Gathering.in(COMPLETED, site, admin);
        assertThat(admin.open(over.path() + IMPORT).status()).isEqualTo(409);
        assertThat(admin.post(over.path() + IMPORT, "people", "dan@example.org", "confirm", "true")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void lettersThatWereLostAreTold() {
        var exchange = Gathering.open(site, admin);
        assertThat(confirmed(exchange, "J\uFFFDrg <joerg@example.org>").texts("#plan .field-error"))
                .containsExactly("Some letters were lost. Save the file as UTF-8, or copy it again.");

        var form = admin.open(exchange.path() + IMPORT).form(IMPORT);
        var latin = "_csrf=" + form.value("_csrf") + "&confirm=true&people=J%F6rg+%3Cjoerg%40example.org%3E";
        var answer = admin.send(admin.request(exchange.path() + IMPORT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(latin)));

        assertThat(answer.status()).isBetween(400, 422);
        assertThat(exchange.people()).isEmpty();
    }

    @Test
    void theTableTellsWhoTakesPartAndNothingOfTheDraw() {
        var exchange = Gathering.created(
                        site, admin, Gathering.blank(admin).with("name", "../Büro: \"Weihnachten\" \uD83C\uDF84"))
                .then("open")
                .with("Ben", "Cy", "Dan", "Eve");
        exchange.join("Ann");
        exchange.then("participants/" + exchange.idOf("Dan") + "/remove");
        assertThat(exchange.page().attribute("a[href$='.csv']", "href")).isEqualTo(exchange.path() + CSV);
        site.change("update participant set gift_ideas = ? where name = 'Ben'", "Tea, \"strong\"\nand hot");
        var before = exported(exchange);

        assertThat(before.header("Content-Type")).isEqualToIgnoringCase("text/csv;charset=UTF-8");
        assertThat(before.header("Cache-Control")).isEqualTo("no-store");
        assertThat(before.header("Content-Disposition"))
                .startsWith("attachment;")
                .endsWith("filename*=UTF-8''B%C3%BCro-Weihnachten-participants.csv");
        assertThat(before.source())
                .startsWith(
                        "\uFEFF\"Name\",\"Email\",\"State\",\"Gift ideas\",\"Reminders\",\"Joined\",\"Looked after by\"\r\n")
                .contains(
                        "\"Ben\",\"ben@example.org\",\"not confirmed\",\"Tea, \"\"strong\"\"\nand hot\",\"yes\",\"2026-")
                .contains("\"Dan\",\"dan@example.org\",\"removed\",\"\",\"yes\",")
                .contains("\"Ann\",\"ann@example.org\",\"joined\",\"A book for Ann\",\"yes\",")
                .containsPattern("\"Ann\",.*T\\d\\d:\\d\\d:\\d\\d-0[45]:00\",\"\"\r\n");

        exchange.then("close").then("match");
        assertThat(exported(exchange).source()).isEqualTo(before.source());
    }

    @Test
    void aFormulaBehindAnotherSeparatorIsTextAndComesBackAsItWas() {
        var names = List.of("Ann;=cmd|' /C calc'!A0", "Ben;\"=1+1", "Cy,@SUM(A1);+1", "Dora;'=1");
        var ideas = "red;-1, blue,\t=2\nO'Neil; 'tis, -3";
        var exchange = Gathering.draft(site, admin);
        confirmed(exchange, people(names.size()));
        for (int i = 0; i < names.size(); i++) {
            site.change(
                    "update participant set name = ?, gift_ideas = ? where email = ?",
                    names.get(i),
                    ideas,
                    "p" + (i + 1) + "@example.org");
        }

        var table = exported(exchange).source();

        for (var splitter : List.of(";", ",", "\t")) {
            assertThat(table.split(splitter))
                    .as("what a program finds that splits at %s", splitter)
                    .noneMatch(cell -> cell.matches("(?s)\"*[=+@-].*"));
        }
        var copy = Gathering.draft(site, admin);
        confirmed(copy, table);
        assertThat(site.column("select name from participant where exchange_id = ? order by id", copy.id()))
                .isEqualTo(names);
        assertThat(site.column("select gift_ideas from participant where exchange_id = ?", copy.id()))
                .containsOnly(ideas);
    }

    @Test
    void formulasAreTextAndComeBackAsTheyWere() throws IOException {
        var formulas = List.of(FORMULAS.split(" "));
        var shielded = formulas.stream()
                .map(formula -> "'" + formula.replace("\t=", "\t'="))
                .toList();
        var exchange = Gathering.draft(site, admin);
        confirmed(exchange, people(formulas.size()));
        for (int i = 0; i < formulas.size(); i++) {
            site.change(
                    "update participant set name = ?, gift_ideas = ? where email = ?",
                    formulas.get(i),
                    formulas.get(i),
                    "p" + (i + 1) + "@example.org");
        }

        var table = exported(exchange).source();

        try (var parser =
                CSVParser.parse(table, CSVFormat.RFC4180.builder().setHeader().get())) {
            var rows = parser.getRecords();
            assertThat(rows).extracting(row -> row.get(0)).containsExactlyElementsOf(shielded);
            assertThat(rows).extracting(row -> row.get(3)).containsExactlyElementsOf(shielded);
        }
        site.change("update participant set name = 'Ann', gift_ideas = '' where name < '!'");
        var copy = Gathering.draft(site, admin);
        assertThat(confirmed(copy, exported(exchange).source()).status()).isEqualTo(303);
        assertThat(copy.people()).isEqualTo(exchange.people());
    }

    private Page exported(Gathering exchange) {
        var answer = admin.open(exchange.path() + CSV);
        assertThat(answer.status()).isEqualTo(200);
        return answer;
    }

    private static String people(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "Person " + i + " <p" + i + "@example.org>")
                .collect(Collectors.joining("\n"));
    }

    private Page sent(Gathering exchange, String people) {
        return admin.submit(admin.open(exchange.path() + IMPORT).form(IMPORT).with("people", people));
    }

    private Page confirmed(Gathering exchange, String people) {
        return admin.submit(admin.open(exchange.path() + IMPORT)
                .form(IMPORT)
                .with("people", people)
                .with("confirm", "true"));
    }
}
