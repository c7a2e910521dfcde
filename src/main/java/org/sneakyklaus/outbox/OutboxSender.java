package org.sneakyklaus.outbox;

import java.time.Duration;
import java.util.List;
import org.sneakyklaus.outbox.OutboxAttempts.Outcome;
import org.springframework.stereotype.Component;

/**
 * Sends the due emails of the outbox one after the other, within the pace and the daily limit. A slow answer to one
 * email does not block the next.
 */
@Component
public class OutboxSender {

    /**
     * The result of one run.
     *
     * @param failed how many attempts failed, for now or for good
     * @param moreDue whether the run ended with emails left to send
     */
    public record Result(int sent, int failed, boolean moreDue) {

        private Result and(Outcome outcome) {
            return new Result(
                    sent + (outcome == Outcome.SENT ? 1 : 0), failed + (outcome == Outcome.FAILED ? 1 : 0), moreDue);
        }

        private Result cutOff() {
            return new Result(sent, failed, true);
        }
    }

    private static final Duration RUN = Duration.ofSeconds(20);

    private final EmailClaims claims;
    private final OutboxAttempts attempts;
    private final SendingPace pace;
    private final SendingPause pause;
    private final SendingAllowance allowance;

    OutboxSender(
            EmailClaims claims,
            OutboxAttempts attempts,
            SendingPace pace,
            SendingPause pause,
            SendingAllowance allowance) {
        this.claims = claims;
        this.attempts = attempts;
        this.pace = pace;
        this.pause = pause;
        this.allowance = allowance;
    }

    /**
     * Sends what is due, the most urgent first, for about 20 seconds. Stops between two emails when the application
     * stops, and after one when the provider accepts no more. An email that cannot be sent never blocks the others. Nor
     * do the few whose answers are pending; they are settled when the answers arrive.
     */
    public Result deliverDue() {
        attempts.markHandedOver();
        attempts.keepClaims();
        claims.freeStale();
        try {
            return deliverUntil(System.nanoTime() + RUN.toNanos());
        } finally {
            attempts.rest();
        }
    }

    private Result deliverUntil(long end) {
        var result = new Result(0, 0, false);
        for (var due = due(); !due.isEmpty(); due = due()) {
            for (var id : due) {
                if (System.nanoTime() - end >= 0 || !pace.await()) {
                    return result.cutOff();
                }
                var outcome = attempts.attempt(id);
                result = outcome.map(result::and).orElse(result);
                if (pause.isActive()) {
                    return result;
                }
                if (outcome.filter(Outcome.WAITING::equals).isPresent()) {
                    // With one more answer pending, some of these may no longer be tried.
                    break;
                }
            }
        }
        return result;
    }

    private List<Long> due() {
        var least = attempts.leastPriority();
        if (pause.isActive() || least.isEmpty()) {
            return List.of();
        }
        var allowed = allowance.today(pace.batch());
        return allowed.count() == 0
                ? List.of()
                : claims.due(allowed.count(), Math.max(least.getAsInt(), allowed.leastPriority()));
    }
}
