package org.sneakyklaus.participation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.RuleViolation;

/** Somebody who is to take part, as the organiser writes them down. */
public record Newcomer(ProfileDetails profile, EmailAddress email) {

    private static final Pattern LINE = Pattern.compile("(?<name>[^<>]*)<(?<email>[^<>]*)>");

    /**
     * Reads a list with one person in each line, such as {@code Ann <ann@example.org>}; empty lines do not count.
     *
     * @throws RuleViolation on {@code people}, with the number of the first line that cannot be read or names an
     *     address for the second time
     */
    public static List<Newcomer> listed(String people) {
        var newcomers = new ArrayList<Newcomer>();
        var lines = people.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                var newcomer = read(lines.get(i).strip(), i + 1);
                if (newcomers.stream().anyMatch(other -> other.email.equals(newcomer.email))) {
                    throw RuleViolation.onField("people", "participant.lines.twice", i + 1);
                }
                newcomers.add(newcomer);
            }
        }
        return newcomers;
    }

    /** The line that reads as this person. */
    public static String line(String name, EmailAddress email) {
        return name + " <" + email.value() + ">";
    }

    private static Newcomer read(String line, int number) {
        var parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw RuleViolation.onField("people", "participant.lines.unreadable", number);
        }
        try {
            return new Newcomer(new ProfileDetails(parts.group("name"), ""), new EmailAddress(parts.group("email")));
        } catch (RuleViolation violation) {
            throw RuleViolation.onField("people", "participant.lines.wrong", number, violation.message());
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
