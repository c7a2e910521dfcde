package org.sneakyklaus.matching;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.sneakyklaus.matching.DrawAnalysis.SingleCircle;
import org.sneakyklaus.matching.MatchingResult.Circles;

/**
 * Draws who gives to whom.
 *
 * <p>Guaranteed for every size: a pairing is found if and only if there is one, it breaks no rule, and the effort is
 * bounded without looking at a clock. The verdict is a maximum matching (J. E. Hopcroft and R. M. Karp 1973).
 *
 * <p>A single circle is drawn wherever one is found, and otherwise a pairing of several circles; {@link Circles} tells
 * which, and whether it was proven that there is no single one.
 *
 * <ul>
 *   <li>3 to {@value #EXACT_UP_TO} people: all single circles, or if there is none all pairings, are counted, and one is
 *       picked by its number (dynamic programming over subsets: R. Bellman 1962, M. Held and R. M. Karp 1962). Each is
 *       exactly equally likely, and several circles are proof that there is no single one.
 *   <li>Up to {@value LargeDraw#COUNTED_UP_TO}: the same, but random circles are tried first, and thrown away at the
 *       first broken rule, which is quicker and as fair.
 *   <li>Above: random circles, thrown away at the first broken rule. What is kept is exactly uniform over the single
 *       circles; with k forbidden receivers a person it takes about e^k tries, whatever the number of people.
 *   <li>If that takes too long: a random pairing whose circles are merged ({@link CircleSearch}, after R. M. Karp 1979,
 *       and C. Cooper and A. Frieze 2000), and a random walk from the circle found to others ({@link PairingWalk}, after
 *       A. Broder 1986, M. Jerrum and A. Sinclair 1989). All circles are equally likely in the limit; how near a walk
 *       of bounded length comes is measured on small groups, not proven. Where people may give to a few only, and are
 *       more than some hundreds, it is too short to reach the limit.
 *   <li>If no circle is found: random pairings, thrown away in the same way and exactly uniform over all pairings, and if
 *       that takes too long the walk from a random matching, with the same reservation.
 * </ul>
 *
 * <p>That there is no single circle is proven up to {@value LargeDraw#COUNTED_UP_TO} people whenever it is so. Above, it
 * is proven when the gifts that are part of any pairing lead from somebody not to everybody, or, up to
 * {@value CircleVerdict#PROVEN_UP_TO} people, through one person twice. Otherwise, not finding one is no proof: the question
 * is NP-complete (R. M. Karp 1972).
 */
public final class Matcher {

    static final int EXACT_UP_TO = 14;

    private Matcher() {}

    /**
     * Draws. The same random numbers give the same draw.
     *
     * @param random as hard to foresee as the draw is to be; large draws take 256 bits and stretch them
     */
    public static MatchingResult draw(MatchingProblem problem, RandomGenerator random) {
        return draw(problem, random, LargeDraw.Effort.USUAL);
    }

    static MatchingResult draw(MatchingProblem problem, RandomGenerator random, LargeDraw.Effort effort) {
        Optional<UsableGifts> usable = UsableGifts.among(problem.gifts());
        if (usable.isEmpty()) {
            return Feasibility.obstacle(problem.people(), problem.gifts()).orElseThrow();
        }
        Drawn drawn = problem.people().size() <= EXACT_UP_TO
                ? Drawn.counted(usable.get().gifts(), random)
                : new LargeDraw(usable.get(), new SecretNumbers(random), effort).draw();
        return drawn.matched(problem.people());
    }

    /**
     * Whether a draw may end in a single circle, found out without drawing. The same rules get the same answer; none is
     * possible where there is no pairing.
     */
    public static SingleCircle singleCircle(MatchingProblem problem) {
        return UsableGifts.among(problem.gifts()).map(CircleVerdict::of).orElse(SingleCircle.IMPOSSIBLE);
    }
}
