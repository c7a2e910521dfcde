package org.sneakyklaus.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Site;
import org.springframework.transaction.support.TransactionTemplate;

@IntegrationTest
class RemindersIT {

    private static final Instant SOME_TIME = Instant.parse("2026-12-17T23:00:00Z");

    private final Site site;
    private final Reminders reminders;
    private final ExchangeLifecycle lifecycle;
    private final TransactionTemplate transaction;
    private final ExecutorService job = Executors.newSingleThreadExecutor();

    RemindersIT(Site site, Reminders reminders, ExchangeLifecycle lifecycle, TransactionTemplate transaction) {
        this.site = site;
        this.reminders = reminders;
        this.lifecycle = lifecycle;
        this.transaction = transaction;
    }

    @AfterEach
    void stop() {
        job.shutdownNow();
    }

    /** Else webhooks would tell of the reminder after they told that the exchange was cancelled. */
    @Test
    void whileAnExchangeIsBeingCancelledNobodyIsReminded() throws Exception {
        var exchange = Gathering.in(ExchangeState.MATCHED, site, site.setUp());

        var reminding = transaction.execute(status -> {
            lifecycle.callOff(exchange.id(), null);
            Future<Integer> waiting = job.submit(() -> reminders.remind(exchange.id(), SOME_TIME));
            assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> waiting.get(1, TimeUnit.SECONDS));
            return waiting;
        });

        assertThat(Objects.requireNonNull(reminding).get(30, TimeUnit.SECONDS)).isZero();
        assertThat(site.mail().subjectsTo("ann@example.org")).noneMatch(subject -> subject.contains("days"));
    }

    @Test
    void anExchangeThatIsGoneRemindsNobody() {
        site.setUp();

        assertThat(reminders.remind(4711, SOME_TIME)).isZero();
    }
}
