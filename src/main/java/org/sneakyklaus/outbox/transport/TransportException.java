package org.sneakyklaus.outbox.transport;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An e-mail was not accepted. The message is shown to the admin: it names the cause, but no secret and no address. */
public final class TransportException extends RuntimeException {

    /** What follows for this e-mail, and for the others. */
    public enum Kind {
        /** Refused for good: trying this e-mail again would be of no use. */
        REFUSED,
        /** Certainly not accepted, perhaps next time. */
        LATER,
        /** It was handed over, and nobody knows whether it was accepted. */
        UNKNOWN,
        /** Not accepted, since there were too many: none will be for a while. */
        BUSY,
        /** Not accepted, since what may be sent in a day or a month is used up. */
        QUOTA,
        /** The key, the password or the sender is not accepted: no e-mail will be until somebody mends that. */
        LOCKED_OUT
    }

    /** What is wrong, as far as it is known, for somebody who wants to mend it. */
    public enum Reason {
        /** The name of the server leads nowhere. */
        HOST_UNKNOWN,
        /** Nobody listens there. */
        CONNECTION_REFUSED,
        /** There was no connection, or it broke, for another reason. */
        NO_CONNECTION,
        /** Connecting, or a word of the server, took too long. */
        NO_ANSWER,
        /** The server offers no encryption, without which no password is sent. */
        NOT_ENCRYPTED,
        /** The two sides do not agree on how to encrypt. */
        ENCRYPTION,
        /** The server cannot show that it is who it says. */
        CERTIFICATE,
        /** The user name or the password is wrong, or missing. */
        PASSWORD,
        /** The key is wrong. */
        API_KEY,
        /** The sender may not be used. */
        SENDER,
        /** The address is refused. */
        RECIPIENT,
        /** The server takes nothing from this machine. */
        CLIENT,
        /** The e-mail itself is refused. */
        CONTENT,
        /** Not now. */
        NOT_NOW,
        /** There were too many. */
        TOO_MANY,
        /** What may be sent in a day or a month is used up. */
        QUOTA,
        /** It was handed over, and nobody said whether it was accepted. */
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

    /** @param retryAfter how long to wait, when that was said */
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

    /** How long the other side asked to wait. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
