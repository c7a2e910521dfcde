package org.sneakyklaus.matching;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.sneakyklaus.matching.MatchingResult.Circles;

/** The draw for groups too large to count all circles at once. */
final class LargeDraw {

    /** Up to this many people, counting is the last resort: 18 MB and about 20 ms. */
    static final int COUNTED_UP_TO = 18;

    /** In small groups, an existing circle is found quickly. */
    private static final long SEARCH_EACH = 25_000;

    /** Takes about as long as counting. */
    private static final long TRIES_BEFORE_COUNTING = 1_000_000;

    /** In small groups walking costs little, and tight rules matter most. */
    private static final long FEWEST_CHANGES = 5_000;

    /** How often each receiver is passed on, times the logarithm of the number of people. */
    private static final int PASSES = 4;

    /**
     * How much work each part may do before the next takes over.
     *
     * @param tries random numbers for drawing whole circles, and again for whole pairings
     * @param search random numbers for finding a circle
     * @param walk random numbers for walking on from it; half of the total, since as many steps follow
     */
    record Effort(long tries, long search, long walk) {

        /** Enough tries for ten forbidden receivers each among 1,000 people. Each part takes at most 0.1 to 0.3 s. */
        static final Effort USUAL = new Effort(8_000_000, 8_000_000, 6_000_000);
    }

    private final UsableGifts usable;
    private final RandomGenerator random;
    private final Effort effort;
    private final RejectionSampling sampling;

    LargeDraw(UsableGifts usable, RandomGenerator random, Effort effort) {
        this.usable = usable;
        this.random = random;
        this.effort = effort;
        sampling = new RejectionSampling(usable.gifts(), random, mostTries());
    }

    /**
     * Returns the number of tries, 0 if nearly every try would fail. Depends on the rules alone, so it favours no
     * result.
     */
    private long mostTries() {
        long most = isCounted() ? Math.min(TRIES_BEFORE_COUNTING, effort.tries()) : effort.tries();
        return usable.logarithmOfTries() > Math.log((double) most) ? 0 : most;
    }

    private boolean isCounted() {
        return usable.people() <= COUNTED_UP_TO;
    }

    Drawn draw() {
        if (!usable.reachEverybody()) {
            return new Drawn(pairing(), Circles.SEVERAL_PROVEN);
        }
        Optional<int[]> circle = sampling.circle();
        if (circle.isEmpty() && isCounted()) {
            return Drawn.counted(usable.gifts(), random);
        }
        if (circle.isEmpty() && CircleVerdict.isRuledOut(usable)) {
            return new Drawn(pairing(), Circles.SEVERAL_PROVEN);
        }
        return new Drawn(circle.or(this::walkedCircle).orElseGet(this::pairing), Circles.SEVERAL_FOUND);
    }

    private int[] pairing() {
        return sampling.pairing().orElseGet(isCounted() ? this::countedPairing : this::walkedPairing);
    }

    private int[] countedPairing() {
        return new PairingCounting(usable.gifts()).pick(random);
    }

    private int[] walkedPairing() {
        return walk(MaximumMatching.inRandomOrder(usable.gifts(), random), false);
    }

    /** Falls back to the circle of the verdict, so that a draw does not miss a circle known without a draw. */
    private Optional<int[]> walkedCircle() {
        long search = Math.min(effort.search(), SEARCH_EACH * usable.people());
        return new CircleSearch(usable, random)
                .circle(search)
                .or(() -> CircleVerdict.someCircle(usable))
                .map(found -> walk(found, true));
    }

    private int[] walk(int[] pairing, boolean singleCircle) {
        long changes = Math.max(FEWEST_CHANGES, (long) (PASSES * Math.log(pairing.length) * pairing.length));
        return new PairingWalk(usable.gifts(), random, pairing, singleCircle).walk(changes, effort.walk());
    }
}
