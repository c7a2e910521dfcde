package org.sneakyklaus.exclusion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Three or more people who may not draw each other, and their rules: one for each two of them.
 *
 * @param people their ids, ascending
 */
public record RuleGroup(List<Long> people, List<ExclusionView> rules) {

    /**
     * Finds such groups, each as large as possible from its first rule on. No rule is in two groups: if two groups
     * share a rule, the later one lacks a person.
     *
     * @param rules in the order they were made
     */
    public static List<RuleGroup> among(List<ExclusionView> rules) {
        var free = new TreeMap<Long, Map<Long, ExclusionView>>();
        var mutual = rules.stream().filter(ExclusionView::mutual).toList();
        for (var rule : mutual) {
            free.computeIfAbsent(rule.participantA(), id -> new LinkedHashMap<>())
                    .put(rule.participantB(), rule);
            free.computeIfAbsent(rule.participantB(), id -> new LinkedHashMap<>())
                    .put(rule.participantA(), rule);
        }
        var groups = new ArrayList<RuleGroup>();
        for (var rule : mutual) {
            if (neighbours(free, rule.participantA()).contains(rule.participantB())) {
                var people = around(rule, free);
                if (people.size() > 2) {
                    groups.add(new RuleGroup(people, taken(people, free)));
                }
            }
        }
        return groups;
    }

    /** Adds people who fit all those added so far, starting with those who fit most of the others. */
    private static List<Long> around(ExclusionView rule, Map<Long, Map<Long, ExclusionView>> free) {
        var common = new HashSet<>(neighbours(free, rule.participantA()));
        common.retainAll(neighbours(free, rule.participantB()));
        var people = new ArrayList<>(List.of(rule.participantA(), rule.participantB()));
        common.stream()
                .sorted(Comparator.comparing((Long one) -> neighbours(free, one).stream()
                                .filter(common::contains)
                                .count())
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .filter(one -> neighbours(free, one).containsAll(people))
                .forEachOrdered(people::add);
        return people.stream().sorted().toList();
    }

    private static Set<Long> neighbours(Map<Long, Map<Long, ExclusionView>> free, long person) {
        return free.getOrDefault(person, Map.of()).keySet();
    }

    /** Returns the rules between these people, and removes them from the free ones. */
    private static List<ExclusionView> taken(List<Long> people, Map<Long, Map<Long, ExclusionView>> free) {
        var taken = new TreeMap<Long, ExclusionView>();
        for (long one : people) {
            for (long other : people) {
                var rule = free.getOrDefault(one, new LinkedHashMap<>()).remove(other);
                if (rule != null) {
                    taken.put(rule.id(), rule);
                }
            }
        }
        return List.copyOf(taken.values());
    }
}
