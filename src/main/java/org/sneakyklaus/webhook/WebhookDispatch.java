package org.sneakyklaus.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.outbox.MessageClaims.Claim;
import org.sneakyklaus.outbox.OutboxState;
import org.sneakyklaus.outbox.RetrySchedule;
import org.sneakyklaus.support.DatabaseUnavailability;
import org.sneakyklaus.webhook.WebhookEndpoints.Target;
import org.sneakyklaus.webhook.WebhookSender.Answer;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Sends what is due to each endpoint, in order, on a thread of its own: a slow endpoint delays neither another nor an
 * email.
 */
@Component
class WebhookDispatch implements DisposableBean {

    /** What became of deliveries since the last run. */
    record Result(int sent, int failed) {}

    /**
     * What came of a post.
     *
     * @param answer the receiver's answer, or null if there was none
     * @param failure why there was none, or null
     */
    private record Attempt(
            Instant begin,
            @Nullable Answer answer,
            @Nullable Exception failure) {}

    /** How a turn of an endpoint ended. */
    private enum Turn {
        /** More may be due. */
        MORE,
        DRAINED,
        /** It cannot be sent to now. */
        WAITS
    }

    private static final Logger log = LoggerFactory.getLogger(WebhookDispatch.class);

    private static final RetrySchedule RETRIES = new RetrySchedule(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(8),
            Duration.ofHours(24));

    private static final int GONE = 410;
    private static final int BATCH = 50;
    private static final Duration UNWATCHED = Duration.ofMillis(500);
    // Then the rest is given back, and other endpoints have their turn.
    private static final Duration TURN = Duration.ofSeconds(10);
    // Further endpoints wait for one of these.
    private static final int MOST_AT_ONCE = 32;
    private static final Duration AWAITED = Duration.ofSeconds(2);
    // Docker kills ten seconds after it asked for a stop.
    private static final Duration LAST = Duration.ofSeconds(4);

