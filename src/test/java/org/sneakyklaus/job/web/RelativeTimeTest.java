package org.sneakyklaus.job.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelativeTimeTest {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT0S, job.in.seconds, 0",
        "PT0.4S, job.in.seconds, 0",
        "PT-0.6S, job.ago.seconds, 1",
        "PT89S, job.in.seconds, 89",
        "PT90S, job.in.minutes, 2",
        "PT-89M29S, job.ago.minutes, 89",
        "PT90M, job.in.hours, 2",
        "PT-35H, job.ago.hours, 35",
        "PT36H, job.in.days, 2",
        "P-30D, job.ago.days, 30"
    })
    void anInstantIsSoFarAway(Duration away, String key, long count) {
        assertThat(RelativeTime.between(NOW, NOW.plus(away))).isEqualTo(new RelativeTime(key, count));
    }
}
