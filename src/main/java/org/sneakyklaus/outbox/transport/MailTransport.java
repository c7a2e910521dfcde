package org.sneakyklaus.outbox.transport;

import java.util.Optional;

/** Sends or captures emails. */
public interface MailTransport {

    /** Returns the name stored in the outbox: at most 20 characters. */
    String name();

    /** Returns whether handing over the same message key twice within at least 24 hours yields one email. */
    boolean isRepeatSafe();

    /**
     * Hands one email over. Blocks until it is known to be accepted, for half a minute at most. Must not be called in a
     * transaction.
     *
     * @return the server's id of the email; empty if it gave none
     * @throws TransportException if it was not accepted, or the result is unknown
     */
    Optional<String> send(MailMessage message);

    /**
     * Does the same, but waits for the answer as long as the server may take once it has the whole email: perhaps ten
     * minutes. Safe for several threads at once.
     */
    default Optional<String> sendPatiently(MailMessage message) {
        return send(message);
    }

    /**
     * Checks that the server would accept a connection, without handing anything over. Blocks as {@link #send} does.
     *
     * @throws TransportException if it would not, or did not answer
     */
    void knock();

    /** Releases what is kept open between emails; there are no more for now. */
    default void rest() {}
}
