package org.sneakyklaus.notification.transport;

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

    private final Kind kind;

    private final transient @Nullable Duration retryAfter;

    public TransportException(Kind kind, String message) {
        this(kind, message, null, null);
    }

    public TransportException(Kind kind, String message, Throwable cause) {
        this(kind, message, null, cause);
    }

    /** @param retryAfter how long to wait, when that was said */
    public TransportException(Kind kind, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
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
