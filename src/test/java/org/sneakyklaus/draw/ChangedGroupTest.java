package org.sneakyklaus.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.exclusion.ExclusionView;
import org.sneakyklaus.matching.Matcher;
import org.sneakyklaus.matching.MatchingProblem.Pair;
import org.sneakyklaus.matching.MatchingResult.Matched;

/** Some leave and some join, under rules of every kind, in groups so small that everything can be tried. */
class ChangedGroupTest {

    private static final int MENDS = 2_000;

    private final Random random = new Random(12);

    /** How many givers more than the least are changed, which is counted by trying everything. */
    @Test
    void whatItCostsToMendInTurn() {
        var costs = new TreeMap<Integer, Integer>();
        var adjustments = 0;
        while (adjustments < MENDS) {
            var before = pairing(group(random.nextInt(4, 9), Set.of()));
            var changed = changed(before.keySet(), random.nextInt(1, 3), random.nextInt(1, 3));
            var adjusted = changed.adjusted(before, random);
            if (adjusted.inTurn()) {
                adjustments++;
                var cost = changes(before, ((Matched) adjusted.result()).receiverByGiver())
                        - least(before, changed.group());
                costs.merge(cost, 1, Integer::sum);
            }
        }
        System.getLogger("mends")
                .log(System.Logger.Level.INFO, "Givers changed beyond the least, and how often: {0}", costs);
        assertThat(costs.firstKey()).isGreaterThanOrEqualTo(0);
        var beyond = costs.entrySet().stream()
                .mapToInt(cost -> cost.getKey() * cost.getValue())
                .sum();
        assertThat((double) beyond / MENDS).as("on average").isLessThan(1.5);
    }

    /** Nobody but who gave to somebody who left, and one for each who joins, where no rule is in the way. */
    @Test
    void withoutRulesOnlyThoseChangeWhoMust() {
        for (var i = 0; i < MENDS; i++) {
            var before = pairing(group(random.nextInt(5, 9), Set.of()));
            var leaving = random.nextInt(0, 3);
            var joining = random.nextInt(0, 3);
            var people = new ArrayList<>(before.keySet());
            var staying = people.subList(leaving, people.size());
            var joined = new TreeSet<Long>();
            for (long newcomer = 100; newcomer < 100 + joining; newcomer++) {
                joined.add(newcomer);
            }
            var everybody = new TreeSet<>(staying);
            everybody.addAll(joined);
            var adjusted = new ChangedGroup(group(everybody, Set.of()), joined).adjusted(before, random);
            var after = ((Matched) adjusted.result()).receiverByGiver();

            assertThat(staying.stream().filter(giver -> !Objects.equals(before.get(giver), after.get(giver))))
                    .hasSizeLessThanOrEqualTo(leaving + joining);
            assertThat(adjusted.inTurn()).isTrue();
        }
    }

    private ChangedGroup changed(Set<Long> before, int leaving, int joining) {
        var people = new ArrayList<>(before);
        Collections.shuffle(people, random);
        var now = new TreeSet<>(people.subList(leaving, people.size()));
        var joined = new TreeSet<Long>();
        for (long newcomer = 100; newcomer < 100 + joining; newcomer++) {
            joined.add(newcomer);
        }
        now.addAll(joined);
        var rules = new HashSet<Pair>();
        for (var rule = random.nextInt(0, now.size()); rule > 0; rule--) {
            var pair = new ArrayList<>(now);
            Collections.shuffle(pair, random);
            rules.add(new Pair(pair.get(0), pair.get(1)));
        }
        return new ChangedGroup(group(now, rules), joined);
    }

    private Map<Long, Long> pairing(Group group) {
        return ((Matched) Matcher.draw(group.problem(), random)).receiverByGiver();
    }

    private static int changes(Map<Long, Long> before, Map<Long, Long> after) {
        return (int) after.keySet().stream()
                .filter(giver -> !Objects.equals(before.get(giver), after.get(giver)))
                .count();
    }

    private static int least(Map<Long, Long> before, Group group) {
        var people = List.copyOf(group.names().keySet());
        return least(before, people, group.problem().forbidden(), 0, new HashSet<>());
    }

    private static int least(
            Map<Long, Long> before, List<Long> people, Set<Pair> forbidden, int next, Set<Long> taken) {
        if (next == people.size()) {
            return 0;
        }
        var giver = people.get(next);
        var best = 1_000;
        for (var receiver : people) {
            if (!receiver.equals(giver) && !forbidden.contains(new Pair(giver, receiver)) && taken.add(receiver)) {
                var change = receiver.equals(before.get(giver)) ? 0 : 1;
                best = Math.min(best, change + least(before, people, forbidden, next + 1, taken));
                taken.remove(receiver);
            }
        }
        return best;
    }

    private static Group group(int people, Set<Pair> rules) {
        var everybody = new TreeSet<Long>();
        for (long person = 1; person <= people; person++) {
            everybody.add(person);
        }
        return group(everybody, rules);
    }

    private static Group group(Set<Long> people, Set<Pair> rules) {
        var names = new LinkedHashMap<Long, String>();
        people.forEach(person -> names.put(person, "person " + person));
        var views = new ArrayList<ExclusionView>();
        rules.forEach(rule -> views.add(new ExclusionView(views.size() + 1, rule.giver(), rule.receiver(), false)));
        return new Group(new LinkedHashMap<>(new HashMap<>(names)), views, Map.of());
    }
}
