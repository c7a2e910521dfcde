package org.sneakyklaus.outbox.transport;

import java.io.IOException;

/** Is told by a mail server of a test what becomes of each e-mail there, while it becomes so. */
@FunctionalInterface
public interface MailListener {

    /** How far an e-mail has come. */
    enum Moment {
        /** Somebody wants to hand it over; nothing has been taken. */
        OFFERED,
        /** It was taken, and whoever handed it over does not know. */
        TAKEN,
        /** Whoever handed it over has been told. */
        ANSWERED
    }

    /** @throws IOException to break the connection */
    void at(Moment moment) throws IOException;
}
