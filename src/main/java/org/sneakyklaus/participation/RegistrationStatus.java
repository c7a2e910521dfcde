package org.sneakyklaus.participation;

import java.time.Instant;
import java.util.function.IntSupplier;
import org.sneakyklaus.exchange.ExchangeView;

/** Whether registration is open, or why not; each reason has a page of its own. */
public enum RegistrationStatus {
    OPEN,
    NOT_YET,
    FULL,
    CLOSED,
    COMPLETED,
    CANCELLED;

    /**
     * Decides without considering the person who asks, so that the answer reveals nothing about an address.
     *
     * @param headcount the number of active participants; queried only if there is a limit
     */
    static RegistrationStatus of(ExchangeView exchange, IntSupplier headcount, Instant now) {
        return switch (exchange.state()) {
            case DRAFT -> NOT_YET;
            case REGISTRATION_OPEN -> {
                if (!exchange.acceptsRegistrations(now)) {
                    yield CLOSED;
                }
                yield exchange.maxParticipants() != null && exchange.isFull(headcount.getAsInt()) ? FULL : OPEN;
            }
            case REGISTRATION_CLOSED, MATCHED -> CLOSED;
            case COMPLETED -> COMPLETED;
            case CANCELLED -> CANCELLED;
        };
    }
}
