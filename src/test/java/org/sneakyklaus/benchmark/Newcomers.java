package org.sneakyklaus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.sneakyklaus.exchange.ExchangeEditing;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.participation.ProfileDetails;
import org.sneakyklaus.participation.Registration;
import org.sneakyklaus.participation.RegistrationStatus;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.testsupport.AnExchange;

/** People who register while something else is going on. */
final class Newcomers {

    private static final Duration EVERY = Duration.ofMillis(100);

    private final ExchangeEditing editing;
    private final ExchangeLifecycle lifecycle;
    private final Registration registration;
    private final AtomicInteger number = new AtomicInteger();

    Newcomers(ExchangeEditing editing, ExchangeLifecycle lifecycle, Registration registration) {
        this.editing = editing;
        this.lifecycle = lifecycle;
        this.registration = registration;
    }

    /** How long somebody waited, from an instant of {@link System#nanoTime()} on. */
    record Wait(long from, Duration length) {}

    /** The waits of two hundred who come one by one while nothing else is going on. */
    Times alone() {
        var exchange = open();
        return Times.of(Stream.generate(() -> Times.time(() -> register(exchange)))
                .limit(200)
                .toList());
    }

    /** The waits of those who come while this is done, ten in a second, one after the other. */
    List<Wait> during(Runnable work) throws InterruptedException {
        var exchange = open();
        Queue<Wait> waits = new ConcurrentLinkedQueue<>();
        var thread = Executors.newSingleThreadScheduledExecutor();
        Future<?> coming = thread.scheduleAtFixedRate(
                () -> {
                    var from = System.nanoTime();
                    waits.add(new Wait(from, Times.time(() -> register(exchange))));
                },
                0,
                EVERY.toNanos(),
                TimeUnit.NANOSECONDS);
        work.run();
        assertThat(coming).as("everybody got in").isNotDone();
        thread.shutdown();
        assertThat(thread.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        return List.copyOf(waits);
    }

    static Times times(List<Wait> waits) {
        return Times.of(waits.stream().map(Wait::length).toList());
    }

    private long open() {
        var exchange = editing.create(new AnExchange().details());
        lifecycle.open(exchange, null);
        return exchange;
    }

    private void register(long exchange) {
        var name = "guest-" + number.incrementAndGet();
        var outcome = registration.register(
                exchange,
                new EmailAddress(name + "@example.org"),
                new ProfileDetails(name, ""),
                new Registration.Wishes(true, false),
                "");
        assertThat(outcome.status()).isEqualTo(RegistrationStatus.OPEN);
    }
}
