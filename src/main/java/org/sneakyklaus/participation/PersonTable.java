package org.sneakyklaus.participation;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A table of people with a header, as a spreadsheet exports it (RFC 4180): with comma, semicolon or tab, in any of the
 * product's languages. Ignores unneeded columns.
 *
 * @param separator the character between two cells
 * @param headerLine the number of the header's line, counted from 1
 * @param text all lines from the header on
 */
record PersonTable(char separator, int headerLine, String header, Map<Column, Integer> columns, String text) {

    static final char[] SEPARATORS = {'\t', ';', ','};

    /** The meaning of a column, and its possible names: lower case, letters only. */
    enum Column {
        EMAIL(
                "email mail emailaddress mailaddress emailadresse mailadresse adresseemail adressemail adresseélectronique"
                        + " courriel mél emailadres mailadres indirizzoemail correo correoelectrónico endereçodeemail adresemail"),
        FIRST_NAME(
                "firstname givenname vorname prénom prenom voornaam nome nombre nombredepila primeironome imię imie"),
        NAME("name fullname lastname surname familyname person participant nachname familienname teilnehmer nom"
                + " nomcomplet nomdefamille naam achternaam cognome nomeecognome apellido apellidos nombrecompleto"
                + " sobrenome apelido nomecompleto nazwisko imięinazwisko"),
        GIFT_IDEAS("giftideas ideas wishes wishlist geschenkideen ideen wünsche wunschliste idéescadeaux"
                + " idéesdecadeaux idées souhaits verlanglijstje ideeregalo ideasderegalo ideiasdepresente"
                + " pomysłynaprezent"),
        GUARDIAN("lookedafterby guardian betreutvon betreutdurch betreuungdurch acargode alcuidadode"
                + " parlintermédiairede parlintermediairede prisenchargepar tramite acuradi seneoccupa onderdehoedevan"
                + " onderhoedevan verzorgddoor podopieką podopieka opiekun soboscuidadosde aoscuidadosde cuidadopor"),
        HOUSEHOLD("household households householdteam home haushalt haushalte wohnung foyer ménage menage hogar casa"
                + " nucleofamiliare huishouden gezin gospodarstwodomowe gospodarstwo domicílio domicilio"
                + " agregadofamiliar"),
        FAMILY("family families familie famille familia familias famiglia família rodzina"),
        TEAM("team teams mannschaft abteilung équipe equipe equipo squadra zespół zespol drużyna druzyna equipa"
                + " department"),
        GROUP("group groups gruppe gruppen groupe grupo gruppo groep grupa");

        private static final Map<String, Column> BY_HEADING = Arrays.stream(values())
                .flatMap(column -> Arrays.stream(column.headings.split(" ")).map(heading -> Map.entry(heading, column)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

        private static final Map<Column, PersonList.Kind> GROUPS = Map.of(
                HOUSEHOLD, PersonList.Kind.HOUSEHOLD,
                FAMILY, PersonList.Kind.FAMILY,
                TEAM, PersonList.Kind.TEAM,
                GROUP, PersonList.Kind.GROUP);

        private final String headings;

        Column(String headings) {
            this.headings = headings;
        }

        private static Optional<Column> called(String heading) {
            var letters = Normalizer.normalize(heading, Normalizer.Form.NFC)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}]", "");
            return Optional.ofNullable(BY_HEADING.get(letters));
        }
    }

    /** A line that declares the separator to a spreadsheet. */
    private static final Pattern SEPARATOR_LINE = Pattern.compile("\"?sep=.\"?");

    /** Recognises a table; empty if the first line is no header. */
    static Optional<PersonTable> in(String text) {
        int number = 1;
        int start = 0;
        for (var line : (Iterable<String>) text.lines()::iterator) {
            if (!line.isBlank() && !SEPARATOR_LINE.matcher(line.strip()).matches()) {
                return header(line, number, text.substring(start));
            }
            number++;
            start += line.length();
            start += text.startsWith("\r\n", start) ? 2 : 1;
        }
        return Optional.empty();
    }