    private final WebhookClaims claims;
    private final WebhookEndpoints endpoints;
    private final WebhookMessages messages;
    private final WebhookSender sender;
    private final Counter accepted;
    private final Counter refused;
    private final Counter givenUp;
    private final Clock clock;
    private final RandomGenerator random = new SecureRandom();
    private final Set<Long> busy = ConcurrentHashMap.newKeySet();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private volatile boolean stopping;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            MOST_AT_ONCE,
            MOST_AT_ONCE,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
                var thread = new Thread(task, "webhook-sending");
                thread.setDaemon(true);
                return thread;
            },
            // What comes after a stop is sent after the next start.
            new ThreadPoolExecutor.DiscardPolicy());

    WebhookDispatch(
            WebhookClaims claims,
            WebhookEndpoints endpoints,
            WebhookMessages messages,
            WebhookSender sender,
            MeterRegistry metrics,
            Clock clock) {
        this.claims = claims;
        this.endpoints = endpoints;
        this.messages = messages;
        this.sender = sender;
        // Registers all at zero: a monitor that waits for the first one needs the value before it.
        this.accepted = counter(metrics, "sent");
        this.refused = counter(metrics, "failed");
        this.givenUp = counter(metrics, "gave_up");
        this.clock = clock;
    }

    /** Begins to send what is due, and waits a moment for it. */
    Result deliverDue() {
        if (!endpoints.areAny()) {
            return new Result(0, 0);
        }
        claims.freeStale();
        var begun = new ArrayList<CompletableFuture<Void>>();
        for (var id : claims.endpointsDue()) {
            begin(id).ifPresent(begun::add);
        }
        CompletableFuture.allOf(begun.toArray(CompletableFuture<?>[]::new))
                .exceptionally(failure -> null)
                .completeOnTimeout(null, AWAITED.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        endpoints.deleteEnded();
        return new Result(sent.getAndSet(0), failed.getAndSet(0));
    }

    private Optional<CompletableFuture<Void>> begin(long endpointId) {
        if (!busy.add(endpointId)) {
            return Optional.empty();
        }
        var done = new CompletableFuture<Void>();
        threads.execute(() -> takeTurns(endpointId, done));
        return Optional.of(done);
    }

    private void takeTurns(long endpointId, CompletableFuture<Void> done) {
        var turn = takeTurn(endpointId);
        if (turn == Turn.MORE && !stopping) {
            // behind the others that wait for a thread
            threads.execute(() -> takeTurns(endpointId, done));
            return;
        }
        busy.remove(endpointId);
        // Something may have been queued since it looked, and its run found this endpoint busy.
        if (turn == Turn.DRAINED && !stopping && isDue(endpointId)) {
            begin(endpointId);
        }
        done.complete(null);
    }

    private boolean isDue(long endpointId) {
        try {
            return claims.endpointsDue().contains(endpointId);
        } catch (DataAccessException | TransactionException e) {
            // The next run looks again.
            return false;
        }
    }

    private Turn takeTurn(long endpointId) {
        try {
            // Empty if the endpoint is gone, or its address cannot be read: what waits for it stays.
            var target = endpoints.target(endpointId);
            if (target.isEmpty()) {
                return Turn.WAITS;
            }
            var claimed = claims.next(endpointId, target.get().format().name(), BATCH);
            if (claimed.isEmpty()) {
                return Turn.DRAINED;
            }
            deliver(claimed, target.get());
            return Turn.MORE;
        } catch (DataAccessException | TransactionException e) {
            DatabaseUnavailability.complain(log, "Webhooks of endpoint " + endpointId + " wait for the next run", e);
        } catch (RuntimeException e) {
            log.error("Webhooks of endpoint {} wait for the next run", endpointId, e);
        }
        return Turn.WAITS;
    }

    /** Delivers one after the other until one fails, and records what was accepted. */
    private void deliver(List<Claim<QueuedWebhook>> claimed, Target target) {
        var begin = System.nanoTime();
        var taken = new LinkedHashMap<QueuedWebhook, Integer>();
        var tried = 0;
        Runnable failure = () -> {};
        for (var claim : claimed) {
            if (tried > 0 && (stopping || isOver(begin, target))) {
                break;
            }
            tried++;
            var attempt = attempt(claim, target);
            if (attempt.answer() == null || !attempt.answer().isAccepted()) {
                failure = () -> settle(claim, attempt, target);
                break;
            }
            taken.put(claim.message(), attempt.answer().status());
        }
        if (!taken.isEmpty()) {
            claims.allSent(taken);
            endpoints.well(target.id());
            sent.addAndGet(taken.size());
            accepted.increment(taken.size());
        }
        if (tried < claimed.size()) {
            claims.release(claimed.subList(tried, claimed.size()));
        }
        failure.run();
    }

    /** Whether the turn is over, or the endpoint was paused or deleted meanwhile, which is looked up if answers take long. */
    private boolean isOver(long begin, Target target) {
        var passed = System.nanoTime() - begin;
        return passed > TURN.toNanos() || (passed > UNWATCHED.toNanos() && !endpoints.isActive(target.id()));
    }

    private Attempt attempt(Claim<QueuedWebhook> claim, Target target) {
        var begin = clock.instant();
        try {
            var message = messages.write(claim.message(), target.format(), target.secret());
            var body = message.body().getBytes(StandardCharsets.UTF_8);
            return new Attempt(begin, sender.post(target.address(), message.headers(), body), null);
        } catch (IOException | IllegalArgumentException e) {
            return new Attempt(begin, null, e);
        }
    }

    private void settle(Claim<QueuedWebhook> claim, Attempt attempt, Target target) {
        var answer = attempt.answer();
        if (answer == null) {
            var uncertain = attempt.failure() instanceof InterruptedIOException;
            failed(uncertain ? claim.unknownSince(attempt.begin()) : claim, words(attempt), Duration.ZERO, target);
        } else if (answer.status() == GONE) {
            claims.gaveUp(claim.message(), OutboxState.FAILED, words(attempt));
            endpoints.pause(target.id(), PauseReason.GONE);
            failed.incrementAndGet();
            givenUp.increment();
        } else {
            failed(claim, words(attempt), answer.retryAfter().orElse(Duration.ZERO), target);
        }
    }

    private void failed(Claim<QueuedWebhook> claim, String reason, Duration least, Target target) {
        var wait = RETRIES.waitAfter(claim.message().attempts() + 1, random)
                .map(next -> next.compareTo(least) < 0 ? least : next);
        var state = claims.failed(claim, wait, reason);
        failed.incrementAndGet();
        (state == OutboxState.PENDING ? refused : givenUp).increment();
        endpoints.failing(target.id());
        if (claim.message().attempts() == 0 || state != OutboxState.PENDING) {
            log.warn(
                    "Delivery {} ({}) of webhook {} {}: {}",
                    claim.message().id(),
                    claim.message().event().type(),
                    target.id(),
                    state == OutboxState.PENDING ? "not accepted, will retry" : "given up",
                    reason);
        }
    }

    private static Counter counter(MeterRegistry metrics, String outcome) {
        return Counter.builder("klaus.webhooks")
                .description("Posts to webhooks")
                .tag("outcome", outcome)
                .register(metrics);
    }

    /** Says what came of it, without the address: it may be a secret. */
    private static String words(Attempt attempt) {
        if (attempt.answer() != null) {
            return "The receiver answered " + attempt.answer().status();
        }
        var failure = Objects.requireNonNull(attempt.failure());
        if (failure instanceof InterruptedIOException) {
            return "No answer within ten seconds";
        }
        if (failure instanceof WebhookSender.RefusedAddressException) {
            return "Its address is not allowed";
        }
        return switch (failure.getClass().getSimpleName()) {
            case "UnknownHostException" -> "Its host was not found";
            case "ConnectException" -> "It accepted no connection";
            case "SSLHandshakeException", "SSLPeerUnverifiedException" -> "Its certificate is not valid";
            default -> "The connection broke (" + failure.getClass().getSimpleName() + ")";
        };
    }

    /** Lets pending results be recorded while the database is still available. */
    @Override
    public void destroy() {
        stopping = true;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LAST.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
