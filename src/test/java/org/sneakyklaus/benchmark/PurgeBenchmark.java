package org.sneakyklaus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.exchange.ExchangeEditing;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.exchange.ExchangesDeleted;
import org.sneakyklaus.participation.Registration;
import org.sneakyklaus.retention.Purge;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.event.TransactionalApplicationListener;

/** Deleting a thousand exchanges of a hundred people, with what they have; as many stay. */
@IntegrationTest
class PurgeBenchmark {

    private static final int EXCHANGES = 1_000;
    private static final int PEOPLE = 100;
    private static final Instant LONG_AGO = TestClock.START.minus(Duration.ofDays(60));
    private static final String GONE = "Long over";
    private static final String KEPT = "Still on";

    private final Purge purge;
    private final JdbcTemplate jdbc;
    private final Rows rows;
    private final Newcomers newcomers;
    private final ArrayList<Duration> rewrites = new ArrayList<>();
    private volatile long lastBatch;

    PurgeBenchmark(
            Purge purge,
            JdbcTemplate jdbc,
            ConfigurableApplicationContext context,
            ExchangeEditing editing,
            ExchangeLifecycle lifecycle,
            Registration registration) {
        this.purge = purge;
        this.jdbc = jdbc;
        this.rows = new Rows(jdbc);
        this.newcomers = new Newcomers(editing, lifecycle, registration);
        context.addApplicationListener(TransactionalApplicationListener.forPayload((Object event) -> {
            if (event instanceof ExchangesDeleted) {
                lastBatch = System.nanoTime();
            }
        }));
    }

    @Test
    void besideOneDelete() throws InterruptedException {
        fill(KEPT, "MATCHED", null);

        var times = InTurn.measure(this::purge, this::deleteBare);
        var rewrite = Times.of(rewrites);
        var alone = newcomers.alone();
        var meanwhile = new ArrayList<Newcomers.Wait>();
        var writing = new ArrayList<Newcomers.Wait>();
        for (var lap = 0; lap < 3; lap++) {
            fillGone();
            for (var wait : newcomers.during(this::purgeFilled)) {
                (wait.from() <= lastBatch ? meanwhile : writing).add(wait);
            }
        }

        new Report("1-purge")
                .line("Purge of 1,000 exchanges × 100 people / one `DELETE`", times, "≤ 3 ×")
                .line(
                        "… a registration meanwhile / alone",
                        Newcomers.times(meanwhile).spread(),
                        alone.spread(),
                        "longest < 300 ms, p99 ≤ 250 ms")
                .line("… the file written anew afterwards", Times.text(rewrite.median()), "", "apart")
                .line(
                        "… a registration while it is written",
                        Newcomers.times(writing).spread(),
                        "",
                        "apart")
                .write();
    }

    private Duration purge() {
        fillGone();
        var begun = System.nanoTime();
        purgeFilled();
        var end = System.nanoTime();
        rewrites.add(Duration.ofNanos(end - lastBatch));
        return Duration.ofNanos(lastBatch - begun);
    }

    private void purgeFilled() {
        var result = purge.run(TestClock.START);
        assertThat(result.purged()).isEqualTo(EXCHANGES);
        assertThat(result.people()).isEqualTo(EXCHANGES * PEOPLE);
        assertThat(result.problems()).isEmpty();
    }

    private Duration deleteBare() {
        fillGone();
        return Times.time(() -> assertThat(jdbc.update("DELETE FROM exchange WHERE name = ?", GONE))
                .isEqualTo(EXCHANGES));
    }

    private void fillGone() {
        fill(GONE, "COMPLETED", LONG_AGO);
    }

    private void fill(String name, String state, @Nullable Instant over) {
        rows.exchanges(name, EXCHANGES, state, LONG_AGO, over)
                .people(name, PEOPLE)
                .mails(name, "PAIRING", "SENT", LONG_AGO)
                .settle();
    }
}
