package org.sneakyklaus.outbox;

import java.time.Duration;
import java.util.List;
import org.sneakyklaus.outbox.OutboxAttempts.Outcome;
import org.springframework.stereotype.Component;

/**
 * Sends what waits in the outbox, one e-mail after the other, as fast and as many as may be; while the other side takes
 * long to answer one, the next ones go on.
 */
@Component
public class OutboxDelivery {

    /**
     * What one run did.
     *
     * @param failed how many attempts failed, for now or for good
     * @param moreDue whether the run ended with mail left to send
     */
    public record Result(int sent, int failed, boolean moreDue) {

        /** Whether there was nothing to try. */
        public boolean isIdle() {
            return sent == 0 && failed == 0;
        }

        private Result and(Outcome outcome) {
            return new Result(
                    sent + (outcome == Outcome.SENT ? 1 : 0), failed + (outcome == Outcome.FAILED ? 1 : 0), moreDue);
        }

        private Result cutOff() {
            return new Result(sent, failed, true);
        }
    }

    private static final Duration RUN = Duration.ofSeconds(20);

    private final OutboxClaims claims;
    private final OutboxAttempts attempts;
    private final SendingPace pace;
    private final SendingPause pause;
    private final SendingAllowance allowance;

    OutboxDelivery(
            OutboxClaims claims,
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
     * Sends what is due, the most urgent first, for some 20 seconds; ends between two mails when the application stops,
     * and after one when the provider takes no more. One mail that cannot be sent never keeps the others, nor do a few
     * whose answers are waited for; these are settled when the answers come.
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
                    // Perhaps not all of these may be tried any more.
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
