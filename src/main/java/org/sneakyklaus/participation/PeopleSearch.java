package org.sneakyklaus.participation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A search among the people of an exchange, by parts of names or addresses; several are separated by commas. */
public final class PeopleSearch {

    /** So many people can be listed in a form; of more, those found are. */
    public static final int MOST_LISTED = 150;

    private final List<String> terms;

    public PeopleSearch(String text) {
        terms = Arrays.stream(text.toLowerCase(Locale.ROOT).split(",", -1))
                .map(String::strip)
                .filter(term -> !term.isEmpty())
                .toList();
    }

    /** Returns whether there is nothing to search for. */
    public boolean isEmpty() {
        return terms.isEmpty();
    }

    /** Returns whether a participant is among those searched for. */
    public boolean finds(ParticipantView participant) {
        var name = participant.name().toLowerCase(Locale.ROOT);
        return terms.stream()
                .anyMatch(term -> name.contains(term)
                        || (participant.email() != null
                                && participant.email().value().contains(term)));
    }
}
