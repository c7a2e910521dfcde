package org.sneakyklaus.dashboard;

import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.draw.Verdict;

/**
 * State of an exchange's draw, as far as the admin may know it.
 *
 * @param verdict how a draw would end, or null once drawn
 * @param looked how many participants have looked since the last draw, never who
 * @param mayAskToLook whether everyone may be asked now to look
 * @param doubtfulSince since when a name may have been shown that is no longer stored, because a backup was
 *     restored; else null
 */
public record DrawStatus(
        @Nullable Verdict verdict,
        int looked,
        boolean mayAskToLook,
        @Nullable ZonedDateTime doubtfulSince) {}
