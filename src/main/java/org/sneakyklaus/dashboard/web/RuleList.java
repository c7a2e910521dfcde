package org.sneakyklaus.dashboard.web;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sneakyklaus.exclusion.ExclusionView;
import org.sneakyklaus.exclusion.RuleGroup;
import org.sneakyklaus.participation.Namesakes;
import org.sneakyklaus.participation.ParticipantView;

/**
 * The rules of an exchange in words.
 *
 * @param all in the order they were made
 * @param groups those that keep whole groups apart
 * @param singles all others
 */
record RuleList(List<Rule> all, List<Group> groups, List<Rule> singles) {

    /** For more people, there are so many rules that they can only be removed all at once. */
    private static final int LARGEST_IN_LINES = 20;

    private static final int MOST_IN_VIEW = 20;
    private static final int MOST_NAMES = 12;

    /**
     * A rule in words.
     *
     * @param sleeping whether one of the two does not take part now
     */
    record Rule(long id, String nameA, String nameB, boolean mutual, boolean sleeping) {}

    /**
     * People who may not draw each other.
     *
     * @param people their ids
     * @param away the names of those who do not take part now
     * @param rules one for every two of them
     */
    record Group(List<Long> people, List<String> names, List<String> away, List<Rule> rules) {

        /** Returns the names of as many as fit into a line. */
        public String someNames() {
            return String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
        }

        /** Returns how many are not among {@link #someNames}. */
        public int more() {
            return Math.max(0, names.size() - MOST_NAMES);
        }

        public boolean inLines() {
            return people.size() <= LARGEST_IN_LINES;
        }
    }

    static RuleList of(List<ExclusionView> rules, List<ParticipantView> everybody) {
        var namesakes = Namesakes.among(everybody);
        var people = everybody.stream().collect(Collectors.toMap(ParticipantView::id, Function.identity()));
        var words = rules.stream().collect(Collectors.toMap(ExclusionView::id, rule -> {
            var a = known(people, rule.participantA());
            var b = known(people, rule.participantB());
            return new Rule(
                    rule.id(), namesakes.label(a), namesakes.label(b), rule.mutual(), !a.active() || !b.active());
        }));
        var groups = RuleGroup.among(rules);
        var grouped = groups.stream()
                .flatMap(group -> group.rules().stream())
                .map(ExclusionView::id)
                .collect(Collectors.toSet());
        var all = inWords(rules, words);
        return new RuleList(
                all,
                groups.stream()
                        .map(group -> new Group(
                                group.people(),
                                group.people().stream()
                                        .map(id -> namesakes.label(known(people, id)))
                                        .toList(),
                                group.people().stream()
                                        .map(id -> known(people, id))
                                        .filter(person -> !person.active())
                                        .map(namesakes::label)
                                        .toList(),
                                inWords(group.rules(), words)))
                        .toList(),
                all.stream().filter(rule -> !grouped.contains(rule.id())).toList());
    }

    /** Returns some of the rules, in the order they were made. */
    public List<Rule> among(List<Long> ids) {
        var wanted = Set.copyOf(ids);
        return all.stream().filter(rule -> wanted.contains(rule.id())).toList();
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Whether the single rules are too many to show at once. */
    public boolean isLong() {
        return singles.size() > MOST_IN_VIEW;
    }

    private static ParticipantView known(Map<Long, ParticipantView> people, long id) {
        return Objects.requireNonNull(people.get(id));
    }

    private static List<Rule> inWords(List<ExclusionView> rules, Map<Long, Rule> words) {
        return rules.stream()
                .map(rule -> Objects.requireNonNull(words.get(rule.id())))
                .toList();
    }
}
