package org.sneakyklaus.dashboard;

import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.draw.Verdict;

/**
 * State of an exchange's draw, as far as the admin may know it.
 *
 * @param verdict how a draw would end, or null once drawn
 * @param looked how many participants have looked since the last draw or adjustment, never who
 * @param uncounted whether others may know who they drew: by a look before that, or by an email with the name
 * @param mayAskToLook whether everyone may be asked now to look
 * @param doubtfulSince since when a name may have been shown that is no longer stored, because a backup was
 *     restored; else null
 */
public record DrawStatus(
        @Nullable Verdict verdict,
        int looked,
        boolean uncounted,
        boolean mayAskToLook,
        @Nullable ZonedDateTime doubtfulSince) {}
