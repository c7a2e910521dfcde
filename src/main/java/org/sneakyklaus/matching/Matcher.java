package org.sneakyklaus.matching;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.sneakyklaus.matching.MatchingResult.Infeasible;
import org.sneakyklaus.matching.MatchingResult.Matched;

/**
 * Draws who gives to whom.
 *
 * <p>Guaranteed for every size: a pairing is found if and only if there is one, it breaks no rule, and the effort is
 * bounded without looking at a clock. The verdict is a maximum matching (Hopcroft and Karp 1973); if there is no
 * pairing, Hall's theorem names the people concerned.
 *
 * <p>Guaranteed up to {@value #EXACT_UP_TO} people: a single circle is drawn whenever there is one, and all single
 * circles are exactly equally likely; if there is none, all pairings are exactly equally likely. Both are counted by
 * dynamic programming over subsets (Bellman 1962, Held and Karp 1962).
 *
 * <p>Above that, in this order:
 *
 * <ol>
 *   <li>Random circles, thrown away when they break a rule: exactly uniform over the single circles. With k forbidden
 *       receivers a person this takes about e^k tries, whatever the number of people.
 *   <li>Random pairings, thrown away in the same way: exactly uniform over all pairings.
 *   <li>A maximum matching with givers and receivers in random order: always succeeds, is not uniform, and only by
 *       chance a single circle. Deciding whether there is a single circle is NP-complete (Karp 1972), so above
 *       {@value #EXACT_UP_TO} people several circles do not mean that a single one is impossible.
 * </ol>
 */
public final class Matcher {

    static final int EXACT_UP_TO = 14;

    /** Enough for ten forbidden receivers each among 100 people. */
    private static final long MOST_CHOICES = 3_000_000;

    private Matcher() {}

    public static MatchingResult draw(MatchingProblem problem, RandomGenerator random) {
        return draw(problem, random, MOST_CHOICES);
    }

    static MatchingResult draw(MatchingProblem problem, RandomGenerator random, long mostChoices) {
        AllowedGifts gifts = AllowedGifts.of(problem);
        Optional<Infeasible> obstacle = Feasibility.obstacle(problem.people(), gifts);
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        int[] receivers = gifts.people() <= EXACT_UP_TO ? count(gifts, random) : search(gifts, random, mostChoices);
        return matched(problem.people(), receivers);
    }

    private static int[] count(AllowedGifts gifts, RandomGenerator random) {
        CircleCounting circles = new CircleCounting(gifts);
        return circles.total() > 0 ? circles.pick(random) : new PairingCounting(gifts).pick(random);
    }

    private static int[] search(AllowedGifts gifts, RandomGenerator random, long mostChoices) {
        Rejection rejection = new Rejection(gifts, random, mostChoices);
        return rejection.circle().or(rejection::pairing).orElseGet(() -> matchInRandomOrder(gifts, random));
    }

    /** Givers and receivers are shuffled apart: one common order would favour two people giving to each other. */
    static int[] matchInRandomOrder(AllowedGifts gifts, RandomGenerator random) {
        int people = gifts.people();
        int[] giverNumbers = Rejection.shuffled(people, random);
        int[] receiverNumbers = Rejection.shuffled(people, random);
        MaximumMatching matching = MaximumMatching.of(gifts.renumbered(giverNumbers, receiverNumbers));
        int[] receivers = new int[people];
        int[] giverByNumber = inverse(giverNumbers);
        for (int receiver = 0; receiver < people; receiver++) {
            receivers[giverByNumber[matching.giverOf(receiverNumbers[receiver])]] = receiver;
        }
        return receivers;
    }

    private static int[] inverse(int[] numbers) {
        int[] inverse = new int[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            inverse[numbers[i]] = i;
        }
        return inverse;
    }

    /** @param receivers by the position of the giver, the position of the receiver */
    static Matched matched(List<Long> people, int[] receivers) {
        Map<Long, Long> receiverByGiver = new HashMap<>();
        for (int giver = 0; giver < receivers.length; giver++) {
            receiverByGiver.put(people.get(giver), people.get(receivers[giver]));
        }
        return new Matched(receiverByGiver);
    }
}