    private static Optional<PersonTable> header(String line, int number, String text) {
        for (char separator : SEPARATORS) {
            var columns = new EnumMap<Column, Integer>(Column.class);
            var cells = cells(line, separator);
            for (int i = 0; i < cells.size(); i++) {
                int index = i;
                Column.called(cells.get(i)).ifPresent(column -> columns.putIfAbsent(column, index));
            }
            boolean named = columns.containsKey(Column.NAME) || columns.containsKey(Column.FIRST_NAME);
            if ((columns.containsKey(Column.EMAIL) || (named && columns.size() > 1)) && !line.contains("@")) {
                return Optional.of(new PersonTable(separator, number, line, columns, text));
            }
        }
        return Optional.empty();
    }

    /** Returns whether a line is what a column of names is called, and no more. */
    static boolean isHeading(String line) {
        return line.chars().noneMatch(Character::isDigit)
                && Column.called(line)
                        .filter(column -> column == Column.NAME || column == Column.FIRST_NAME)
                        .isPresent();
    }

    /** Splits a line into cells; returns none if its quotation marks do not match. */
    static List<String> cells(String line, char separator) {
        try (var parser = parser(line, separator)) {
            var rows = parser.getRecords();
            return rows.isEmpty()
                    ? List.of()
                    : rows.get(0).stream().map(String::strip).toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    /** Returns its people; of a table that is too long the first, one more than a list may have. */
    List<PersonList.Entry> entries() {
        var entries = new ArrayList<PersonList.Entry>();
        PersonList.refusedHeader(headerLine, header).ifPresent(entries::add);
        var lines = text.lines().toList();
        long next = 1;
        try (var parser = parser(text, separator)) {
            for (var row : parser) {
                if (entries.size() > PersonList.MOST_PEOPLE) {
                    break;
                }
                long last = parser.getCurrentLineNumber();
                if (next > 1 && row.stream().anyMatch(cell -> !cell.isBlank())) {
                    entries.add(entry(row, line(next)).in(group(row), source(lines, next, last)));
                }
                next = last + 1;
            }
        } catch (IOException | UncheckedIOException e) {
            // All that follows the quotation mark is one cell, so further lines cannot be told apart.
            entries.add(PersonList.wrong(line(next), source(lines, next, next), "", "", "participant.lines.quotes")
                    .in(null, source(lines, next, lines.size())));
        }
        return entries;
    }

    private static String source(List<String> lines, long first, long last) {
        return String.join(
                "\n", lines.subList(Math.toIntExact(first - 1), Math.toIntExact(Math.min(last, lines.size()))));
    }

    private PersonList.@Nullable Group group(CSVRecord row) {
        return Column.GROUPS.entrySet().stream()
                .filter(column -> columns.containsKey(column.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .map(column -> new PersonList.Group(
                        column.getValue(),
                        cell(row, column.getKey()).replaceAll("\\s+", " ").toLowerCase(Locale.ROOT)))
                .filter(group -> !group.name().isEmpty())
                .findFirst()
                .orElse(null);
    }

    private PersonList.Entry entry(CSVRecord row, int line) {
        var text = String.join(separator == '\t' ? " " : separator + " ", row.toList());
        var name = (cell(row, Column.FIRST_NAME) + " " + cell(row, Column.NAME)).strip();
        var email = cell(row, Column.EMAIL);
        var guardian = cell(row, Column.GUARDIAN);
        var giftIdeas = cell(row, Column.GIFT_IDEAS);
        if (email.isEmpty()) {
            return PersonList.withoutAddress(line, text, name, guardian, giftIdeas, "email.invalid");
        }
        return guardian.isEmpty()
                ? PersonList.entry(line, text, name, email, giftIdeas)
                : PersonList.wrong(line, text, name, guardian, "person.guardian.orEmail");
    }

    private String cell(CSVRecord row, Column column) {
        int index = columns.getOrDefault(column, row.size());
        return index < row.size() ? SpreadsheetText.unshielded(row.get(index)).strip() : "";
    }

    private int line(long ofText) {
        return Math.toIntExact(headerLine - 1 + ofText);
    }

    private static CSVParser parser(String text, char separator) throws IOException {
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(false)
                // Text may follow a quoted part: "Ann" Smith.
                .setTrailingData(true)
                .get()
                .parse(new StringReader(text));
    }
}
