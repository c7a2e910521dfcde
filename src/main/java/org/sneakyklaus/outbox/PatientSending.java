package org.sneakyklaus.outbox;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.outbox.transport.MailMessage;
import org.sneakyklaus.outbox.transport.MailTransport;
import org.sneakyklaus.outbox.transport.TransportException;
import org.sneakyklaus.outbox.transport.TransportException.Kind;
import org.sneakyklaus.outbox.transport.TransportException.Reason;
import org.sneakyklaus.support.FailurePlace;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Hands emails over, each on its own thread, so that a slow answer blocks no other: a mail server may take ten minutes.
 * Limits how many are pending at once, and so the threads and connections.
 */
@Component
class PatientSending implements DisposableBean {

    /**
     * The server's answer.
     *
     * @param providerId the provider's id of the email, or null
     * @param failure why it was not accepted, or null if it was
     * @param took time until the answer was known
     */
    record Answer(@Nullable String providerId, @Nullable TransportException failure, Duration took) {}

    private static final Logger log = LoggerFactory.getLogger(PatientSending.class);

    // What the test email calls slow.
    private static final Duration USUAL = Duration.ofSeconds(10);
    // Mail services accept few connections at once.
    private static final int MOST = 4;
    private static final int MOST_URGENT = MOST + 1;
    // On stop, pending answers are cut off after four seconds.
    private static final Duration LAST = Duration.ofSeconds(6);

    private final MailTransport transport;
    private final MailTrouble trouble;
    private final Map<Long, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "mail-sending");
        thread.setDaemon(true);
        return thread;
    });

    PatientSending(MailTransport transport, MailTrouble trouble) {
        this.transport = transport;
        this.trouble = trouble;
    }

    /**
     * Returns the lowest priority that may be sent now: any while few answers are pending, then only that of signing
     * in; empty if none may be sent.
     */
    OptionalInt leastPriority() {
        var count = waiting().size();
        if (count >= MOST_URGENT) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(count >= MOST ? MailKind.highestPriority() : 0);
    }

    /** Returns the row ids of emails whose answers are pending. */
    Set<Long> waiting() {
        waiting.values().removeIf(CompletableFuture::isDone);
        return Set.copyOf(waiting.keySet());
    }

    /**
     * Hands an email over and waits some seconds for the answer.
     *
     * @param late receives an answer that arrives later than that
     * @return empty if the answer is still pending
     */
    Optional<Answer> send(MailMessage message, Consumer<Answer> late) {
        var begin = System.nanoTime();
        var sending = CompletableFuture.supplyAsync(() -> sent(message, begin), threads);
        try {
            return Optional.of(sending.get(USUAL.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            log.info("Email {} not answered yet, next ones are sent meanwhile", message.outboxId());
            trouble.met(new TransportException(Kind.UNKNOWN, Reason.UNCERTAIN, "No answer yet", null), USUAL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        waiting.put(message.outboxId(), sending.thenAccept(late));
        return Optional.empty();
    }

    private Answer sent(MailMessage message, long begin) {
        try {
            var providerId = transport.sendPatiently(message);
            return new Answer(providerId.orElse(null), null, since(begin));
        } catch (TransportException e) {
            return new Answer(null, e, since(begin));
        } catch (RuntimeException e) {
            var failure = new TransportException(Kind.UNKNOWN, Reason.UNCERTAIN, FailurePlace.of(e), e);
            return new Answer(null, failure, since(begin));
        }
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /**
     * Lets pending results be recorded while the database is still available. The threads remain, and end when idle: a
     * run that the scheduler still waits for may hand over one more email.
     */
    @Override
    public void destroy() {
        CompletableFuture.allOf(waiting.values().toArray(CompletableFuture<?>[]::new))
                .exceptionally(failure -> null)
                .completeOnTimeout(null, LAST.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
