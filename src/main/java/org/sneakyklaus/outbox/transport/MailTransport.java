package org.sneakyklaus.outbox.transport;

import java.util.Optional;

/** A way in which e-mails leave. */
public interface MailTransport {

    /** What the outbox notes down: at most 20 characters. */
    String name();

    /** Whether handing the same e-mail over twice, by its message key, makes one of it for at least 24 hours. */
    boolean isRepeatSafe();

    /**
     * Hands one e-mail over. Blocks until it is known to be accepted, for half a minute at most. Must not be called in a
     * transaction.
     *
     * @return what the other side calls it, if it says so
     * @throws TransportException when it was not accepted, or nobody knows
     */
    Optional<String> send(MailMessage message);

    /**
     * The same, for as long as the other side may take for its answer once it has the whole e-mail: perhaps ten minutes.
     * Several threads may do so at once.
     */
    default Optional<String> sendPatiently(MailMessage message) {
        return send(message);
    }

    /**
     * Makes sure that the other side would let it in, and hands nothing over. Blocks as {@link #send} does.
     *
     * @throws TransportException when it would not, or did not answer
     */
    void knock();

    /** Lets go of what it keeps open from one e-mail to the next; there are no more for now. */
    default void rest() {}
}
