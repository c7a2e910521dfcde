package org.sneakyklaus.notification;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.notification.transport.MailMessage;
import org.sneakyklaus.notification.transport.MailTransport;
import org.sneakyklaus.notification.transport.TransportException;
import org.sneakyklaus.support.FailurePlace;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Sends what waits in the outbox: claims a row, makes the text and sends it outside any transaction, marks the row. */
@Component
public class OutboxDelivery implements SmartLifecycle {

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
    }

    private enum Outcome {
        SENT,
        FAILED,
        CANCELLED
    }

    private static final Logger log = LoggerFactory.getLogger(OutboxDelivery.class);
    private static final Duration RUN = Duration.ofSeconds(20);
    // Few, so that a sign-in mail that comes in meanwhile does not wait for long.
    private static final int BATCH = 20;
    private static final int MAX_RENDERINGS = 3;

    private final OutboxClaims claims;
    private final MailComposer composer;
    private final MailTransport transport;
    private final Clock clock;
    private final RandomGenerator random = new SecureRandom();
    private volatile boolean running = true;

    OutboxDelivery(OutboxClaims claims, MailComposer composer, MailTransport transport, Clock clock) {
        this.claims = claims;
        this.composer = composer;
        this.transport = transport;
        this.clock = clock;
    }

    /**
     * Sends what is due, the most urgent first, for at most 20 seconds; ends between two mails when the application
     * stops. One mail that cannot be sent never keeps the others.
     */
    public Result deliverDue() {
        claims.freeStale();
        var begin = System.nanoTime();
        var sent = 0;
        var failed = 0;
        for (var due = claims.due(BATCH); !due.isEmpty(); due = claims.due(BATCH)) {
            for (var id : due) {
                if (!running || System.nanoTime() - begin >= RUN.toNanos()) {
                    return new Result(sent, failed, true);
                }
                var outcome = claims.claim(id, transport.name()).map(this::deliver);
                sent += outcome.filter(o -> o == Outcome.SENT).isPresent() ? 1 : 0;
                failed += outcome.filter(o -> o == Outcome.FAILED).isPresent() ? 1 : 0;
            }
        }
        return new Result(sent, failed, false);
    }

    private Outcome deliver(QueuedMail mail) {
        Optional<MailMessage> message;
        try {
            message = isPastUse(mail) ? Optional.empty() : composer.compose(mail);
        } catch (DataAccessException | TransactionException e) {
            return failed(mail, FailurePlace.of(e), RetrySchedule.waitAfter(mail.attempts() + 1, random));
        } catch (RuntimeException e) {
            return failed(
                    mail,
                    FailurePlace.of(e),
                    RetrySchedule.waitAfter(mail.attempts() + 1, random)
                            .filter(wait -> mail.attempts() + 1 < MAX_RENDERINGS));
        }
        if (message.isEmpty()) {
            claims.cancelled(mail);
            return Outcome.CANCELLED;
        }
        return send(mail, message.get());
    }

    private Outcome send(QueuedMail mail, MailMessage message) {
        try {
            transport.send(message);
        } catch (TransportException e) {
            var wait = RetrySchedule.waitAfter(mail.attempts() + 1, random);
            return failed(mail, e.getMessage(), wait.filter(w -> !e.isPermanent()));
        } catch (RuntimeException e) {
            return failed(mail, FailurePlace.of(e), RetrySchedule.waitAfter(mail.attempts() + 1, random));
        }
        claims.sent(mail);
        return Outcome.SENT;
    }

    /** @param wait nothing to give up */
    private Outcome failed(QueuedMail mail, String reason, Optional<Duration> wait) {
        var now = clock.instant();
        if (wait.isPresent()) {
            claims.failed(mail, OutboxState.PENDING, now.plus(wait.get()), reason);
        } else {
            claims.failed(mail, OutboxState.FAILED, now, reason);
            log.warn(
                    "Gave up on mail {} ({}) after {} attempts; the outbox page says why and can send it again",
                    mail.id(),
                    mail.kind(),
                    mail.attempts() + 1);
        }
        return Outcome.FAILED;
    }

    private boolean isPastUse(QueuedMail mail) {
        return mail.useUntil() != null && !clock.instant().isBefore(mail.useUntil());
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
