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
    NEW;

    static Adjustment of(Assignment row, Recipient recipient) {
        var lastLook = row.revealedDraw();
        if (lastLook != null && lastLook == Assignment.JOINED) {
            return NONE;
        }
        var lastKnown = lastLook == null ? row.drawNumber() - 1 : lastLook;
        return recipient.since() <= lastKnown ? SAME : NEW;
    }
}
