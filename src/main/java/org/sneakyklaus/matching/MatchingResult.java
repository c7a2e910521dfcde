package org.sneakyklaus.matching;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.sneakyklaus.matching.MatchingProblem.Pair;

/** What a draw ends with: a pairing, or the proof that there is none. */
public sealed interface MatchingResult {

    /** What following the gifts from person to person leads through, and why. */
    enum Circles {
        /** Everybody, before it comes back. */
        ONE,
        /** A circle of some only; it is proven that the rules allow no single circle. */
        SEVERAL_PROVEN,
        /** A circle of some only; no single circle was found, or none was sought, which does not mean that there is none. */
        SEVERAL_FOUND
    }

    /** Everybody gives to one person and receives from one person. */
    record Matched(Map<Long, Long> receiverByGiver, Circles circles) implements MatchingResult {

        public Matched {
            receiverByGiver = Map.copyOf(receiverByGiver);
            if (!receiverByGiver.keySet().equals(new HashSet<>(receiverByGiver.values()))) {
                throw new IllegalArgumentException("Not everybody gives and receives once");
            }
            if (isOneCircle(receiverByGiver) != (circles == Circles.ONE)) {
                throw new IllegalArgumentException("One circle is told from several");
            }
        }

        /** A pairing of which nothing is known but itself. */
        public Matched(Map<Long, Long> receiverByGiver) {
            this(receiverByGiver, isOneCircle(receiverByGiver) ? Circles.ONE : Circles.SEVERAL_FOUND);
        }

        /**
         * A pairing that may turn out to be one circle.
         *
         * @param otherwise what to say if it is not
         */
        public static Matched of(Map<Long, Long> receiverByGiver, Circles otherwise) {
            return new Matched(receiverByGiver, isOneCircle(receiverByGiver) ? Circles.ONE : otherwise);
        }

        public boolean isSingleCircle() {
            return circles == Circles.ONE;
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
     * There is no pairing. With more givers than receivers: these givers may give to nobody but these receivers. With
     * more receivers than givers: nobody but these givers may give to these receivers. Either breaks Hall's condition
     * (P. Hall, On Representatives of Subsets, 1935).
     *
     * @param givers perhaps none, when nobody may give to somebody
     * @param receivers perhaps none, when somebody may give to nobody
     */
    record Infeasible(Set<Long> givers, Set<Long> receivers) implements MatchingResult {

        public Infeasible {
            givers = Set.copyOf(givers);
            receivers = Set.copyOf(receivers);
            if (givers.size() == receivers.size()) {
                throw new IllegalArgumentException("As many receivers as givers prove nothing");
            }
        }

        /** Whether it is told from the side of the receivers, who then are too many. */
        public boolean isFromReceivers() {
            return receivers.size() > givers.size();
        }

        /** Whether a forbidden pair has a part in it: were it allowed, this would be an obstacle no longer. */
        public boolean isBecauseOf(Pair forbidden) {
            boolean giverNamed = givers.contains(forbidden.giver());
            boolean receiverNamed = receivers.contains(forbidden.receiver());
            return isFromReceivers() ? receiverNamed && !giverNamed : giverNamed && !receiverNamed;
        }

        /** Names nobody: forbidden pairs may come from an earlier draw. */
        @Override
        public String toString() {
            return "Infeasible[" + givers.size() + " givers, " + receivers.size() + " receivers]";
        }
    }
}
