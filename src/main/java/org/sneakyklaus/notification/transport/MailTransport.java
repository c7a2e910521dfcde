package org.sneakyklaus.notification.transport;

/** A way in which e-mails leave. */
public interface MailTransport {

    /** What the outbox notes down: at most 20 characters. */
    String name();

    /**
     * Hands one e-mail over. Blocks until it is known to be accepted.
     *
     * @throws TransportException when it was not accepted
     */
    void send(MailMessage message);
}
