package org.sneakyklaus.participation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.language.PluralMessages;

class PersonListTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Ann <ann@example.org>            | Ann         | ann@example.org |",
                "Smith, Ann <ANN@Example.org>     | Smith, Ann  | ann@example.org |",
                "\"Smith, Ann\" <ann@example.org> | Smith, Ann  | ann@example.org |",
                "<ann@example.org>                | ann         | ann@example.org |",
                "Ann, ann@example.org             | Ann         | ann@example.org |",
                "Ann; ann@example.org             | Ann         | ann@example.org |",
                "`Ann\tann@example.org`           | Ann         | ann@example.org |",
                "ann@example.org, Ann             | Ann         | ann@example.org |",
                "ann@example.org                  | ann         | ann@example.org |",
                "Smith, Ann, ann@example.org      | Smith, Ann  | ann@example.org |",
                "\"Smith, Ann\", ann@example.org  | Smith, Ann  | ann@example.org |",
                "Ann, ann@example.org, tea; a mug | Ann         | ann@example.org | tea; a mug",
                "Ann; ann@example.org; tea, a mug | Ann         | ann@example.org | tea, a mug",
                "ann@example.org, Ann, tea, a mug | Ann         | ann@example.org | tea, a mug",
                "Zoë Ångström <zoe@example.org>   | Zoë Ångström | zoe@example.org |"
            })
    void aLineTellsNameAndAddress(String line, String name, String email, String ideas) {
        assertThat(told(line)).containsExactly("1 " + name + " <" + email + ">" + (ideas == null ? "" : " " + ideas));
    }

    @Test
    void aLineOfRecipientsIsSeveralPeople() {
        assertThat(told("Ann <ann@example.org>, \"Lee, Ben\" <ben@example.org>; <cy@example.org>;"))
                .containsExactly("1 Ann <ann@example.org>", "1 Lee, Ben <ben@example.org>", "1 cy <cy@example.org>");
    }

    @ParameterizedTest
    @FieldSource("org.sneakyklaus.support.language.Languages#SUPPORTED")
    void aTableThatWasSavedInAnyLanguageIsReadAgain(Locale language) {
        var messages = new PluralMessages();
        var header = Stream.of("export.name", "export.email", "export.ideas")
                .map(key -> messages.getMessage(key, null, language))
                .collect(Collectors.joining(","));

        assertThat(told(header + "\nAnn,ann@example.org,Tea\n")).containsExactly("2 Ann <ann@example.org> Tea");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Name,E-mail,Gift ideas\r\nAnn,ann@example.org,Tea\r\n",
                "\uFEFFName;E-Mail;Geschenkideen\nAnn;ann@example.org;Tea",
                "sep=;\r\nE-Mail-Adresse;Abteilung;Wünsche;Nachname\r\nann@example.org;Sales;Tea;Ann\r\n",
                "idées de cadeaux;Nom;Adresse e-mail\nTea;Ann;ann@example.org\n",
                "Gift ideas\tE-mail\tName\nTea\tann@example.org\tAnn\n",
                "\n\n\"NAME\",\"E-MAIL\",\"IDEAS\"\n\n\"Ann\",\"ann@example.org\",\"Tea\"\n,,\n"
            })
    void aTableIsReadByItsHeader(String table) {
        assertThat(told(table)).singleElement().asString().matches("\\d Ann <ann@example.org> Tea");
    }

    @Test
    void aTableMayHaveFirstNamesOfTheirOwn() {
        assertThat(told("Nom;Prénom;Courriel\nDupont;Anne;anne@example.org\n;Béa;bea@example.org"))
                .containsExactly("2 Anne Dupont <anne@example.org>", "3 Béa <bea@example.org>");
    }

    @Test
    void aCellMayHaveSeveralLines() {
        assertThat(
                        told(
                                "Name,E-mail,Gift ideas\nAnn,ann@example.org,\"Tea,\n\"\"strong\"\"\"\nBen,ben@example.org,\nx"))
                .containsExactly("2 Ann <ann@example.org> Tea,\n\"strong\"", "4 Ben <ben@example.org>", "5 x");
    }

    @Test
    void whatAnExportShieldedIsAsItWas() {
        assertThat(told("Name,E-mail\n'=Ann,'+ann@example.org\n'Ben',ben@example.org"))
                .containsExactly("2 =Ann <+ann@example.org>", "3 'Ben' <ben@example.org>");
    }

    @Test
    void whatCannotBeReadIsToldWithItsLine() {
        assertThat(problems("Ann <ann@example.org>\n\nBen\nCy <cy>\n<dan@example.org> and so on\nJ\uFFFDrg <j@x.org>"))
                .containsExactly(
                        "3 participant.lines.unreadable",
                        "4 email.invalid",
                        "5 participant.lines.unreadable",
                        "6 participant.lines.encoding");
        assertThat(problems("Name;E-mail\nAnn;\n;ben@example.org\n" + "x".repeat(121) + ";cy@example.org"))
                .containsExactly("2 email.invalid", "4 text.tooLong");
        assertThat(problems("Pr\uFFFDnom;E-mail\nAnn;ann@example.org")).containsExactly("1 participant.lines.encoding");
    }

    @Test
    void aQuotationMarkThatDoesNotCloseEndsTheTable() {
        var table = "Name,E-mail\nAnn,ann@example.org\n\"Ben,ben@example.org\nCy,cy@example.org\n";

        assertThat(told(table)).containsExactly("2 Ann <ann@example.org>", "3 ?");
        assertThat(problems(table)).containsExactly("3 participant.lines.quotes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Household",
                "Haushalt",
                "Hogar",
                "Foyer",
                "Nucleo familiare",
                "Huishouden",
                "Gospodarstwo domowe",
                "Casa",
                "Family",
                "Familie",
                "Familia",
                "Famille",
                "Famiglia",
                "Rodzina",
                "Família",
                "Team",
                "Equipo",
                "Équipe",
                "Squadra",
                "Zespół",
                "Equipe",
                "Group",
                "Gruppe",
                "Grupo",
                "Groupe",
                "Gruppo",
                "Groep",
                "Grupa"
            })
    void aColumnOfGroupsIsFoundInEveryLanguage(String header) {
        var entries =
                PersonList.read("E-mail;" + header + "\nann@example.org; The  Reds\nben@;the reds\ncy@example.org;");

        var reds = Objects.requireNonNull(entries.get(0).group());
        assertThat(reds.name()).isEqualTo("the reds");
        assertThat(entries.get(1).group()).isEqualTo(reds);
        assertThat(entries.get(2).group()).isNull();
    }

    @ParameterizedTest
    @FieldSource("org.sneakyklaus.support.language.Languages#SUPPORTED")
    void whoLooksAfterSomebodyIsFoundInEveryLanguage(Locale language) {
        var messages = new PluralMessages();
        var header = Stream.of("export.name", "export.guardian")
                .map(key -> messages.getMessage(key, null, language))
                .collect(Collectors.joining(";"));

        assertThat(told(header + "\nMia;Carla\nCarla;\n")).containsExactly("2 Mia of Carla", "3 Carla");
        assertThat(told(header.toUpperCase(language) + ";E-mail\nMia;Carla;mia@example.org"))
                .containsExactly("2 ?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Hilda          | 1 Hilda",
                "Hilda van Dyck | 1 Hilda van Dyck",
                "\"Hilda\"        | 1 Hilda",
                "Dyck, Hilda    | 1 ?",
                "Hilda; tea     | 1 ?",
                "Hilda <>       | 1 ?",
                "Name           | 1 ?",
                "Prénom         | 1 ?"
            })
    void aNameAloneIsSomebodyWithoutAnAddress(String line, String told) {
        assertThat(told(line)).containsExactly(told);
    }

    @Test
    void inATableAPersonWithoutAnAddressNeedsAName() {
        assertThat(told("Name;E-mail;Ideas\nHilda;;Tea\n;;Tea\nBen <ben@example.org>;;\nCy;cy@;"))
                .containsExactly("2 Hilda Tea", "3 ?", "4 ?", "5 ?");
        assertThat(told("Name\tTeam\nHilda\tRed")).containsExactly("2 Hilda");
    }

    @Test
    void whereEveryoneNeedsAnAddressItIsMissing() {
        assertThat(problems("Hilda")).containsExactly("1 participant.lines.unreadable");
        assertThat(problems("Name;E-mail;Looked after by\nMia;;Carla\nTom;tom@example.org;Carla"))
                .containsExactly("2 email.invalid", "3 person.guardian.orEmail");
        assertThatThrownBy(() -> Newcomer.listed("Hilda"))
                .isInstanceOf(RuleViolation.class)
                .hasMessage("participant.lines.wrong");
    }

    @Test
    void whatIsLeftOfATableIsATable() {
        var table = "sep=;\r\nName;E-mail;Team\r\n\"Ann;\nB\";ann@;Red\r\n\r\nBen;ben@example.org;Red\r\n";

        var rest = PersonList.of(PersonList.read(table), table);

        assertThat(rest).isEqualTo("Name;E-mail;Team\n\"Ann;\nB\";ann@;Red\nBen;ben@example.org;Red");
        assertThat(told(rest)).containsExactly("2 ?", "4 Ben <ben@example.org>");
        assertThat(PersonList.of(PersonList.read("Ann\n\nBen <ben@example.org>, Cy <cy@>"), ""))
                .isEqualTo("Ann\nBen <ben@example.org>,\nCy <cy@>");
    }

    @Test
    void aThousandAreReadAndNoMore() {
        assertThat(PersonList.read(people(1_000))).hasSize(1_000);
        assertThatThrownBy(() -> PersonList.read(people(1_001)))
                .isInstanceOf(RuleViolation.class)
                .hasMessage("participant.lines.tooMany");
    }

    /** A few thousand times as much work as there are letters would hang the site: the list is read under a lock. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aHugeListIsReadLetterByLetter() {
        assertThat(told("@".repeat(2_000_000) + " x")).containsExactly("1 ?");
        assertThatThrownBy(() -> PersonList.read("email,name\n" + "x\n".repeat(500_000)))
                .hasMessage("participant.lines.tooMany");
    }

    private static String people(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "Person " + i + " <p" + i + "@example.org>\r\n")
                .collect(Collectors.joining());
    }

    private static List<String> told(String list) {
        return PersonList.read(list).stream()
                .map(entry -> entry.line() + " " + told(entry))
                .toList();
    }

    private static String told(PersonList.Entry entry) {
        var person = entry.person();
        if (person == null) {
            return "?";
        }
        var name = person.profile().name();
        var ideas = person.profile().giftIdeas();
        return (person.email() == null ? name : Newcomer.line(name, person.email()))
                + (entry.guardian().isEmpty() ? "" : " of " + entry.guardian())
                + (ideas.isEmpty() ? "" : " " + ideas);
    }

    private static List<String> problems(String list) {
        return PersonList.read(list).stream()
                .filter(entry -> entry.problem() != null)
                .map(entry -> entry.line() + " "
                        + Objects.requireNonNull(
                                Objects.requireNonNull(entry.problem()).getCodes())[0])
                .toList();
    }
}
