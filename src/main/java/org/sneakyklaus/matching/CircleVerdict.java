package org.sneakyklaus.matching;

import java.util.Optional;
import java.util.SplittableRandom;
import org.sneakyklaus.matching.DrawAnalysis.SingleCircle;

/**
 * Whether there is a single circle. It is decided here alone, so that a draw never disagrees with what was told before
 * it: what is possible here is drawn, and what is impossible here is told by a draw as proven, and the other way round.
 *
 * <p>Up to {@value LargeDraw#COUNTED_UP_TO} people the circles are counted when none is met. Above that it is proof
 * against one when the gifts that are part of any pairing lead from somebody not to everybody, or, up to
 * {@value #PROVEN_UP_TO} people, through one person twice. There are other reasons; deciding it for many people is
 * NP-complete (R. M. Karp 1972).
 */
final class CircleVerdict {

    /** The proof that looks at each person takes some 0.1 s for so many, and a thousand times as long for ten times as many. */
    static final int PROVEN_UP_TO = 1_000;

    private static final long LEAST_WORK = 100_000;
    private static final long WORK_EACH = 50;

    private CircleVerdict() {}

    /** The same for the same rules. */
    static SingleCircle of(UsableGifts usable) {
        if (!usable.reachEverybody()) {
            return SingleCircle.IMPOSSIBLE;
        }
        if (someCircle(usable).isPresent()) {
            return SingleCircle.POSSIBLE;
        }
        if (usable.people() <= LargeDraw.COUNTED_UP_TO) {
            boolean isThere = new CircleCounting(usable.gifts()).total() > 0;
            return isThere ? SingleCircle.POSSIBLE : SingleCircle.IMPOSSIBLE;
        }
        return isRuledOut(usable) ? SingleCircle.IMPOSSIBLE : SingleCircle.UNKNOWN;
    }

    /** Whether it is proven without counting that there is none. */
    static boolean isRuledOut(UsableGifts usable) {
        return !usable.reachEverybody() || (usable.people() <= PROVEN_UP_TO && usable.needSomebodyTwice());
    }

    /** A circle that is met with little effort, always the same for the same rules, and so fit for no draw; or none. */
    static Optional<int[]> someCircle(UsableGifts usable) {
        return new CircleSearch(usable, new SplittableRandom(0)).circle(LEAST_WORK + WORK_EACH * usable.people());
    }
}
