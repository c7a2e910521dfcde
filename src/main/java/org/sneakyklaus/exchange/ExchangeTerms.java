package org.sneakyklaus.exchange;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What of an exchange's details the clock, and what is there already, may forbid; told apart so that a form whose other
 * fields are wrong can be judged by that, too.
 *
 * @param exchangeDate null while none can be read
 */
public record ExchangeTerms(
        @Nullable Integer maxParticipants,
        @Nullable Instant registrationClose,
        @Nullable Instant exchangeDate,
        boolean nameInMail,
        boolean rememberPairs) {}
