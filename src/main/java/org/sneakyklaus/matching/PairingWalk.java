package org.sneakyklaus.matching;

import java.util.random.RandomGenerator;

/**
 * A random walk over pairings, or over single circles, that makes each equally likely in the long run.
 *
 * <p>A step lets a few givers pass on their receivers around a ring: a random giver wants a random receiver of those
 * allowed, who so leaves their giver without, and so on; the last must be allowed the receiver of the first. These are
 * the alternating cycles of A. Broder (1986) and of M. Jerrum and A. Sinclair (1989). From any pairing, a ring and the
 * ring back are equally likely, since each of its givers chooses among as many, so all pairings are equally likely in
 * the limit (N. Metropolis et al. 1953); every pairing is reached, since two pairings differ by rings. Over single
 * circles, one or more such steps are tried at once, and undone when the result is not a single circle; this keeps the
 * limit, and every circle is reached.
 *
 * <p>How many steps are needed is not proven here. The walk ends when every receiver was passed on often enough, or at
 * a bound on its choices.
 */
final class PairingWalk {

    /** One ring of two or more in so many ends here instead of growing by another giver. */
    private static final int ENDING = 4;

    /** One step in so many tries another ring at once. */
    private static final int ANOTHER_RING = 4;

    /** What it takes to see whether there is still one circle, in random numbers. */
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

    /** @param singleCircle whether the pairing is a single circle, and is to stay one */
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
     * The receiver of each giver after a walk that passes on so many receivers, or does so much work, and then takes as
     * many steps again. To end with a change would favour pairings that are easily reached, so the second half counts
     * steps, vain ones among them, which are as many whatever it meets.
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

    /** How many receivers were passed on. */
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
