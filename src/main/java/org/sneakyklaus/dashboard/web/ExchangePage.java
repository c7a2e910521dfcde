package org.sneakyklaus.dashboard.web;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.draw.DrawPreview;
import org.sneakyklaus.exchange.ExchangeHistory.Happening;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.exclusion.ExclusionView;
import org.sneakyklaus.participation.ParticipantView;

/**
 * Everything of one exchange, for the admin.
 *
 * @param link the one to share
 * @param people who takes part, in order of their names
 * @param gone who withdrew or was removed
 * @param verdict what a draw would meet, or null once it is done
 * @param looked how many have looked at their recipient since the last draw, never who
 */
record ExchangePage(
        ExchangeView exchange,
        String link,
        List<Person> people,
        List<Person> gone,
        List<Rule> rules,
        DrawPreview.@Nullable Verdict verdict,
        int looked,
        List<Happening> history) {

    /**
     * Somebody in the list.
     *
     * @param namesake whether somebody else who takes part has the same name
     */
    record Person(ParticipantView participant, boolean namesake) {

        /** Whether the draw page must point at them: nobody has proved that the address is right. */
        boolean doubtful() {
            return !participant.confirmed() && !participant.addedByAdmin();
        }
    }

    /**
     * A rule in words.
     *
     * @param sleeping whether one of the two is away at present
     */
    record Rule(long id, String nameA, String nameB, boolean mutual, boolean sleeping) {}

    static List<Person> people(List<ParticipantView> all, boolean active) {
        var seen = new HashMap<String, Integer>();
        all.stream()
                .filter(ParticipantView::active)
                .forEach(participant -> seen.merge(key(participant), 1, Integer::sum));
        return all.stream()
                .filter(participant -> participant.active() == active)
                .map(participant -> new Person(participant, seen.getOrDefault(key(participant), 0) > 1))
                .sorted((a, b) -> key(a.participant()).compareTo(key(b.participant())))
                .toList();
    }

    static List<Rule> rules(List<ExclusionView> rules, List<ParticipantView> all) {
        var names = all.stream().collect(Collectors.toMap(ParticipantView::id, ParticipantView::name));
        Set<Long> active = all.stream()
                .filter(ParticipantView::active)
                .map(ParticipantView::id)
                .collect(Collectors.toSet());
        return rules.stream()
                .map(rule -> new Rule(
                        rule.id(),
                        Objects.requireNonNull(names.get(rule.participantA())),
                        Objects.requireNonNull(names.get(rule.participantB())),
                        rule.mutual(),
                        !active.contains(rule.participantA()) || !active.contains(rule.participantB())))
                .toList();
    }

    /** The names to choose from, by id. */
    Map<Long, String> choices() {
        var choices = new LinkedHashMap<Long, String>();
        people.forEach(person -> choices.put(
                person.participant().id(),
                person.namesake()
                        ? person.participant().name() + " ("
                                + person.participant().email().value() + ")"
                        : person.participant().name()));
        return choices;
    }

    /** Those whom a draw should be thought over for. */
    List<Person> toCheck() {
        return people.stream()
                .filter(person -> person.doubtful() || person.namesake())
                .toList();
    }

    boolean anyDoubtful() {
        return people.stream().anyMatch(Person::doubtful);
    }

    private static String key(ParticipantView participant) {
        return participant.name().toLowerCase(Locale.ROOT);
    }
}
