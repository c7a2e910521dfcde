package org.sneakyklaus.draw;

/** What an adjustment of the draw means for one giver. */
public enum Adjustment {
    /** Nothing to show: the draw was not adjusted, the giver has looked since, or they joined after the draw. */
    NONE,
    /**
     * The receiver is the same as at the giver's last look; for one who has never looked, as before the last
     * adjustment.
     */
    SAME,
    /** The receiver is another one. */
    NEW,
    /** Whether it is another one is not known any more: the giver's last look was forgotten with a backup. */
    UNKNOWN;

    static Adjustment of(Assignment row, Recipient recipient) {
        var lastLook = row.revealedDraw();
        if (lastLook != null && lastLook == Assignment.JOINED) {
            return NONE;
        }
        if (lastLook != null && lastLook == Assignment.FORGOTTEN) {
            return UNKNOWN;
        }
        var lastKnown = lastLook == null ? row.drawNumber() - 1 : lastLook;
        return recipient.since() <= lastKnown ? SAME : NEW;
    }
}
