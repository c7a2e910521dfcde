package org.sneakyklaus.draw;

/** What a mend means for one giver. */
public enum Adjustment {
    /** Nothing to tell: the pairing is not mended, or the giver has looked since. */
    NONE,
    /** They give to the same person as when they last looked; who has never looked, as before the last mend. */
    SAME,
    /** They give to somebody else. */
    NEW;

    static Adjustment of(Assignment row, Recipient recipient) {
        var lastLook = row.revealedDraw();
        var lastKnown = lastLook == null ? row.drawNumber() - 1 : lastLook;
        return recipient.since() <= lastKnown ? SAME : NEW;
    }
}
