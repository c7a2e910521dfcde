package org.sneakyklaus.draw;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sneakyklaus.exclusion.ExclusionView;
import org.sneakyklaus.matching.MatchingProblem;
import org.sneakyklaus.matching.MatchingProblem.Pair;
import org.sneakyklaus.participation.ParticipantView;

/**
 * Those who take part in a draw, and the rules about two of them; other rules sleep.
 *
 * @param names by participant id, in the order in which they registered
 * @param forbidden pairs of two who both take part
 */
record Group(Map<Long, String> names, Set<Pair> forbidden) {

    static Group of(List<ParticipantView> people, List<ExclusionView> rules) {
        var names = new LinkedHashMap<Long, String>();
        people.forEach(person -> names.put(person.id(), person.name()));
        var forbidden = new HashSet<Pair>();
        for (var rule : rules) {
            if (names.containsKey(rule.participantA()) && names.containsKey(rule.participantB())) {
                forbidden.add(new Pair(rule.participantA(), rule.participantB()));
                if (rule.mutual()) {
                    forbidden.add(new Pair(rule.participantB(), rule.participantA()));
                }
            }
        }
        return new Group(names, forbidden);
    }

    /** The same group after some have left. */
    Group without(Collection<Long> leaving) {
        var staying = new LinkedHashMap<>(names);
        leaving.forEach(staying::remove);
        var between = new HashSet<>(forbidden);
        between.removeIf(pair -> !staying.containsKey(pair.giver()) || !staying.containsKey(pair.receiver()));
        return new Group(staying, between);
    }

    int size() {
        return names.size();
    }

    boolean isTooSmall() {
        return size() < MatchingProblem.FEWEST_PEOPLE;
    }

    MatchingProblem problem() {
        return new MatchingProblem(List.copyOf(names.keySet()), forbidden);
    }

    @Override
    public String toString() {
        return "group of " + size();
    }
}
