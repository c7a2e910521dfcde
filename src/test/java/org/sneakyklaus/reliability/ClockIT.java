package org.sneakyklaus.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.Organiser;

/** The clock of the machine runs ten years ahead for a while, and is set back. */
@Tag("once")
@Tag("slow")
class ClockIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String RIGHT = "+0";
    private static final String AHEAD = "+3650d";

    private final Clock clock = Clock.systemUTC();

    @Test
    void jobsArePlannedAnewOnceTheClockIsSetBack() throws Exception {
        var library = TwoNodes.faketime();
        assumeThat(library).as("Debian's package faketime").isPresent();
        var time = Files.createTempFile(Files.createDirectories(Path.of("target", "test-data")), "clock", "")
                .toAbsolutePath();
        Files.writeString(time, AHEAD);
        try (var klaus = KlausProcess.fresh(
                "clock",
                Map.of(
                        "LD_PRELOAD",
                        library.orElseThrow().toString(),
                        "FAKETIME_TIMESTAMP_FILE",
                        time.toString(),
                        "FAKETIME_CACHE_DURATION",
                        "1",
                        "FAKETIME_DONT_FAKE_MONOTONIC",
                        "1",
                        "FAKETIME_FORCE_MONOTONIC_FIX",
                        "0"))) {
            klaus.start();
            awaitRun(klaus, "+ 3640");
            klaus.stop();
            assertThat(late(klaus)).as("planned for the far future").isGreaterThan(5);

            Files.writeString(time, RIGHT);
            klaus.start();

            await().atMost(PATIENCE).until(() -> status(klaus).contains("UP"));
            assertThat(late(klaus)).isZero();
            assertThat(klaus.logged("but something was written at")).hasSize(1);
            assertThat(klaus.logged("ran ahead and was set back")).hasSize(1);
            var admin = Organiser.signIn(klaus.browser()).browser();
            assertThat(admin.open("/admin").text()).contains("This server’s clock is or was wrong");

            Files.writeString(time, AHEAD);
            awaitRun(klaus, "+ 3640");
            await().atMost(PATIENCE).until(() -> late(klaus) > 5);
            Files.writeString(time, RIGHT);
            await().atMost(PATIENCE).until(() -> late(klaus) == 0);
            await().atMost(PATIENCE).until(() -> status(klaus).contains("UP"));
            awaitRun(klaus, "- 1");
            assertThat(klaus.logged("ran ahead and was set back")).hasSize(2);
            assertThat(klaus.isAlive()).isTrue();
        }
    }

    /** Waits until the outbox was swept at a time, so many days from now or later. */
    private void awaitRun(KlausProcess klaus, String days) {
        var sign = days.startsWith("-") ? -1 : 1;
        var from = clock.instant().plus(Duration.ofDays(sign * Long.parseLong(days.substring(2))));
        await().atMost(PATIENCE)
                .until(() -> klaus.store()
                                .count(
                                        "qrtz_triggers WHERE trigger_name = 'dispatch_outbox' AND prev_fire_time > ?"
                                                + " AND prev_fire_time < ?",
                                        from.toEpochMilli(),
                                        from.plus(Duration.ofDays(60)).toEpochMilli())
                        > 0);
    }

    private long late(KlausProcess klaus) {
        return klaus.store()
                .count(
                        "qrtz_triggers WHERE trigger_group = 'recurring' AND next_fire_time > ?",
                        clock.instant().plus(Duration.ofDays(2)).toEpochMilli());
    }

    private static String status(KlausProcess klaus) {
        return klaus.browser().open("/actuator/health").source();
    }
}
