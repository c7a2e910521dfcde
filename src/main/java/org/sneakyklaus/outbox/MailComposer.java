package org.sneakyklaus.outbox;

import java.util.Optional;
import org.sneakyklaus.outbox.transport.MailMessage;

/** Makes the text of an e-mail at the moment it is sent. */
@FunctionalInterface
public interface MailComposer {

    /**
     * The finished message, or nothing when it is no longer worth sending. Links in it work from now on: their tokens
     * are committed. Must not be called in a transaction.
     */
    Optional<MailMessage> compose(QueuedMail mail);
}
