package org.sneakyklaus.participation;

import java.time.Instant;
import java.util.function.IntSupplier;
import org.sneakyklaus.exchange.ExchangeView;

/** Whether somebody new may come in, and if not, why: each has a page of its own. */
public enum RegistrationStatus {
    OPEN,
    NOT_YET,
    FULL,
    CLOSED,
    COMPLETED,
    CANCELLED;

    /**
     * Decided without looking at who asks, so that the answer tells nothing about an address.
     *
     * @param headcount how many take part; asked only where there is a limit
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
