package org.sneakyklaus.signin;

import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.EmailAddress;

/**
 * A token that exists, used or not.
 *
 * @param usable false once it was used or has expired
 * @param participantId null for the admin
 * @param exchangeId null for the admin
 */
public record FoundToken(
        boolean usable,
        EmailAddress email,
        @Nullable Long participantId,
        @Nullable Long exchangeId) {

    /** Returns whether it was sent to a participant of this exchange. */
    public boolean isOf(long exchangeId) {
        return this.exchangeId != null && this.exchangeId == exchangeId;
    }
}
