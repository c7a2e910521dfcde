package org.sneakyklaus.notification.mail;

import org.sneakyklaus.exchange.ExchangeEvent;
import org.sneakyklaus.notification.OutboxQueries;
import org.sneakyklaus.notification.transport.CapturedMails;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Takes the captured e-mails of an exchange along when it is deleted. */
@Component
class CapturedMailRemoval {

    private final OutboxQueries outbox;
    private final CapturedMails captured;

    CapturedMailRemoval(OutboxQueries outbox, CapturedMails captured) {
        this.outbox = outbox;
        this.captured = captured;
    }

    /** Files are named by rows that are about to go; they follow only when that is certain. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(ExchangeEvent.Deleted event) {
        var rows = outbox.ofExchange(event.exchangeId());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                rows.forEach(row -> captured.delete(row.queuedAt(), row.id()));
            }
        });
    }
}
