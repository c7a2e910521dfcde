package org.sneakyklaus.participation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells people of the same name apart, for the organiser. Upper and lower case make no difference. */
public final class Namesakes {

    private final Map<String, Long> timesByName;

    private Namesakes(Map<String, Long> timesByName) {
        this.timesByName = timesByName;
    }

    /** Looks for equal names among those who take part. */
    public static Namesakes among(List<ParticipantView> people) {
        return new Namesakes(people.stream()
                .filter(ParticipantView::active)
                .map(Namesakes::key)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())));
    }

    /** Whether another of the same name takes part, or, for somebody who does not, more than one. */
    public boolean include(ParticipantView participant) {
        return timesByName.getOrDefault(key(participant), 0L) > 1;
    }

    /** The name, followed by the address if there are several of that name. */
    public String label(ParticipantView participant) {
        return include(participant)
                ? participant.name() + " (" + participant.email().value() + ")"
                : participant.name();
    }

    private static String key(ParticipantView participant) {
        return participant.name().toLowerCase(Locale.ROOT);
    }
}
