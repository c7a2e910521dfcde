package org.sneakyklaus.matching;

import java.util.random.RandomGenerator;

/**
 * A random walk over pairings, or over single circles, that makes each equally likely in the long run.
 *
 * <p>In a step, a few givers pass on their receivers around a ring. A random giver wants a random one of the
 * receivers allowed to them, which leaves that receiver's giver without, and so on; the last must be allowed the
 * receiver of the first. These are the alternating cycles of A. Broder (1986) and of M. Jerrum and A. Sinclair
 * (1989).
 *
 * <p>From any pairing, a ring and the ring back are equally likely, since each of its givers chooses among as many,
 * so all pairings are equally likely in the limit (N. Metropolis et al. 1953). Every pairing is reached, since two
 * pairings differ by rings. Over single circles, one or more such steps are tried at once, and undone if the result
 * is not a single circle; this keeps the limit, and every circle is reached.
 *
 * <p>How many steps are needed is not proven here. The walk ends when every receiver was passed on often enough, or
 * at a bound on its choices.
 */
final class PairingWalk {

    /** One in this many rings of two or more ends here instead of growing by another giver. */
    private static final int ENDING = 4;

    /** One in this many steps tries another ring at once. */
    private static final int ANOTHER_RING = 4;

    /** Cost of checking whether there is still one circle, in random numbers. */
    private static final int WORK_OF_JUDGING = 8;

    private final AllowedGifts gifts;
    private final RandomGenerator random;
    private final RandomChoices choices;
    private final Arrangement arrangement;
    private final boolean singleCircle;
    private final int[] ring;
    private final long[] inRing;
    private long rings;
    private long work;

    /** @param singleCircle whether the pairing is a single circle and must stay one */
    PairingWalk(AllowedGifts gifts, RandomGenerator random, int[] pairing, boolean singleCircle) {
        this.gifts = gifts;
        this.random = random;
        this.singleCircle = singleCircle;
        choices = new RandomChoices(gifts, random);
        arrangement = new Arrangement(pairing);
        ring = new int[gifts.people()];
        inRing = new long[gifts.people()];
    }

    /**
     * Walks, and returns the receiver of each giver. The first half passes on {@code mostChanges} receivers or does
     * {@code mostWork}; the second takes as many steps again. Ending with a change would favour pairings that are
     * easily reached. So the second half counts steps, including unsuccessful ones; their number does not depend on
     * what it meets.
     */
    int[] walk(long mostChanges, long mostWork) {
        long steps = 0;
        for (long changes = 0; changes < mostChanges && work < mostWork; steps++) {
            changes += step();
        }
        for (; steps > 0; steps--) {
            step();
        }
        return arrangement.receivers();
    }

    /** Returns the number of receivers passed on. */
    private int step() {
        do {
            tryRing();
        } while (random.nextInt(ANOTHER_RING) == 0);
        int changes = arrangement.changes();
        if (changes == 0) {
            return 0;
        }
        if (!singleCircle) {
            arrangement.keepPairing();
            return changes;
        }
        work += WORK_OF_JUDGING + changes;
        if (arrangement.moreCircles() > 0) {
            arrangement.undo();
            return 0;
        }
        work += gifts.people() / 4;
        arrangement.keep();
        return changes;
    }

    private void tryRing() {
        rings++;
        work++;
        int length = 0;
        int giver = random.nextInt(gifts.people());
        while (inRing[giver] != rings) {
            work++;
            inRing[giver] = rings;
            ring[length++] = giver;
            if (length > 1 && random.nextInt(ENDING) == 0) {
                closeRing(length);
                return;
            }
            giver = arrangement.giverOf(choices.receiverFor(giver));
        }
    }

    private void closeRing(int length) {
        if (gifts.allows(ring[length - 1], arrangement.receiverOf(ring[0]))) {
            arrangement.passOn(ring, length);
        }
    }
}
