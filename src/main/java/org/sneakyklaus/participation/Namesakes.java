package org.sneakyklaus.participation;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Distinguishes participants of the same name, ignoring case and what cannot be seen, for the organiser. */
public final class Namesakes {

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\u034f]");

    private final Map<String, Long> timesByName;
    private final Map<Long, String> nameById;

    private Namesakes(Map<String, Long> timesByName, Map<Long, String> nameById) {
        this.timesByName = timesByName;
        this.nameById = nameById;
    }

    /** Finds equal names among active participants. */
    public static Namesakes among(List<ParticipantView> people) {
        return new Namesakes(
                people.stream()
                        .filter(ParticipantView::active)
                        .map(Namesakes::key)
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())),
                people.stream().collect(Collectors.toMap(ParticipantView::id, ParticipantView::name)));
    }

    /**
     * Returns whether another active participant has the same name or, if this one does not take part, more than one
     * has.
     */
    public boolean include(ParticipantView participant) {
        return timesByName.getOrDefault(key(participant), 0L) > 1;
    }

    /** Returns the name, followed by the address, or the guardian's name, if the name is not unique. */
    public String label(ParticipantView participant) {
        if (!include(participant)) {
            return participant.name();
        }
        var email = participant.email();
        var more = email == null ? nameById.get(participant.managedBy()) : email.value();
        return more == null ? participant.name() : participant.name() + " (" + more + ")";
    }

    private static String key(ParticipantView participant) {
        var name = participant.name();
        // Most names are plain, and large lists have many.
        var seen = name.chars().allMatch(c -> c < 128)
                ? name
                : UNSEEN.matcher(Normalizer.normalize(name, Normalizer.Form.NFKC))
                        .replaceAll("");
        return seen.toLowerCase(Locale.ROOT);
    }
}
