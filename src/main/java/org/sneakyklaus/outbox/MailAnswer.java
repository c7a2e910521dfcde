package org.sneakyklaus.outbox;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.outbox.transport.MailRoute;
import org.sneakyklaus.outbox.transport.TransportException.Reason;

/**
 * Describes the result of a test email, or of a connection check.
 *
 * @param key message key of the result
 * @param helpKey message key of the advice; may have no message
 * @param arguments the server's host, its port, the sender, and the seconds it took
 * @param detail the server's answer, or blank
 * @param isSlow whether it took long enough to mention
 * @param capturedAs the name of the file written instead of sending, or null
 */
public record MailAnswer(
        String key,
        String helpKey,
        List<Serializable> arguments,
        String detail,
        boolean accepted,
        boolean isSlow,
        @Nullable String capturedAs)
        implements Serializable {

    private static final Duration SLOW = Duration.ofSeconds(10);
    private static final double MILLIS = 1000.0;

    /**
     * Chooses the message keys.
     *
     * @param reason why it was not accepted, or null if it was
     * @param detail the server's answer, or what failed, without secrets and addresses; blank if it was accepted
     */
    static MailAnswer of(
            @Nullable Reason reason, String detail, Duration took, @Nullable String capturedAs, MailRoute route) {
        var what = reason != null ? reason.name() : capturedAs == null ? "accepted" : "captured";
        return new MailAnswer(
                "mailTest." + what,
                "mailTest.help." + route.transport() + "." + what,
                List.of(route.host(), String.valueOf(route.port()), route.sender(), took.toMillis() / MILLIS),
                detail,
                reason == null,
                took.compareTo(SLOW) > 0,
                capturedAs);
    }

    /** Returns the arguments as Thymeleaf's message expressions take them. */
    public Object[] args() {
        return arguments.toArray();
    }
}
