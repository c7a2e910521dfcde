package org.sneakyklaus.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    private static final RandomGenerator MIDDLE = new RandomGenerator() {
        @Override
        public long nextLong() {
            return 0;
        }

        @Override
        public double nextDouble(double from, double to) {
            return (from + to) / 2;
        }
    };

    @Test
    void waitsLongerAfterEachFailureAndGivesUpAfterTheTenth() {
        var waits = IntStream.rangeClosed(1, 9)
                .mapToObj(failures ->
                        RetrySchedule.OF_EMAILS.waitAfter(failures, MIDDLE).orElseThrow());

        assertThat(waits)
                .containsExactly(
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(16),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(15),
                        Duration.ofHours(1),
                        Duration.ofHours(4),
                        Duration.ofHours(12),
                        Duration.ofHours(24));
        assertThat(RetrySchedule.OF_EMAILS.waitAfter(10, MIDDLE)).isEmpty();
    }

    @Test
    void spreadsEachWaitByAFifth() {
        var random = new Random(7);

        var waits = IntStream.range(0, 1000)
                .mapToLong(i -> RetrySchedule.OF_EMAILS
                        .waitAfter(3, random)
                        .orElseThrow()
                        .toMillis())
                .summaryStatistics();

        assertThat(waits.getMin()).isBetween(48_000L, 49_000L);
        assertThat(waits.getMax()).isBetween(71_000L, 72_000L);
    }
}
