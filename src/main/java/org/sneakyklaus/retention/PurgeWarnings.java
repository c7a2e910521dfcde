package org.sneakyklaus.retention;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.sneakyklaus.database.Batches;
import org.sneakyklaus.exchange.ExchangeBatches;
import org.sneakyklaus.exchange.ExchangeExpiry;
import org.sneakyklaus.outbox.MailKind;
import org.sneakyklaus.outbox.MailOrder;
import org.sneakyklaus.outbox.Outbox;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Warns the admin once of each exchange that will be deleted. */
@Component
class PurgeWarnings {

    private static final int AT_ONCE = 200;

    private final ExchangeExpiry expiry;
    private final Outbox outbox;
    private final ApplicationEventPublisher events;
    private final Batches transactions;

    PurgeWarnings(ExchangeExpiry expiry, Outbox outbox, ApplicationEventPublisher events, Batches transactions) {
        this.expiry = expiry;
        this.outbox = outbox;
        this.events = events;
        this.transactions = transactions;
    }

    /** Sends all warnings that are due now. */
    ExchangeBatches run(Instant now) {
        return new ExchangeBatches("warn of", ids -> transactions.one(() -> warn(ids, now)))
                .runAll(expiry.unwarned(RetentionPolicy.toldWhenOverBefore(now)), AT_ONCE);
    }

    private int warn(List<Long> ids, Instant now) {
        var told = expiry.warn(ids, RetentionPolicy.toldWhenOverBefore(now), now);
        outbox.enqueueAll(told.stream()
                .map(over -> MailOrder.toAdmin(
                        MailKind.PURGE_WARNING,
                        over.id(),
                        now.toString(),
                        RetentionPolicy.deletion(over.since(), now, now).toString()))
                .toList());
        events.publishEvent(
                new DeletionAnnounced(told.stream().map(ExchangeExpiry.Over::id).collect(Collectors.toSet())));
        return told.size();
    }
}
