package org.sneakyklaus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.reliability.KlausProcess;

/** The first job after a start of the built application, with ten thousand stored triggers and with none. */
class StartBenchmark {

    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 5);
    private static final String REMINDED = "job_execution WHERE job_type = 'reminder' AND outcome = 'SUCCESS'";
    private static final String FIRST_JOB = " starts, due at ";

    private final Clock clock = Clock.systemUTC();

    private record Start(Duration firstJob, Duration allDone) {}

    @Test
    void besideAnEmptyStore() throws IOException, InterruptedException {
        var full = new ArrayList<Start>();
        var empty = new ArrayList<Start>();
        for (var round = 0; round < ROUNDS; round++) {
            full.add(start(true));
            empty.add(start(false));
        }

        var late = Times.of(full.stream().map(Start::firstJob).toList());
        var early = Times.of(empty.stream().map(Start::firstJob).toList());
        var done = Times.of(full.stream().map(Start::allDone).toList());
        new Report("8-start")
                .line(
                        "First job after a start with 10,000 triggers, 500 overdue / with none",
                        Times.text(late.median()),
                        Times.text(early.median()),
                        "≤ 5 s later")
                .line("… until the 500 are done", Times.text(done.median()), "", "")
                .write();
    }

    private Start start(boolean full) throws IOException, InterruptedException {
        try (var klaus = KlausProcess.fresh("start")) {
            klaus.start();
            klaus.stop();
            var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            klaus.store().change(db -> {
                db.update(
                        "UPDATE qrtz_triggers SET next_fire_time = ? WHERE trigger_name = 'cleanup_expired_tokens'",
                        now.minus(Duration.ofMinutes(1)).toEpochMilli());
                if (full) {
                    var rows = new Rows(db);
                    rows.exchanges(
                                    "Overdue",
                                    500,
                                    "MATCHED",
                                    now.plus(Duration.ofDays(1)).minus(Duration.ofMinutes(30)),
                                    null)
                            .people("Overdue", 5)
                            .triggers("Overdue", now.minus(Duration.ofHours(1)));
                    rows.exchanges("Later", 3_167, "MATCHED", now.plus(Duration.ofDays(30)), null)
                            .triggers("Later", now);
                    assertThat(rows.count("qrtz_triggers WHERE trigger_group <> 'recurring'"))
                            .isEqualTo(10_001);
                }
            });
            var begun = System.nanoTime();
            klaus.launch();
            klaus.awaitLogged(FIRST_JOB);
            var first = Duration.ofNanos(System.nanoTime() - begun);
            if (full) {
                await().atMost(Duration.ofMinutes(5)).until(() -> klaus.store().count(REMINDED) == 500);
            }
            var done = Duration.ofNanos(System.nanoTime() - begun);
            klaus.stop();
            assertThat(klaus.logged(" exchanges, repaired 0")).hasSize(2);
            return new Start(first, done);
        }
    }
}
