package org.sneakyklaus.dashboard.web;

import org.jspecify.annotations.Nullable;

/**
 * How the draw of an exchange stands, as the admin may know it.
 *
 * @param people how many take part; 0 once it is done, like all that went before
 * @param tooFew whether fewer take part than a draw needs
 * @param blocked why the rules allow no draw, in the reader's language, or null when they do
 * @param canBeWorkedOut whether the group may be able to work out who gives to whom
 * @param looked how many have looked at their recipient since the last draw, never who
 * @param mayAskToLook whether everybody may be asked now to look
 */
record DrawStatus(
        int people,
        boolean tooFew,
        @Nullable String blocked,
        boolean canBeWorkedOut,
        int looked,
        boolean mayAskToLook) {

    /** Once it is done nothing of what went before is asked for any more. */
    static DrawStatus done(int looked, boolean mayAskToLook) {
        return new DrawStatus(0, false, null, false, looked, mayAskToLook);
    }

    public boolean possible() {
        return !tooFew && blocked == null;
    }
}
