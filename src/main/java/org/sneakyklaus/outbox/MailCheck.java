package org.sneakyklaus.outbox;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.outbox.transport.CapturedMails;
import org.sneakyklaus.outbox.transport.MailMessage;
import org.sneakyklaus.outbox.transport.MailRoute;
import org.sneakyklaus.outbox.transport.MailTransport;
import org.sneakyklaus.outbox.transport.TransportException;
import org.sneakyklaus.ratelimit.Limit;
import org.sneakyklaus.ratelimit.RateLimits;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.TooOftenException;
import org.springframework.stereotype.Component;

/** Sends one email at once, past the outbox, to find out whether emails leave, and if not, why. */
@Component
public class MailCheck {

    private static final Logger log = LoggerFactory.getLogger(MailCheck.class);

    // It has no outbox row, so the next sweep deletes a captured one.
    private static final long NO_ROW = 0;

    private final RateLimits limits;
    private final MailComposer composer;
    private final MailTransport transport;
    private final MailRoute route;
    private final SendingPause pause;
    private final MailTrouble trouble;
    private final Clock clock;

    MailCheck(
            RateLimits limits,
            MailComposer composer,
            MailTransport transport,
            MailRoute route,
            SendingPause pause,
            MailTrouble trouble,
            Clock clock) {
        this.limits = limits;
        this.composer = composer;
        this.transport = transport;
        this.route = route;
        this.pause = pause;
        this.trouble = trouble;
        this.clock = clock;
    }

    /** Returns the transport: {@code resend}, {@code smtp} or {@code capture}. */
    public String transport() {
        return route.transport();
    }

    /**
     * Sends a test email, even while sending is paused after a refusal by the provider; if it is accepted, the pause
     * ends. Blocks until the answer is known, for half a minute at most. Must not be called in a transaction.
     *
     * @throws TooOftenException if the limit of accepted test emails for that address is reached
     */
    public MailAnswer send(EmailAddress to) {
        var subject = "test e-mails " + to.value();
        limits.count(Limit.LINK_CLIENT, subject).ifPresent(wait -> {
            throw new TooOftenException(wait);
        });
        var mail = new QueuedMail(
                NO_ROW, clock.instant(), Outbox.newMessageKey(), MailKind.TEST, null, null, to.value(), null, 0);
        var message = composer.compose(mail).orElseThrow();
        var begin = System.nanoTime();
        var refusal = refusal(message);
        var took = Duration.ofNanos(System.nanoTime() - begin);
        if (refusal != null) {
            limits.takeBack(Limit.LINK_CLIENT, subject);
            trouble.met(refusal, took);
            log.warn("Test email not accepted: {}, {}", refusal.reason(), refusal.getMessage());
            return MailAnswer.of(refusal.reason(), refusal.getMessage(), took, null, route);
        }
        log.info("Test email accepted");
        pause.end();
        trouble.end();
        var capturedAs = route.sends() ? null : CapturedMails.nameOf(mail.queuedAt(), mail.id());
        return MailAnswer.of(null, "", took, capturedAs, route);
    }

    private @Nullable TransportException refusal(MailMessage message) {
        try {
            transport.send(message);
            return null;
        } catch (TransportException e) {
            return e;
        } finally {
            transport.rest();
        }
    }
}
