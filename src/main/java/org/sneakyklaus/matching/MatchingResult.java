package org.sneakyklaus.matching;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What a draw ends with: a pairing, or the proof that there is none. */
public sealed interface MatchingResult {

    /** Everybody gives to one person and receives from one person. */
    record Matched(Map<Long, Long> receiverByGiver) implements MatchingResult {

        public Matched {
            receiverByGiver = Map.copyOf(receiverByGiver);
            if (!receiverByGiver.keySet().equals(new HashSet<>(receiverByGiver.values()))) {
                throw new IllegalArgumentException("Not everybody gives and receives once");
            }
        }

        /** Whether following the gifts from anybody leads through everybody before it comes back. */
        public boolean isSingleCircle() {
            Long start = receiverByGiver.keySet().iterator().next();
            Long person = start;
            int steps = 0;
            do {
                person = Objects.requireNonNull(receiverByGiver.get(person));
                steps++;
            } while (!person.equals(start));
            return steps == receiverByGiver.size();
        }

        /** Keeps the pairing out of logs and error messages. */
        @Override
        public String toString() {
            return "Matched[" + receiverByGiver.size() + " people]";
        }
    }

    /**
     * There is no pairing: these givers may give to nobody but these receivers, who are fewer
     * (a violation of Hall's condition; P. Hall, On Representatives of Subsets, 1935).
     */
    record Infeasible(Set<Long> givers, Set<Long> receivers) implements MatchingResult {

        public Infeasible {
            givers = Set.copyOf(givers);
            receivers = Set.copyOf(receivers);
            if (givers.size() <= receivers.size()) {
                throw new IllegalArgumentException("As many receivers as givers prove nothing");
            }
        }
    }
}
