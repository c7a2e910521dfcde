package org.sneakyklaus.signin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session as its owner sees it.
 *
 * @param handle identifies it in a form; gives no access
 * @param present whether it is the session of the current request
 * @param lastUsed exact to five minutes
 * @param userAgent the browser's User-Agent at sign-in, or null if it sent none
 */
public record SessionView(
        String handle,
        boolean present,
        Instant lastUsed,
        @Nullable String userAgent) {}
