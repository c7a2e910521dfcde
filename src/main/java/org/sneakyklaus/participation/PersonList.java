package org.sneakyklaus.participation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.RuleViolation;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;

/**
 * Parses a typed or pasted list of people. Each line is one of
 *
 * <ul>
 *   <li>{@code Ann <ann@example.org>}, also several of them in one line, as mail programs write them;
 *   <li>{@code Ann, ann@example.org}, with comma, semicolon or tab between, in either order, and gift ideas at the end;
 *   <li>{@code ann@example.org}, which makes "ann" the name;
 *   <li>{@code Ann}, a person without an address.
 * </ul>
 *
 * When the first line is a header that names a column of addresses, or one of names and another one, all of it is read
 * as a table.
 */
public final class PersonList {

    /** The maximum number of people in a list. */
    public static final int MOST_PEOPLE = 1_000;

    /**
     * A person of the list.
     *
     * @param email the address, or null for a person without one
     */
    public record Person(ProfileDetails profile, @Nullable EmailAddress email) {

        @Override
        public String toString() {
            return "***";
        }
    }

    /**
     * A person of the list, or a line that cannot be read.
     *
     * @param line number of its first line, counted from 1
     * @param text as it was typed
     * @param name the person's name, also if the line is wrong; perhaps empty
     * @param guardian who looks after this person, as it was typed; empty if no one is named
     * @param person the person, or null if it cannot be read
     * @param problem why it cannot be read or, of a person without an address, what is wrong where each needs one; else
     *     null
     * @param group the group it belongs to, or null if none is named
     * @param source the part of the list that it was read from
     */
    public record Entry(
            int line,
            String text,
            String name,
            String guardian,
            @Nullable Person person,
            @Nullable MessageSourceResolvable problem,
            @Nullable Group group,
            String source) {

        Entry in(@Nullable Group listed, String from) {
            return new Entry(line, text, name, guardian, person, problem, listed, from);
        }

        /** Returns how the person would take part; of a wrong line, how it seems. */
        public Way way() {
            if (!guardian.isEmpty()) {
                return Way.GUARDIAN;
            }
            return person == null || person.email() != null ? Way.EMAIL : Way.LINK;
        }

        /** @throws RuleViolation on {@code people} if it cannot be read or has no address */
        Newcomer orRefuse() {
            if (person == null || person.email() == null) {
                throw RuleViolation.onField("people", "participant.lines.wrong", line, Objects.requireNonNull(problem));
            }
            return new Newcomer(person.profile(), person.email());
        }

        @Override
        public String toString() {
            return "line " + line;
        }
    }

    /** What a column of groups is called. */
    public enum Kind {
        HOUSEHOLD,
        FAMILY,
        TEAM,
        GROUP
    }

    /**
     * People who must not draw each other.
     *
     * @param name in lower case, with single spaces
     */
    public record Group(Kind kind, String name) {

        @Override
        public String toString() {
            return "***";
        }
    }

    private static final Pattern ANGLED = Pattern.compile("(?<name>[^<>]*)<(?<email>[^<>]*)>\\s*(?:[,;]\\s*|$)");
    private static final Pattern LIKE_AN_ADDRESS = Pattern.compile("[^\\s,;@]*+@[^\\s,;]*+");
    private static final Pattern HOLDS_AN_ADDRESS = Pattern.compile("\\S@\\S");
    private static final Pattern SEPARATED = Pattern.compile("[\t;,<>]");
    private static final Pattern IN_QUOTES = Pattern.compile("\"(.*)\"", Pattern.DOTALL);
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    // The character by which decoders replace what they cannot read.
    private static final String LOST_CHARACTER = "\uFFFD";
    private static final int LONGEST_NAME = 120;

    private PersonList() {}

    /**
     * Reads a list, ignoring empty lines.
     *
     * @throws RuleViolation on {@code people} if it has more than {@link #MOST_PEOPLE} people
     */
    public static List<Entry> read(String people) {
        var text = people.startsWith(BYTE_ORDER_MARK) ? people.substring(1) : people;
        var entries = PersonTable.in(text).map(PersonTable::entries).orElseGet(() -> lines(text));
        if (entries.size() > MOST_PEOPLE) {
            throw RuleViolation.onField("people", "participant.lines.tooMany", MOST_PEOPLE);
        }
        return entries;
    }

    /** Returns a list of these entries of a list alone, with its header. */
    static String of(List<Entry> entries, String people) {
        var header = PersonTable.in(people).map(PersonTable::header).stream();
        return Stream.concat(
                        header, entries.stream().map(entry -> entry.source().strip()))
                .collect(Collectors.joining("\n"));
    }

