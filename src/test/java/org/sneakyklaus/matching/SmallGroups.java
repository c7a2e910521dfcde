package org.sneakyklaus.matching;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;
import org.sneakyklaus.matching.MatchingProblem.Pair;

/** Problems and mends of every kind, small enough to try everything. */
final class SmallGroups extends DomainContextBase {

    private static final int MOST_PEOPLE = 8;
    private static final int MOST_PEOPLE_TO_MEND = 7;
    private static final List<Long> EVER = Problems.people(10);

    @Provide
    Arbitrary<MatchingProblem> problems() {
        return Arbitraries.integers()
                .between(MatchingProblem.FEWEST_PEOPLE, MOST_PEOPLE)
                .flatMap(people -> problemsAmong(Problems.people(people)));
    }

    /** A problem, and who made it: what each rule forbids may overlap with others. */
    record Rules(MatchingProblem problem, List<Set<Pair>> rules) {

        MatchingProblem without(int removed) {
            Set<Pair> forbidden = new HashSet<>();
            for (int rule = 0; rule < rules.size(); rule++) {
                forbidden.addAll(rule == removed ? Set.of() : rules.get(rule));
            }
            return new MatchingProblem(problem.people(), forbidden);
        }
    }

    @Provide
    Arbitrary<Rules> rules() {
        return Arbitraries.integers()
                .between(MatchingProblem.FEWEST_PEOPLE, MOST_PEOPLE_TO_MEND)
                .map(Problems::people)
                .flatMap(people -> ruleAmong(people)
                        .list()
                        .ofMinSize(people.size())
                        .ofMaxSize(4 * people.size())
                        .map(rules -> rulesAmong(people, rules)));
    }

    private static Rules rulesAmong(List<Long> people, List<Set<Pair>> rules) {
        Set<Pair> forbidden = rules.stream().flatMap(Set::stream).collect(Collectors.toSet());
        return new Rules(new MatchingProblem(people, forbidden), rules);
    }

    /** A one-way rule, a mutual one, a household, or anything. */
    private static Arbitrary<Set<Pair>> ruleAmong(List<Long> people) {
        List<Pair> pairs = pairs(people);
        Arbitrary<Pair> pair = Arbitraries.of(pairs);
        return Arbitraries.oneOf(
                pair.map(Set::of),
                pair.map(one -> Set.of(one, Problems.back(one))),
                Arbitraries.subsetOf(people).map(household -> Set.copyOf(pairs(household))),
                pair.set().ofMinSize(2).ofMaxSize(5));
    }

    /** Some of those who were paired before have left, and others have joined; rules may have changed. */
    @Provide
    Arbitrary<Repairs> repairs() {
        Arbitrary<Set<Long>> people = Arbitraries.subsetOf(EVER)
                .filter(some -> some.size() >= MatchingProblem.FEWEST_PEOPLE && some.size() <= MOST_PEOPLE_TO_MEND);
        return people.flatMap(now ->
                Combinators.combine(problemsAmong(List.copyOf(now)), pairings()).as(Repairs::new));
    }

    private static Arbitrary<MatchingProblem> problemsAmong(List<Long> people) {
        return Arbitraries.subsetOf(pairs(people)).map(forbidden -> new MatchingProblem(people, forbidden));
    }

    private static List<Pair> pairs(Collection<Long> people) {
        return people.stream()
                .flatMap(giver -> people.stream()
                        .filter(receiver -> !receiver.equals(giver))
                        .map(receiver -> new Pair(giver, receiver)))
                .toList();
    }

    private static Arbitrary<Map<Long, Long>> pairings() {
        return Arbitraries.integers()
                .between(0, EVER.size())
                .flatMap(paired -> Arbitraries.shuffle(EVER.subList(0, paired)))
                .map(receivers -> {
                    Map<Long, Long> pairing = new HashMap<>();
                    for (int giver = 0; giver < receivers.size(); giver++) {
                        pairing.put((long) giver, receivers.get(giver));
                    }
                    return pairing;
                });
    }
}
