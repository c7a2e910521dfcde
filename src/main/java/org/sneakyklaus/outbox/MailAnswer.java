package org.sneakyklaus.outbox;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.outbox.MailCheck.Outcome;
import org.sneakyklaus.outbox.transport.MailRoute;

/**
 * What came of a test e-mail, or of a look whether one could leave, in words.
 *
 * @param key of the sentence that says it
 * @param helpKey of what one can do about it; not everything has one
 * @param arguments the server's host, its port, the sender, and how many seconds it took
 * @param detail what the other side said, or blank
 * @param isSlow whether it took so long that it is worth telling
 * @param capturedAs the name of the file that was written instead, or null
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

    /** Finds the words. */
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

    /** In the form that Thymeleaf's message expressions take. */
    public Object[] args() {
        return arguments.toArray();
    }
}
