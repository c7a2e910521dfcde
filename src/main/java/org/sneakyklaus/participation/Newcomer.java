package org.sneakyklaus.participation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.RuleViolation;

/** A person to be added, as entered by the organiser. */
public record Newcomer(ProfileDetails profile, EmailAddress email) {

    /**
     * Reads a list of people in any form that {@link PersonList} takes, such as lines {@code Ann <ann@example.org>}.
     *
     * @throws RuleViolation on {@code people}, with the number of the first line that cannot be read or repeats an
     *     address
     */
    public static List<Newcomer> listed(String people) {
        var newcomers = new ArrayList<Newcomer>();
        var addresses = new HashSet<EmailAddress>();
        for (var entry : PersonList.read(people)) {
            var newcomer = entry.orRefuse();
            if (!addresses.add(newcomer.email)) {
                throw RuleViolation.onField("people", "participant.lines.twice", entry.line());
            }
            newcomers.add(newcomer);
        }
        return newcomers;
    }

    /** Returns the line that {@link #listed} reads as this person. */
    public static String line(String name, EmailAddress email) {
        return name + " <" + email.value() + ">";
    }

    @Override
    public String toString() {
        return "***";
    }
}
