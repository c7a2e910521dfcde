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
import java.util.stream.Stream;
import org.sneakyklaus.exchange.AdjustmentRisk;
import org.sneakyklaus.exclusion.ExclusionView;
import org.sneakyklaus.matching.MatchingProblem;
import org.sneakyklaus.matching.MatchingProblem.Pair;
import org.sneakyklaus.participation.Namesakes;
import org.sneakyklaus.participation.ParticipantView;

/**
 * The people in a draw, and the rules between them. Rules about others have no effect.
 *
 * @param names by participant id, in the order in which they registered, distinguishable for the organiser
 * @param rules the organiser's rules about two people who both take part
 * @param guardianOf the guardian's id of those who are looked after: they do not draw their guardian, who would see it
 */
record Group(Map<Long, String> names, List<ExclusionView> rules, Map<Long, Long> guardianOf) {

    /** With this few places, adding and removing a person repeatedly reveals the pairs there. */
    private static final int FEW = 4;

    static Group of(List<ParticipantView> people, List<ExclusionView> rules) {
        var namesakes = Namesakes.among(people);
        var names = new LinkedHashMap<Long, String>();
        people.forEach(person -> names.put(person.id(), namesakes.label(person)));
        return among(
                names,
                rules,
                people.stream()
                        .filter(person -> person.managedBy() != null)
                        .collect(Collectors.toMap(
                                ParticipantView::id, person -> Objects.requireNonNull(person.managedBy()))));
    }

    private static Group among(Map<Long, String> names, List<ExclusionView> rules, Map<Long, Long> guardianOf) {
        return new Group(
                names,
                rules.stream()
                        .filter(rule ->
                                names.containsKey(rule.participantA()) && names.containsKey(rule.participantB()))
                        .toList(),
                guardianOf.entrySet().stream()
                        .filter(entry -> names.containsKey(entry.getKey()) && names.containsKey(entry.getValue()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Returns the same group without some people. */
    Group without(Collection<Long> leaving) {
        var staying = new LinkedHashMap<>(names);
        leaving.forEach(staying::remove);
        return among(staying, rules, guardianOf);
    }

    /** Returns the same group without the organiser's rules. */
    Group withoutRules() {
        return new Group(names, List.of(), guardianOf);
    }

    /**
     * Whether the rules leave any of these people only {@value #FEW} or fewer others to give to, or to receive from.
     */
    boolean leavesFew(Collection<Long> some) {
        return some.stream()
                .filter(this::isRuled)
                .anyMatch(person -> size() - 1 - refused(person, Pair::giver) <= FEW
                        || size() - 1 - refused(person, Pair::receiver) <= FEW);
    }

    /** Returns what a draw of this group means for secrecy. */
    AdjustmentRisk risk() {
        return Verdict.of(this).canBeWorkedOut() ? AdjustmentRisk.NO_CHOICE : AdjustmentRisk.NONE;
    }

    /** Whether a rule is about this person. */
    boolean isRuled(long person) {
        return refused(person, Pair::giver) + refused(person, Pair::receiver) > 0;
    }

    private long refused(long person, ToLongFunction<Pair> side) {
        return forbidden().stream()
                .filter(pair -> side.applyAsLong(pair) == person)
                .count();
    }

    int size() {
        return names.size();
    }

    boolean isTooSmall() {
        return size() < MatchingProblem.FEWEST_PEOPLE;
    }

    MatchingProblem problem() {
        return new MatchingProblem(List.copyOf(names.keySet()), forbidden());
    }

    private Set<Pair> forbidden() {
        return Stream.concat(
                        rules.stream().flatMap(rule -> pairs(rule).stream()),
                        guardianOf.entrySet().stream().map(entry -> new Pair(entry.getKey(), entry.getValue())))
                .collect(Collectors.toSet());
    }

    /** Returns the pairs that a rule alone forbids: all of it that removing the rule would allow. */
    Set<Pair> allowedWithout(ExclusionView rule) {
        return pairs(rule).stream()
                .filter(pair -> !Objects.equals(guardianOf.get(pair.giver()), pair.receiver()))
                .collect(Collectors.toSet());
    }

    /** Returns the pairs that the rule forbids. */
    static Set<Pair> pairs(ExclusionView rule) {
        var pair = new Pair(rule.participantA(), rule.participantB());
        return rule.mutual() ? Set.of(pair, new Pair(rule.participantB(), rule.participantA())) : Set.of(pair);
    }

    /** Returns the names of these participants, in the order in which they registered. */
    List<String> named(Set<Long> participants) {
        return new TreeSet<>(participants)
                .stream().map(id -> Objects.requireNonNull(names.get(id))).toList();
    }

    @Override
    public String toString() {
        return "group of " + size();
    }
}
