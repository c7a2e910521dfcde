package org.sneakyklaus.outbox;

import java.io.Serializable;
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
import org.sneakyklaus.outbox.transport.TransportException.Reason;
import org.sneakyklaus.ratelimit.Limit;
import org.sneakyklaus.ratelimit.RateLimits;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.TooOftenException;
import org.springframework.stereotype.Component;

/** Sends one e-mail at once, past the outbox, to find out whether e-mails leave, and if not, why. */
@Component
public class MailCheck {

    /**
     * What came of it.
     *
     * @param reason why it was not accepted, or null when it was
     * @param answer what the other side said, or what broke: without secrets and addresses; blank when it was accepted
     * @param took until that was known
     * @param capturedAs the name of the file that was written instead of sending, or null
     */
    public record Outcome(
            @Nullable Reason reason,
            String answer,
            Duration took,
            @Nullable String capturedAs) implements Serializable {}

    private static final Logger log = LoggerFactory.getLogger(MailCheck.class);

    // No row has it, so what is captured goes with the next clean-up.
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

    /** By what e-mails leave: {@code resend}, {@code smtp} or {@code capture}. */
    public String transport() {
        return route.transport();
    }

    /**
     * Writes to an address, also while nothing else is sent since the provider refused something; when it is accepted,
     * that is over. Blocks until the answer is known, for half a minute at most. Must not be called in a transaction.
     *
     * @throws TooOftenException when as many were accepted for that address as may be
     */
    public Outcome send(EmailAddress to) {
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
            log.warn("A test e-mail was not accepted: {}, {}", refusal.reason(), refusal.getMessage());
            return new Outcome(refusal.reason(), refusal.getMessage(), took, null);
        }
        log.info("A test e-mail was accepted");
        pause.end();
        trouble.end();
        return new Outcome(null, "", took, route.sends() ? null : CapturedMails.nameOf(mail.queuedAt(), mail.id()));
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
