package org.sneakyklaus.matching;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.sneakyklaus.matching.MatchingProblem.Pair;

/** Problems to draw from; people are numbered from 0. */
final class Problems {

    private Problems() {}

    static MatchingProblem free(int people) {
        return new MatchingProblem(people(people), Set.of());
    }

    static List<Long> people(int count) {
        return LongStream.range(0, count).boxed().toList();
    }

    /** Nobody gives within the own group of {@code size} neighbours. */
    static MatchingProblem households(int people, int size) {
        Set<Pair> forbidden = new HashSet<>();
        for (int giver = 0; giver < people; giver++) {
            int first = giver / size * size;
            for (int receiver = first; receiver < Math.min(first + size, people); receiver++) {
                if (giver != receiver) {
                    forbidden.add(new Pair(giver, receiver));
                }
            }
        }
        return new MatchingProblem(people(people), forbidden);
    }

    /** The first people give only among themselves, and so do the others. */
    static MatchingProblem apart(int people, int first) {
        Set<Pair> forbidden = IntStream.range(0, first)
                .boxed()
                .flatMap(one -> IntStream.range(first, people)
                        .boxed()
                        .flatMap(other -> List.of(new Pair(one, other), new Pair(other, one)).stream()))
                .collect(Collectors.toSet());
        return new MatchingProblem(people(people), forbidden);
    }

    static MatchingProblem random(int people, double density, RandomGenerator random) {
        Set<Pair> forbidden = new HashSet<>();
        for (int giver = 0; giver < people; giver++) {
            for (int receiver = 0; receiver < people; receiver++) {
                if (giver != receiver && random.nextDouble() < density) {
                    forbidden.add(new Pair(giver, receiver));
                }
            }
        }
        return new MatchingProblem(people(people), forbidden);
    }

    /** Everybody receives from whom they gave to. */
    static Set<Pair> reversed(Set<Pair> pairs) {
        return pairs.stream().map(Problems::back).collect(Collectors.toSet());
    }

    static Pair back(Pair pair) {
        long from = pair.receiver();
        long to = pair.giver();
        return new Pair(from, to);
    }
}
