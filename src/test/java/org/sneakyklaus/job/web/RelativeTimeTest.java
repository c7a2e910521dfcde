package org.sneakyklaus.job.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelativeTimeTest {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT0S, en, now",
        "PT0.4S, en, now",
        "PT-0.6S, en, 1 second ago",
        "PT89S, en, in 89 seconds",
        "PT90S, en, in 2 minutes",
        "PT-89M29S, en, 89 minutes ago",
        "PT90M, en, in 2 hours",
        "PT-35H, en, 35 hours ago",
        "PT36H, en, in 2 days",
        "P-30D, en, 30 days ago",
        "PT5H, pl, za 5 godzin",
        "PT-2M, de, vor 2 Minuten"
    })
    void anInstantIsSoFarAway(Duration away, Locale locale, String words) {
        assertThat(RelativeTime.between(NOW, NOW.plus(away), locale)).isEqualTo(words);
    }
}
