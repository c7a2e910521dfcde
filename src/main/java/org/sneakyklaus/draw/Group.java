package org.sneakyklaus.draw;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.sneakyklaus.exclusion.ExclusionView;
import org.sneakyklaus.matching.MatchingProblem;
import org.sneakyklaus.matching.MatchingProblem.Pair;
import org.sneakyklaus.participation.Namesakes;
import org.sneakyklaus.participation.ParticipantView;

/**
 * Those who take part in a draw, and the rules between them; other rules sleep.
 *
 * @param names by participant id, in the order in which they registered, such that the organiser can tell them apart
 * @param rules about two who both take part
 */
record Group(Map<Long, String> names, List<ExclusionView> rules) {

    /** Among so few places, where somebody was put, and put again, tells who gave to whom there. */
    private static final int FEW = 4;

    static Group of(List<ParticipantView> people, List<ExclusionView> rules) {
        var namesakes = Namesakes.among(people);
        var names = new LinkedHashMap<Long, String>();
        people.forEach(person -> names.put(person.id(), namesakes.label(person)));
        return among(names, rules);
    }

    private static Group among(Map<Long, String> names, List<ExclusionView> rules) {
        return new Group(
                names,
                rules.stream()
                        .filter(rule ->
                                names.containsKey(rule.participantA()) && names.containsKey(rule.participantB()))
                        .toList());
    }

    /** The same group after some have left. */
    Group without(Collection<Long> leaving) {
        var staying = new LinkedHashMap<>(names);
        leaving.forEach(staying::remove);
        return among(staying, rules);
    }

    /** Whether the rules leave one of some people only four others, or fewer, to give to or to be given to by. */
    boolean leavesFew(Collection<Long> some) {
        return some.stream()
                .filter(this::isRuled)
                .anyMatch(person -> size() - 1 - refused(person, Pair::giver) <= FEW
                        || size() - 1 - refused(person, Pair::receiver) <= FEW);
    }

    /** Whether a rule is about this person. */
    boolean isRuled(long person) {
        return refused(person, Pair::giver) + refused(person, Pair::receiver) > 0;
    }

    private long refused(long person, ToLongFunction<Pair> side) {
        return rules.stream()
                .flatMap(rule -> pairs(rule).stream())
                .filter(pair -> side.applyAsLong(pair) == person)
                .distinct()
                .count();
    }

    int size() {
        return names.size();
    }

    boolean isTooSmall() {
        return size() < MatchingProblem.FEWEST_PEOPLE;
    }

    MatchingProblem problem() {
        return new MatchingProblem(
                List.copyOf(names.keySet()),
                rules.stream().flatMap(rule -> pairs(rule).stream()).collect(Collectors.toSet()));
    }

    /** What one of the rules forbids. */
    static Set<Pair> pairs(ExclusionView rule) {
        var pair = new Pair(rule.participantA(), rule.participantB());
        return rule.mutual() ? Set.of(pair, new Pair(rule.participantB(), rule.participantA())) : Set.of(pair);
    }

    /** The names of some, in the order in which they registered. */
    List<String> named(Set<Long> participants) {
        return new TreeSet<>(participants)
                .stream().map(id -> Objects.requireNonNull(names.get(id))).toList();
    }

    @Override
    public String toString() {
        return "group of " + size();
    }
}
