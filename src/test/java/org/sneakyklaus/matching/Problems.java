package org.sneakyklaus.matching;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.sneakyklaus.matching.DrawAnalysis.SingleCircle;
import org.sneakyklaus.matching.MatchingProblem.Pair;

/** Problems to draw from; people are numbered from 0. */
public final class Problems {

    private Problems() {}

    static MatchingProblem free(int people) {
        return new MatchingProblem(people(people), Set.of());
    }

    static List<Long> people(int count) {
        return people(0, count);
    }

    private static List<Long> people(int from, int to) {
        return LongStream.range(from, to).boxed().toList();
    }

    private static MatchingProblem of(int people, Consumer<Rules> collect) {
        Rules rules = new Rules(people(people));
        collect.accept(rules);
        return rules.problem();
    }

    /** Nobody gives within the own group of {@code size} neighbours. */
    public static MatchingProblem households(int people, int size) {
        return of(people, rules -> keepApart(rules, people, size));
    }

    private static void keepApart(Rules rules, int people, int size) {
        for (int first = 0; first < people; first += size) {
            rules.apart(people(first, Math.min(first + size, people)));
        }
    }

    /** The same, and nobody gives to whom they gave in earlier years, which are random circles. */
    public static MatchingProblem households(int people, int size, int years, RandomGenerator random) {
        return of(people, rules -> {
            keepApart(rules, people, size);
            for (int year = 0; year < years; year++) {
                rules.forbid(circle(people, random));
            }
        });
    }

    private static List<Pair> circle(int people, RandomGenerator random) {
        int[] order = RejectionSampling.shuffled(people, random);
        return LongStream.range(0, people)
                .mapToObj(i -> new Pair(order[(int) i], order[(int) (i + 1) % people]))
                .toList();
    }

    /** The first people give only among themselves, and so do the others. */
    static MatchingProblem apart(int people, int first) {
        return of(people, rules -> {
            for (long person = 0; person < people; person++) {
                rules.only(person, person < first ? people(0, first) : people(first, people));
            }
        });
    }

    /** The first people belong to each group of so many others, who give within their group only. */
    public static MatchingProblem sharing(int people, int shared, int size) {
        return of(people, rules -> {
            for (int first = shared; first < people; first += size) {
                int end = Math.min(first + size, people);
                for (long member : people(first, end)) {
                    rules.forbid(pairs(member, people(shared, first))).forbid(pairs(member, people(end, people)));
                }
            }
        });
    }

    private static List<Pair> pairs(long giver, List<Long> receivers) {
        return receivers.stream().map(receiver -> new Pair(giver, receiver)).toList();
    }

    /** Each gives to the other half. */
    public static MatchingProblem twoTeams(int people) {
        return of(people, rules -> keepApart(rules, people, people / 2));
    }

    /** Each trainee gives to any manager, and gets from the own one. */
    static MatchingProblem managersAndTrainees(int pairs) {
        return of(2 * pairs, rules -> {
            for (long trainee : people(pairs, 2 * pairs)) {
                rules.only(trainee, people(pairs));
                for (long manager : people(pairs)) {
                    if (manager != trainee - pairs) {
                        rules.forbid(Set.of(new Pair(manager, trainee)));
                    }
                }
            }
        });
    }

    /** Each may give to so many only; among the gifts allowed is a hidden circle. */
    public static MatchingProblem lists(int people, int length, RandomGenerator random) {
        return of(
                people,
                rules -> circle(people, random).forEach(pair -> {
                    Collection<Long> receivers = random.longs(0, people)
                            .filter(receiver -> receiver != pair.giver() && receiver != pair.receiver())
                            .distinct()
                            .limit(length - 1)
                            .boxed()
                            .collect(Collectors.toSet());
                    receivers.add(pair.receiver());
                    rules.only(pair.giver(), receivers);
                }));
    }

    /** The first six may only give to the last five. */
    public static MatchingProblem sixForFive(int people) {
        return of(people, rules -> people(6).forEach(giver -> rules.only(giver, people(people - 5, people))));
    }

    /** The same rules after somebody has left. */
    public static MatchingProblem without(long leaver, MatchingProblem problem) {
        List<Long> staying =
                problem.people().stream().filter(person -> person != leaver).toList();
        List<Pair> forbidden = problem.forbidden().stream()
                .filter(pair -> pair.giver() != leaver && pair.receiver() != leaver)
                .toList();
        return new Rules(staying).forbid(forbidden).problem();
    }

    static MatchingProblem random(int people, double density, RandomGenerator random) {
        return of(people, rules -> {
            for (int giver = 0; giver < people; giver++) {
                for (int receiver = 0; receiver < people; receiver++) {
                    if (giver != receiver && random.nextDouble() < density) {
                        rules.forbid(Set.of(new Pair(giver, receiver)));
                    }
                }
            }
        });
    }

    /** Whether a draw may end in a single circle; {@link SingleCircle#IMPOSSIBLE} also if there is no pairing. */
    static SingleCircle singleCircle(MatchingProblem problem) {
        return UsableGifts.among(problem.gifts()).map(CircleVerdict::of).orElse(SingleCircle.IMPOSSIBLE);
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
