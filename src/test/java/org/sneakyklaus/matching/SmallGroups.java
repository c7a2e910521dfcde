package org.sneakyklaus.matching;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** Some of those who were paired before have left, and others have joined; rules may have changed. */
    @Provide
    Arbitrary<Mends> mends() {
        Arbitrary<Set<Long>> people = Arbitraries.subsetOf(EVER)
                .filter(some -> some.size() >= MatchingProblem.FEWEST_PEOPLE && some.size() <= MOST_PEOPLE_TO_MEND);
        return people.flatMap(
                now -> Combinators.combine(problemsAmong(List.copyOf(now)), pairings(), Arbitraries.subsetOf(now))
                        .as(Mends::new));
    }

    private static Arbitrary<MatchingProblem> problemsAmong(List<Long> people) {
        List<Pair> pairs = people.stream()
                .flatMap(giver -> people.stream()
                        .filter(receiver -> !receiver.equals(giver))
                        .map(receiver -> new Pair(giver, receiver)))
                .toList();
        return Arbitraries.subsetOf(pairs).map(forbidden -> new MatchingProblem(people, forbidden));
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
