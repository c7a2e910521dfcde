package org.sneakyklaus.matching;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Searches for a single circle by merging the circles of a random pairing, as R. M. Karp (1979) and A. Frieze and C.
 * Cooper (2000) do for the travelling salesman and for random digraphs. A few givers pass on their receivers around a
 * ring, so that fewer circles result.
 *
 * <p>A ring through a given person is found by growing two random trees until they meet: one of givers who take
 * another receiver, one of givers who release theirs. Rings of two and three are found at once; they are plentiful
 * unless people may give to few.
 *
 * <p>Finding no circle proves nothing. The effort is bounded by a number of rings and trees, not by a clock.
 */
final class CircleSearch {

    private static final int MOST_BRANCHES = 4;
    /** Unsuccessful searches before starting again from another pairing. */
    private static final int PATIENCE = 200;
    /**
     * One in this many rings that leave the number of circles unchanged is taken as well, since it may open a way.
     */
    private static final int SIDEWAYS = 8;

    private final AllowedGifts gifts;
    private final RandomGenerator random;
    private final RandomChoices receivers;
    private final RandomChoices givers;
    private final SearchTree wanting;
    private final SearchTree yielding;
    private final int[] ring;
    private Arrangement arrangement;
    private long work;

    CircleSearch(UsableGifts usable, RandomGenerator random) {
        gifts = usable.gifts();
        this.random = random;
        receivers = new RandomChoices(gifts, random);
        givers = new RandomChoices(usable.reversed(), random);
        int width = Math.max(32, (int) (4 * Math.sqrt(gifts.people())));
        wanting = new SearchTree(gifts.people(), width);
        yielding = new SearchTree(gifts.people(), width);
        ring = new int[2 * width];
        arrangement = randomPairing();
    }

    /**
     * Returns the receiver of each giver in a single circle, or empty if none was found. Requires that there is a
     * pairing.
     */
    Optional<int[]> circle(long mostWork) {
        int vain = 0;
        while (arrangement.circles() > 1 && work < mostWork) {
            if (vain == PATIENCE) {
                arrangement = randomPairing();
                vain = 0;
            }
            int before = arrangement.circles();
            mergeAt(someoneOutsideALargestCircle());
            vain = arrangement.circles() < before ? 0 : vain + 1;
        }
        return arrangement.circles() == 1 ? Optional.of(arrangement.receivers()) : Optional.empty();
    }

    private Arrangement randomPairing() {
        work += 10L * gifts.people();
        return new Arrangement(MaximumMatching.inRandomOrder(gifts, random));
    }

    private int someoneOutsideALargestCircle() {
        int[] sizes = new int[arrangement.circles()];
        for (int person = 0; person < gifts.people(); person++) {
            sizes[arrangement.circleOf(person)]++;
        }
        int most = Arrays.stream(sizes).max().orElseThrow();
        int largest = 0;
        while (sizes[largest] < most) {
            largest++;
        }
        work += gifts.people() / 4;
        int person = random.nextInt(gifts.people());
        while (arrangement.circleOf(person) == largest) {
            person = random.nextInt(gifts.people());
        }
        return person;
    }

    /** Tries rings through the person until one is taken. */
    private void mergeAt(int start) {
        growYielding(start);
        wanting.plant(start);
        for (int next = 0; next < wanting.size(); next++) {
            int giver = wanting.at(next);
            for (int branch = 0; branch < MOST_BRANCHES && !wanting.isFull(); branch++) {
                work++;
                int other = arrangement.giverOf(receivers.receiverFor(giver));
                if (wanting.add(other, giver) && closeRing(start, other)) {
                    return;
                }
            }
        }
    }

    /** Grows the tree of givers who may have the receiver of a giver in the tree, and so would release their own. */
    private void growYielding(int start) {
        yielding.plant(start);
        for (int next = 0; next < yielding.size(); next++) {
            int giver = yielding.at(next);
            for (int branch = 0; branch < MOST_BRANCHES && !yielding.isFull(); branch++) {
                work++;
                yielding.add(givers.receiverFor(arrangement.receiverOf(giver)), giver);
            }
        }
    }

    /** Takes a ring from the start to the end and back, if there is one and it helps. */
    private boolean closeRing(int start, int end) {
        int length = wanting.pathTo(end, ring);
        if (gifts.allows(end, arrangement.receiverOf(start)) && take(length)) {
            return true;
        }
        return yielding.holds(end) && take(continued(length, start, end));
    }

    /** Returns the length of the ring continued along the other tree, or 0 if a person would be in it twice. */
    private int continued(int length, int start, int end) {
        int longer = length;
        for (int person = yielding.parent(end); person != start; person = yielding.parent(person)) {
            for (int i = 0; i < length; i++) {
                if (ring[i] == person) {
                    return 0;
                }
            }
            ring[longer++] = person;
        }
        return longer;
    }

    private boolean take(int length) {
        if (length == 0) {
            return false;
        }
        work += length;
        arrangement.passOn(ring, length);
        if (!isOfUse(arrangement.moreCircles())) {
            arrangement.undo();
            return false;
        }
        work += gifts.people() / 4;
        arrangement.keep();
        return true;
    }

    private boolean isOfUse(int more) {
        return more < 0 || (more == 0 && random.nextInt(SIDEWAYS) == 0);
    }
}