    private static List<Entry> lines(String text) {
        var entries = new ArrayList<Entry>();
        var lines = text.lines().toList();
        for (int i = 0; i < lines.size() && entries.size() <= MOST_PEOPLE; i++) {
            var line = lines.get(i).strip();
            if (line.contains("<")) {
                entries.addAll(angled(i + 1, line));
            } else if (!line.isEmpty()) {
                entries.add(separated(i + 1, line));
            }
        }
        return entries;
    }

    private static List<Entry> angled(int number, String line) {
        var entries = new ArrayList<Entry>();
        var matcher = ANGLED.matcher(line);
        int read = 0;
        while (read < line.length() && matcher.region(read, line.length()).lookingAt()) {
            entries.add(entry(number, matcher.group().strip(), matcher.group("name"), matcher.group("email"), ""));
            read = matcher.end();
        }
        return read == line.length() ? entries : List.of(unreadable(number, line));
    }

    private static Entry separated(int number, String line) {
        for (char separator : PersonTable.SEPARATORS) {
            var cells = PersonTable.cells(line, separator);
            for (int i = 0; i < cells.size(); i++) {
                if (LIKE_AN_ADDRESS.matcher(cells.get(i)).matches()) {
                    return aroundAddress(number, line, cells, i);
                }
            }
        }
        // Separated cells may be name and surname, or name and gift ideas.
        return SEPARATED.matcher(line).find() || PersonTable.isHeading(line)
                ? unreadable(number, line)
                : withoutAddress(number, line, line, "", "", "participant.lines.unreadable");
    }

    /**
     * Reads a line by its address: the name precedes it, or follows it if the address comes first; gift ideas come
     * last.
     */
    private static Entry aroundAddress(int number, String line, List<String> cells, int address) {
        int rest = address == 0 ? Math.min(2, cells.size()) : address + 1;
        var name = address == 0 ? cells.subList(1, rest) : cells.subList(0, address);
        return entry(number, line, joined(name), cells.get(address), joined(cells.subList(rest, cells.size())));
    }

    private static String joined(List<String> cells) {
        return cells.stream().filter(cell -> !cell.isEmpty()).collect(Collectors.joining(", "));
    }

    /** Builds an entry of a person with an address. */
    static Entry entry(int number, String text, String name, String email, String giftIdeas) {
        var written = unquoted(name);
        if (text.contains(LOST_CHARACTER)) {
            return wrong(number, text, written, "", "participant.lines.encoding");
        }
        try {
            var address = new EmailAddress(email);
            var profile = new ProfileDetails(written.isEmpty() ? nameOf(address) : written, giftIdeas);
            return new Entry(number, text, profile.name(), "", new Person(profile, address), null, null, text);
        } catch (RuleViolation violation) {
            return new Entry(number, text, written, "", null, violation.message(), null, text);
        }
    }

    /**
     * Builds an entry of a person without an address.
     *
     * @param guardian who looks after them; may be empty
     * @param problem the message key of what is wrong where each needs an address
     */
    static Entry withoutAddress(
            int number, String text, String name, String guardian, String giftIdeas, String problem) {
        var written = unquoted(name);
        if (text.contains(LOST_CHARACTER)) {
            return wrong(number, text, written, guardian, "participant.lines.encoding");
        }
        // An address there shows that the cells are not what they seem.
        if (written.isEmpty() || HOLDS_AN_ADDRESS.matcher(written).find()) {
            return wrong(number, text, "", guardian, problem);
        }
        try {
            var person = new Person(new ProfileDetails(written, giftIdeas), null);
            var missing = new DefaultMessageSourceResolvable(problem);
            return new Entry(number, text, person.profile().name(), guardian, person, missing, null, text);
        } catch (RuleViolation violation) {
            return new Entry(number, text, written, guardian, null, violation.message(), null, text);
        }
    }

    private static String unquoted(String name) {
        var quoted = IN_QUOTES.matcher(name.strip());
        return (quoted.matches() ? quoted.group(1) : name).strip();
    }

    /** Derives a name from an address, where no other is given. */
    static String nameOf(EmailAddress email) {
        var local = email.value().substring(0, email.value().lastIndexOf('@'));
        return local.substring(0, Math.min(LONGEST_NAME, local.length()));
    }

    private static Entry unreadable(int number, String text) {
        return wrong(number, text, "participant.lines.unreadable");
    }

    private static Entry wrong(int number, String text, String key) {
        return wrong(number, text, "", "", key);
    }

    static Entry wrong(int number, String text, String name, String guardian, String key) {
        return new Entry(number, text, name, guardian, null, new DefaultMessageSourceResolvable(key), null, text);
    }

    static Optional<Entry> refusedHeader(int number, String text) {
        return text.contains(LOST_CHARACTER)
                ? Optional.of(wrong(number, text, "participant.lines.encoding"))
                : Optional.empty();
    }
}
