package org.sneakyklaus.matching;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.sneakyklaus.matching.MatchingProblem.Pair;

/** The result of a draw: a pairing, or the proof that there is none. */
public sealed interface MatchingResult {

    /** The circles that following the gifts from person to person leads through, and why. */
    enum Circles {
        /** All people form a single circle. */
        ONE,
        /** Several circles; it is proven that the rules allow no single circle. */
        SEVERAL_PROVEN,
        /** Several circles; no single circle was found, or none was searched for. There may still be one. */
        SEVERAL_FOUND
    }

    /** A pairing: each person gives once and receives once. */
    record Matched(Map<Long, Long> receiverByGiver, Circles circles) implements MatchingResult {

        public Matched {
            receiverByGiver = Map.copyOf(receiverByGiver);
            if (!receiverByGiver.keySet().equals(new HashSet<>(receiverByGiver.values()))) {
                throw new IllegalArgumentException("Not all people give and receive once");
            }
            if (isOneCircle(receiverByGiver) != (circles == Circles.ONE)) {
                throw new IllegalArgumentException("Circles do not match the pairing");
            }
        }

        /** Creates a pairing of unknown origin. */
        public Matched(Map<Long, Long> receiverByGiver) {
            this(receiverByGiver, isOneCircle(receiverByGiver) ? Circles.ONE : Circles.SEVERAL_FOUND);
        }

        /**
         * Creates a pairing that may turn out to be one circle.
         *
         * @param otherwise what to report if it is not
         */
        public static Matched of(Map<Long, Long> receiverByGiver, Circles otherwise) {
            return new Matched(receiverByGiver, isOneCircle(receiverByGiver) ? Circles.ONE : otherwise);
        }

        private static boolean isOneCircle(Map<Long, Long> receiverByGiver) {
            Long start = receiverByGiver.keySet().iterator().next();
            Long person = start;
            int steps = 0;
            do {
                person = receiverByGiver.get(person);
                steps++;
            } while (person != null && !person.equals(start) && steps < receiverByGiver.size());
            return start.equals(person) && steps == receiverByGiver.size();
        }

        /** Keeps the pairing out of logs and error messages. */
        @Override
        public String toString() {
            return "Matched[" + receiverByGiver.size() + " people]";
        }
    }

    /**
     * There is no pairing. With more givers than receivers: these givers may give to these receivers only. With more
     * receivers than givers: these receivers may receive from these givers only. Either breaks Hall's condition (P.
     * Hall, On Representatives of Subsets, 1935).
     *
     * @param givers empty if a receiver has no giver
     * @param receivers empty if a giver has no receiver
     */
    record Infeasible(Set<Long> givers, Set<Long> receivers) implements MatchingResult {

        public Infeasible {
            givers = Set.copyOf(givers);
            receivers = Set.copyOf(receivers);
            if (givers.size() == receivers.size()) {
                throw new IllegalArgumentException("As many receivers as givers prove nothing");
            }
        }

        /** Whether the obstacle lists too many receivers, rather than too many givers. */
        public boolean isFromReceivers() {
            return receivers.size() > givers.size();
        }

        /** Whether the forbidden pair contributes: if it were allowed, this would no longer be an obstacle. */
        public boolean isBecauseOf(Pair forbidden) {
            boolean giverNamed = givers.contains(forbidden.giver());
            boolean receiverNamed = receivers.contains(forbidden.receiver());
            return isFromReceivers() ? receiverNamed && !giverNamed : giverNamed && !receiverNamed;
        }

        /** Contains no ids: forbidden pairs may come from an earlier draw. */
        @Override
        public String toString() {
            return "Infeasible[" + givers.size() + " givers, " + receivers.size() + " receivers]";
        }
    }
}
