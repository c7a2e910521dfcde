package org.sneakyklaus.matching;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.sneakyklaus.matching.MatchingResult.Circles;

/**
 * Draws pairings.
 *
 * <p>Guaranteed for every size: a pairing is found if and only if there is one, it breaks no rule, and the effort is
 * bounded without looking at a clock. A maximum matching decides whether there is a pairing (J. E. Hopcroft and R. M.
 * Karp 1973).
 *
 * <p>If a single circle is found it is drawn, otherwise a pairing of several circles; {@link Circles} tells which, and
 * whether it was proven that there is no single one.
 *
 * <ul>
 *   <li>3 to {@value #EXACT_UP_TO} people: all single circles, or if there is none all pairings, are counted, and
 *       one is picked by its number (dynamic programming over subsets: R. Bellman 1962, M. Held and R. M. Karp 1962).
 *       Each is exactly equally likely, and several circles prove that there is no single one.
 *   <li>Up to {@value LargeDraw#COUNTED_UP_TO}: the same, but random circles are tried first and rejected at the
 *       first broken rule, which is quicker and as fair.
 *   <li>Above: random circles, rejected at the first broken rule. What is kept is exactly uniform over the single
 *       circles; with k forbidden receivers a person it takes about e^k tries, for any number of people.
 *   <li>If that takes too long: a random pairing whose circles are merged ({@link CircleSearch}, after R. M. Karp
 *       1979, and C. Cooper and A. Frieze 2000), and a random walk from the circle found to others
 *       ({@link PairingWalk}, after A. Broder 1986, M. Jerrum and A. Sinclair 1989). All circles are equally likely in
 *       the limit; how near a walk of bounded length comes is measured on small groups, not proven. With more than
 *       some hundreds of people who may each give to only a few, it is too short to reach the limit.
 *   <li>If no circle is found: random pairings, rejected in the same way and exactly uniform over all pairings,
 *       and if that takes too long the walk from a random matching, with the same reservation.
 * </ul>
 *
 * <p>Up to {@value LargeDraw#COUNTED_UP_TO} people, it is always proven if there is no single circle. Above, it is
 * proven when the gifts that are part of any pairing do not lead from each person to all others, or, for up to
 * {@value CircleVerdict#PROVEN_UP_TO} people, when they lead through one person twice. Otherwise, not finding one is
 * no proof: the question is NP-complete (R. M. Karp 1972).
 */
public final class Matcher {

    static final int EXACT_UP_TO = 14;

    private Matcher() {}

    /**
     * Draws. The same random numbers give the same draw.
     *
     * @param random must be as unpredictable as the draw should be; large draws take 256 bits and stretch them
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
}
