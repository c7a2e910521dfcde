package org.sneakyklaus.outbox.transport;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signals that an email was not accepted. The message is shown to the admin: it names the cause, but no secret and no
 * address.
 */
public final class TransportException extends RuntimeException {

    /** What follows for this email, and for the others. */
    public enum Kind {
        /** Refused permanently: trying this email again would be of no use. */
        REFUSED,
        /** Certainly not accepted, may be next time. */
        LATER,
        /** Handed over, but unknown whether it was accepted. */
        UNKNOWN,
        /** Not accepted because there were too many: none will be for a while. */
        BUSY,
        /** Not accepted because the limit of a day or a month is used up. */
        QUOTA,
        /** The key, the password or the sender is not accepted: no email will be until the operator fixes that. */
        LOCKED_OUT
    }

    /** What is wrong, as far as known, to help fix it. */
    public enum Reason {
        /** The server name cannot be resolved. */
        HOST_UNKNOWN,
        /** Nothing listens there. */
        CONNECTION_REFUSED,
        /** There was no connection, or it broke, for another reason. */
        NO_CONNECTION,
        /** Connecting, or an answer of the server, took too long. */
        NO_ANSWER,
        /** The server offers no encryption, without which no password is sent. */
        NOT_ENCRYPTED,
        /** No common encryption was found. */
        ENCRYPTION,
        /** The certificate of the server cannot be verified. */
        CERTIFICATE,
        /** The user name or the password is wrong, or missing. */
        PASSWORD,
        /** The key is wrong. */
        API_KEY,
        /** The sender is not allowed. */
        SENDER,
        /** The address is refused. */
        RECIPIENT,
        /** The server accepts nothing from this machine. */
        CLIENT,
        /** The email itself is refused. */
        CONTENT,
        /** Temporarily refused. */
        NOT_NOW,
        /** There were too many. */
        TOO_MANY,
        /** The limit of a day or a month is used up. */
        QUOTA,
        /** Handed over, without an answer on whether it was accepted. */
        UNCERTAIN,
        /** Something answers, but not as Resend does. */
        NOT_RESEND,
        /** Something else. */
        OTHER
    }

    private final Kind kind;

    private final Reason reason;

    private final transient @Nullable Duration retryAfter;

    public TransportException(Kind kind, String message) {
        this(kind, Reason.OTHER, message, null, null);
    }

    public TransportException(Kind kind, Reason reason, String message, @Nullable Throwable cause) {
        this(kind, reason, message, null, cause);
    }

    /** @param retryAfter how long to wait, or null if not given */
    public TransportException(
            Kind kind, Reason reason, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    public Reason reason() {
        return reason;
    }

    /** Returns how long the server asked to wait. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
