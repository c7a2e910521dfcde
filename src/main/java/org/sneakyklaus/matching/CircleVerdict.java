package org.sneakyklaus.matching;

import java.util.Optional;
import java.util.SplittableRandom;
import org.sneakyklaus.matching.DrawAnalysis.SingleCircle;

/**
 * Decides whether there is a single circle. It is the only place that decides this, so a draw never contradicts an
 * earlier verdict: a draw finds a circle that is possible here, and reports several circles as proven if it is
 * impossible here, and vice versa.
 *
 * <p>For up to {@value LargeDraw#COUNTED_UP_TO} people, the circles are counted if the search finds none. Above that,
 * a single circle is ruled out if the gifts that are part of any pairing do not lead from each person to all others,
 * or, for up to {@value #PROVEN_UP_TO} people, if they lead through one person twice. There are other reasons;
 * deciding the question for many people is NP-complete (R. M. Karp 1972).
 */
final class CircleVerdict {

    /**
     * The proof that examines each person takes about 0.1 s for this many, and a thousand times as long for ten times
     * as many.
     */
    static final int PROVEN_UP_TO = 1_000;

    private static final long LEAST_WORK = 100_000;
    private static final long WORK_EACH = 50;

    private CircleVerdict() {}

    /** Returns the verdict; always the same for the same rules. */
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

    /** Whether it is proven without counting that there is no single circle. */
    static boolean isRuledOut(UsableGifts usable) {
        return !usable.reachEverybody() || (usable.people() <= PROVEN_UP_TO && usable.needSomebodyTwice());
    }

    /**
     * Returns a circle found with little effort, or empty if none. It is always the same for the same rules, so unfit
     * for a draw.
     */
    static Optional<int[]> someCircle(UsableGifts usable) {
        return new CircleSearch(usable, new SplittableRandom(0)).circle(LEAST_WORK + WORK_EACH * usable.people());
    }
}
