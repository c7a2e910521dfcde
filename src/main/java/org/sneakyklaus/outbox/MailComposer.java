package org.sneakyklaus.outbox;

import java.util.Optional;
import org.sneakyklaus.outbox.transport.MailMessage;

/** Composes the text of an email at the moment it is sent. */
@FunctionalInterface
public interface MailComposer {

    /**
     * Composes the finished message. Its links work from now on: their tokens are committed. Must not be called in a
     * transaction.
     *
     * @return empty if the email is no longer worth sending
     */
    Optional<MailMessage> compose(QueuedMail mail);
}
