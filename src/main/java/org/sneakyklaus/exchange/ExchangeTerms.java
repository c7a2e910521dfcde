package org.sneakyklaus.exchange;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The details of an exchange that may be invalid because of the clock or existing data. Separate, so that a form with
 * other errors can be checked for these, too.
 *
 * @param exchangeDate the date, or null if it cannot be read
 */
public record ExchangeTerms(
        @Nullable Integer maxParticipants,
        @Nullable Instant registrationClose,
        @Nullable Instant exchangeDate,
        boolean nameInMail,
        boolean rememberPairs) {}
