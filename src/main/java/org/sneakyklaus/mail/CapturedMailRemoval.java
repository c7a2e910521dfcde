package org.sneakyklaus.mail;

import java.util.List;
import org.sneakyklaus.exchange.ExchangesDeleted;
import org.sneakyklaus.outbox.OutboxQueries;
import org.sneakyklaus.outbox.transport.CapturedMails;
import org.sneakyklaus.participation.ParticipationEvent;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.event.EventListener;
import org.springframework.core.task.TaskExecutor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Deletes captured emails together with the exchanges or the participant they are about. */
@Component
class CapturedMailRemoval {

    private final OutboxQueries outbox;
    private final CapturedMails captured;
    private final TaskExecutor executor;

    CapturedMailRemoval(
            OutboxQueries outbox, CapturedMails captured, @Qualifier("applicationTaskExecutor") TaskExecutor executor) {
        this.outbox = outbox;
        this.captured = captured;
        this.executor = executor;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(ExchangesDeleted event) {
        if (captured.any()) {
            deleteAfterCommit(outbox.ofExchanges(event.exchangeIds()));
        }
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(ParticipationEvent.Erased event) {
        deleteAfterCommit(outbox.ofParticipant(event.participantId()));
    }

    /**
     * Deletes the files after the commit, once the deletion of their rows is certain. Uses another thread: after a
     * commit the connection is still held, and on SQLite no one else could write meanwhile.
     */
    private void deleteAfterCommit(List<OutboxQueries.Row> rows) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                executor.execute(() -> rows.forEach(row -> captured.delete(row.queuedAt(), row.id())));
            }
        });
    }
}
