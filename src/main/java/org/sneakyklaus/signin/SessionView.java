package org.sneakyklaus.signin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session as its owner sees it.
 *
 * @param handle names it in a form; opens nothing
 * @param present whether it is the one that asks
 * @param lastUsed exact to five minutes
 * @param userAgent what its browser said of itself when it signed in, or null when it said nothing
 */
public record SessionView(
        String handle,
        boolean present,
        Instant lastUsed,
        @Nullable String userAgent) {}
