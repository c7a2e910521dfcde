package org.sneakyklaus.dashboard;

import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.draw.Verdict;

/**
 * How the draw of an exchange stands, as the admin may know it.
 *
 * @param verdict what a draw would meet; null once it is done
 * @param looked how many have looked at their recipient since the last draw, never who
 * @param mayAskToLook whether everybody may be asked now to look
 * @param doubtfulSince since when a name may have been shown that is no longer stored, as a backup was restored; else null
 */
public record DrawStatus(
        @Nullable Verdict verdict,
        int looked,
        boolean mayAskToLook,
        @Nullable ZonedDateTime doubtfulSince) {}
