package org.sneakyklaus.mail;

import org.sneakyklaus.account.AccountEvent;
import org.sneakyklaus.outbox.MailKind;
import org.sneakyklaus.outbox.MailOrder;
import org.sneakyklaus.outbox.Outbox;
import org.sneakyklaus.support.EmailAddress;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Queues emails to the admin about their own account. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class AccountMails {

    private final Outbox outbox;

    AccountMails(Outbox outbox) {
        this.outbox = outbox;
    }

    @EventListener
    void on(AccountEvent.PasswordResetAsked event) {
        queue(MailKind.PASSWORD_RESET, event, "");
    }

    @EventListener
    void on(AccountEvent.AddressToConfirm event) {
        var address = new EmailAddress(event.address());
        outbox.enqueueOrRefuse(
                new MailOrder(MailKind.ADMIN_ADDRESS, null, null, event.occasion(), address.value(), null, address));
    }

    @EventListener
    void on(AccountEvent.MoveAsked event) {
        queue(MailKind.ADMIN_MOVES, event, event.presentAddress());
    }

    private void queue(MailKind kind, AccountEvent event, String detail) {
        outbox.enqueue(MailOrder.toAdmin(kind, null, event.occasion(), detail));
    }
}
