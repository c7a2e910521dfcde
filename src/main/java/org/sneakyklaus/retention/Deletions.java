package org.sneakyklaus.retention;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.sneakyklaus.exchange.ExchangeExpiry;
import org.springframework.stereotype.Component;

/** Calculates when exchanges will be deleted. */
@Component
public class Deletions {

    private final ExchangeExpiry expiry;
    private final Clock clock;

    Deletions(ExchangeExpiry expiry, Clock clock) {
        this.expiry = expiry;
        this.clock = clock;
    }

    /** Returns when an exchange that is over will be deleted; empty if it is not over. */
    public Optional<Instant> deletionOf(long exchangeId) {
        var now = clock.instant();
        return expiry.find(exchangeId)
                .filter(over -> !over.since().isAfter(now))
                .map(over -> RetentionPolicy.deletion(over.since(), over.warnedAt(), now));
    }

    /** Returns when an exchange completed now will be deleted. */
    public Instant deletionIfOverNow() {
        var now = clock.instant();
        return RetentionPolicy.deletion(now, null, now);
    }
}
