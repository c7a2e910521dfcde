package org.sneakyklaus.matching;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sneakyklaus.matching.DrawAnalysis.SingleCircle;
import org.sneakyklaus.matching.GuardianSearch.Choices;
import org.sneakyklaus.matching.GuardianSearch.Effort;

/**
 * Which guardians could work out more than they are shown. A guardian sees the recipients of those they look after
 * and their own. The rules may leave so little besides that this tells another person's recipient, or who gives to
 * the guardian.
 *
 * <p>As in {@link DrawAnalysis}, a draw picks among the single circles if there are any, else among all pairings. A
 * guardian is assumed to know that, and all rules.
 */
public final class GuardianInsight {

    private final UsableGifts drawn;
    private final Choices choices;
    private final SingleCircle singleCircle;
    private final List<Part> parts;
    private final Effort effort;

    private GuardianInsight(UsableGifts drawn, SingleCircle singleCircle, Effort effort) {
        this.drawn = drawn;
        choices = new Choices(drawn);
        this.singleCircle = singleCircle;
        this.effort = effort;
        parts = Part.of(drawn);
    }

    /**
     * Returns the guardians who could be shown a draw that leaves one possible recipient to a person who is neither
     * themselves nor looked after by them, or one possible giver to themselves. Depends on the rules and on the
     * guardians alone, so it tells nothing about a draw already made; the same for the same arguments. That no one may
     * draw their own guardian is a rule like any other, and must be among those of the problem.
     *
     * <p>Misses no such guardian, with one exception: if more than {@value Matcher#EXACT_UP_TO} people are neither the
     * guardian nor looked after by them, it assumes that the guardian does not know the draw to be a single circle.
     * Exact for up to 8 people, and for most larger groups; large groups with few rules need no search. Searching
     * takes some tens of milliseconds at most, for all guardians together. Guardians it has not finished with by then
     * are returned as well.
     *
     * @param guardianOf by the ids of those looked after, the id of who looks after them. All take part, and no
     *     guardian is looked after.
     * @return ids of guardians; empty if there is no pairing
     */
    public static Set<Long> guardiansWhoCouldWorkOut(MatchingProblem problem, Map<Long, Long> guardianOf) {
        return guardiansWhoCouldWorkOut(problem, guardianOf, new Effort(GuardianSearch.MOST_WORK));
    }

    static Set<Long> guardiansWhoCouldWorkOut(MatchingProblem problem, Map<Long, Long> guardianOf, Effort effort) {
        if (guardianOf.isEmpty()) {
            return Set.of();
        }
        Map<Integer, BitSet> inDoubt = knownTo(guardianOf, AllowedGifts.positions(problem.people()));
        AllowedGifts gifts = problem.gifts();
        Choices allowed = new Choices(new UsableGifts(gifts, gifts.reversed()));
        Part whole = Part.whole(gifts.people());
        inDoubt.entrySet().removeIf(entry -> {
            boolean small = isSmall(gifts.people(), entry.getValue());
            return search(allowed, entry.getKey(), entry.getValue(), whole, small, effort)
                    .isRuledOut();
        });
        Set<Long> found = new LinkedHashSet<>();
        if (!inDoubt.isEmpty()) {
            UsableGifts.among(gifts).ifPresent(drawn -> {
                boolean small = inDoubt.values().stream().anyMatch(known -> isSmall(drawn.people(), known));
                SingleCircle circle = small ? CircleVerdict.of(drawn) : SingleCircle.UNKNOWN;
                GuardianInsight insight = new GuardianInsight(drawn, circle, effort);
                inDoubt.forEach((guardian, known) -> {
                    if (insight.couldWorkOut(guardian, known)) {
                        found.add(problem.people().get(guardian));
                    }
                });
            });
        }
        return found;
    }

    /** Returns by guardian the givers whose recipients they see, all by position. */
    private static Map<Integer, BitSet> knownTo(Map<Long, Long> guardianOf, Map<Long, Integer> positions) {
        if (guardianOf.values().stream().anyMatch(guardianOf::containsKey)) {
            throw new IllegalArgumentException("A guardian is looked after");
        }
        Map<Integer, BitSet> known = new TreeMap<>();
        guardianOf.forEach((person, theirs) -> {
            int guardian = position(theirs, positions);
            BitSet givers = known.computeIfAbsent(guardian, position -> new BitSet());
            givers.set(guardian);
            givers.set(position(person, positions));
        });
        return known;
    }

    private static int position(Long person, Map<Long, Integer> positions) {
        Integer position = positions.get(person);
        if (position == null) {
            throw new IllegalArgumentException("A guardian or a person looked after does not take part");
        }
        return position;
    }

    /** Whether there are so few others that circles through them can be counted. */
    private static boolean isSmall(int people, BitSet known) {
        return people - known.cardinality() <= Matcher.EXACT_UP_TO;
    }

    private boolean couldWorkOut(int guardian, BitSet known) {
        if (known.cardinality() == drawn.people()) {
            // The guardian's giver is one of those looked after.
            return true;
        }
        boolean small = isSmall(drawn.people(), known);
        Part whole = Part.whole(drawn.people());
        if (small
                && singleCircle != SingleCircle.IMPOSSIBLE
                && search(choices, guardian, known, whole, true, effort).succeeds()) {
            return true;
        }
        return !(small && singleCircle == SingleCircle.POSSIBLE)
                && parts.stream()
                        .anyMatch(part -> search(choices, guardian, known, part, false, effort)
                                .succeeds());
    }

    private static GuardianSearch search(
            Choices among, int guardian, BitSet known, Part part, boolean circles, Effort effort) {
        BitSet knownHere = (BitSet) known.clone();
        knownHere.and(part.givers());
        BitSet others = (BitSet) part.givers().clone();
        others.andNot(known);
        return new GuardianSearch(among, guardian, knownHere, others, part.receivers(), circles, effort);
    }

    /** Givers and as many receivers. No gift leads into a part or out of it; two teams that give across are two. */
    private record Part(BitSet givers, BitSet receivers) {

        static Part whole(int people) {
            BitSet everybody = new BitSet();
            everybody.set(0, people);
            return new Part(everybody, everybody);
        }

        static List<Part> of(UsableGifts gifts) {
            List<Part> parts = new ArrayList<>();
            Part unseen = new Part(
                    whole(gifts.people()).givers(), whole(gifts.people()).receivers());
            for (int start = 0; start >= 0; start = unseen.givers().nextSetBit(start)) {
                Part part = new Part(new BitSet(), new BitSet());
                List<Integer> waiting = new ArrayList<>(List.of(start));
                unseen.givers().clear(start);
                while (!waiting.isEmpty()) {
                    int giver = waiting.remove(waiting.size() - 1);
                    part.givers().set(giver);
                    for (int receiver : take(gifts.gifts(), giver, unseen.receivers())) {
                        part.receivers().set(receiver);
                        waiting.addAll(take(gifts.reversed(), receiver, unseen.givers()));
                    }
                }
                parts.add(part);
            }
            return parts;
        }

        private static List<Integer> take(AllowedGifts gifts, int giver, BitSet unseen) {
            List<Integer> taken = new ArrayList<>();
            int next = gifts.nextReceiver(giver, unseen, 0);
            while (next >= 0) {
                unseen.clear(next);
                taken.add(next);
                next = gifts.nextReceiver(giver, unseen, next + 1);
            }
            return taken;
        }
    }
}
