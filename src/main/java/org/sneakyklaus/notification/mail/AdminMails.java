package org.sneakyklaus.notification.mail;

import java.time.Clock;
import org.sneakyklaus.exchange.ExchangesCompleted;
import org.sneakyklaus.notification.MailKind;
import org.sneakyklaus.notification.MailOrder;
import org.sneakyklaus.notification.Outbox;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes to the admin about what happened to an exchange. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class AdminMails {

    private final Outbox outbox;
    private final Clock clock;

    AdminMails(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Once for each time that an exchange is completed: one that was postponed comes here again. */
    @EventListener
    void on(ExchangesCompleted event) {
        var occasion = clock.instant().toString();
        outbox.enqueueAll(event.exchangeIds().stream()
                .map(id -> MailOrder.toAdmin(MailKind.COMPLETED, id, occasion, ""))
                .toList());
    }
}
