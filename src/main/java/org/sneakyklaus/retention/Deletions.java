package org.sneakyklaus.retention;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.sneakyklaus.exchange.ExchangeExpiry;
import org.springframework.stereotype.Component;

/** Tells when exchanges will be deleted. */
@Component
public class Deletions {

    private final ExchangeExpiry expiry;
    private final Clock clock;

    Deletions(ExchangeExpiry expiry, Clock clock) {
        this.expiry = expiry;
        this.clock = clock;
    }

    /** When an exchange that is over will be deleted; nothing for one that is not. */
    public Optional<Instant> deletionOf(long exchangeId) {
        var now = clock.instant();
        return expiry.find(exchangeId)
                .filter(over -> !over.since().isAfter(now))
                .map(over -> RetentionPolicy.deletion(over.since(), over.warnedAt(), now));
    }

    /** When an exchange that is completed now will be deleted. */
    public Instant deletionIfOverNow() {
        var now = clock.instant();
        return RetentionPolicy.deletion(now, null, now);
    }
}
