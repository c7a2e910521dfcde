package org.sneakyklaus.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Who does not finish what they are sending keeps nobody from stopping the application. */
@DisabledIfSystemProperty(
        named = "test.database",
        matches = "postgresql",
        disabledReason = "the process keeps its data in SQLite")
class StopIT {

    /** What Docker and those who follow it wait between SIGTERM and SIGKILL. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final String BEGINNING = """
            POST /find HTTP/1.1\r
            Host: localhost\r
            Content-Type: application/x-www-form-urlencoded\r
            Content-Length: 9999\r
            Expect: 100-continue\r
            \r
            """;

    @Test
    void aRequestThatDoesNotEndIsNotWaitedForTooLong() throws IOException, InterruptedException {
        try (var klaus = KlausProcess.fresh("stop")) {
            klaus.start();
            klaus.awaitReady();
            try (var slow =
                    new Socket(klaus.address().getHost(), klaus.address().getPort())) {
                slow.getOutputStream().write(BEGINNING.getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(slow.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                        .as("the body is being read")
                        .isEqualTo("HTTP/1.1 100");
                var asked = System.nanoTime();

                klaus.stop();

                assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(GRACE);
            }
        }
    }
}
