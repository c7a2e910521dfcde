package org.sneakyklaus.outbox;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.outbox.MailCheck.Outcome;
import org.sneakyklaus.outbox.transport.MailRoute;

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

    /** Chooses the message keys for an outcome. */
    public static MailAnswer of(Outcome outcome, MailRoute route) {
        var reason = outcome.reason();
        var what = reason != null ? reason.name() : outcome.capturedAs() == null ? "accepted" : "captured";
        return new MailAnswer(
                "mailTest." + what,
                "mailTest.help." + route.transport() + "." + what,
                List.of(
                        route.host(),
                        String.valueOf(route.port()),
                        route.sender(),
                        outcome.took().toMillis() / MILLIS),
                outcome.answer(),
                reason == null,
                outcome.took().compareTo(SLOW) > 0,
                outcome.capturedAs());
    }

    /** Returns the arguments as Thymeleaf's message expressions take them. */
    public Object[] args() {
        return arguments.toArray();
    }
}
