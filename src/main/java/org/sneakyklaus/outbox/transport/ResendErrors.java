package org.sneakyklaus.outbox.transport;

import com.resend.core.exception.ResendException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.outbox.transport.TransportException.Kind;
import org.sneakyklaus.outbox.transport.TransportException.Reason;

/**
 * Classifies Resend's error answers.
 *
 * @see <a href="https://resend.com/docs/api-reference/errors">Errors</a>
 */
final class ResendErrors {

    private ResendErrors() {}

    /** Returns whether the same key came before with another text: each attempt composes the email again. */
    static boolean saysThatItWasAcceptedBefore(ResendException error) {
        return status(error) == 409 && "invalid_idempotent_request".equals(error.getErrorName());
    }

    /** Returns whether the key is valid but restricted to sending. */
    static boolean saysThatTheKeyMaySendOnly(ResendException error) {
        return "restricted_api_key".equals(error.getErrorName());
    }

    static TransportException failure(ResendException error, @Nullable Duration retryAfter, String apiKey) {
        var kind = kind(status(error), String.valueOf(error.getErrorName()), String.valueOf(error.getMessage()));
        // Without a time to wait, the email is retried like after any other failure.
        var told = kind == Kind.BUSY && retryAfter == null ? Kind.LATER : kind;
        var text = AnswerText.of(error.getMessage(), apiKey);
        return new TransportException(
                told, reason(error, kind), "Resend answered " + status(error) + ": " + text, retryAfter, null);
    }

    private static Kind kind(int status, String name, String message) {
        return switch (status) {
            case 400 -> message.contains("API key") ? Kind.LOCKED_OUT : Kind.REFUSED;
            case 401, 403 -> Kind.LOCKED_OUT;
            case 408 -> Kind.UNKNOWN;
            // Another request is handing over the same email right now.
            case 409 -> Kind.UNKNOWN;
            case 413 -> Kind.REFUSED;
            case 422 -> name.equals("invalid_from_address") ? Kind.LOCKED_OUT : Kind.REFUSED;
            case 429 -> name.endsWith("_quota_exceeded") ? Kind.QUOTA : Kind.BUSY;
            case 503 -> Kind.LATER;
            default -> status >= 500 ? Kind.UNKNOWN : Kind.LATER;
        };
    }

    private static Reason reason(ResendException error, Kind kind) {
        return switch (kind) {
            case LOCKED_OUT -> concernsSender(error) ? Reason.SENDER : Reason.API_KEY;
            case REFUSED -> Reason.CONTENT;
            case QUOTA -> Reason.QUOTA;
            case BUSY -> Reason.TOO_MANY;
            case UNKNOWN -> Reason.UNCERTAIN;
            case LATER -> status(error) == 503 ? Reason.NOT_NOW : Reason.OTHER;
        };
    }

    /** Returns whether the sender is at fault. For a domain that is not verified only the status says so. */
    private static boolean concernsSender(ResendException error) {
        return "invalid_from_address".equals(error.getErrorName())
                || (status(error) == 403 && !"invalid_api_key".equals(error.getErrorName()));
    }

    private static int status(ResendException error) {
        return error.getStatusCode() == null ? 0 : error.getStatusCode();
    }
}
