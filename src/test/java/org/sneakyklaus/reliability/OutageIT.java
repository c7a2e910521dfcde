package org.sneakyklaus.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.sneakyklaus.testsupport.FreePort;

/** PostgreSQL goes away under a running application, and comes back. */
@EnabledIfSystemProperty(named = "test.database", matches = "postgresql")
class OutageIT {

    private static final Duration OUTAGE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MOST_COMPLAINTS = 6;
    /** Quartz adds its traces to what it says of nodes. */
    private static final int MOST_LINES = 200;

    private static final String AGAIN = "Trigger check recovered";

    private final int port = FreePort.find();
    private final Path rows = Files.createTempDirectory("outage");

    OutageIT() throws IOException, InterruptedException {}

    @Test
    void aDatabaseThatIsAwayFillsNoLogAndThatItIsBackIsToldToo() throws IOException, InterruptedException {
        var postgresql = postgresql();
        try (var klaus = KlausProcess.fresh("outage", settings(postgresql))) {
            klaus.start();
            klaus.awaitReady();
            // Of the set-up; whatever is under way when the connection breaks fails with a trace.
            klaus.awaitLogged("Job dispatch_outbox ended");
            var before = klaus.logged("").size();

            postgresql.close();
            var end = System.nanoTime() + OUTAGE.toNanos();
            while (System.nanoTime() < end) {
                klaus.run(Duration.ofSeconds(5));
                assertThat(klaus.health("readiness")).isEqualTo(Optional.of(503));
            }
            await().atMost(PATIENCE)
                    .until(() -> !klaus.logged("Trigger check failed").isEmpty());
            var lines = klaus.logged("");
            var said = lines.subList(before, lines.size());

            assertThat(said)
                    .filteredOn(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                    .hasSizeLessThanOrEqualTo(MOST_COMPLAINTS)
                    .anySatisfy(line -> assertThat(line).contains("Trigger check failed", "Connection"));
            assertThat(said).hasSizeLessThan(MOST_LINES);

            postgresql = postgresql();
            await().atMost(PATIENCE).until(() -> !klaus.logged(AGAIN).isEmpty());
            assertThat(klaus.health("readiness")).isEqualTo(Optional.of(200));
            klaus.stop();
        } finally {
            postgresql.close();
        }
    }

    /** On the same port and the same rows each time. */
    private EmbeddedPostgres postgresql() throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(rows)
                .setCleanDataDirectory(false)
                .start();
    }

    private static Map<String, String> settings(EmbeddedPostgres postgresql) {
        return Map.of(
                "SPRING_DATASOURCE_URL",
                postgresql.getJdbcUrl("postgres", "postgres"),
                "KLAUS_SECRET_KEY",
                "bm90IGEgc2VjcmV0LCBmb3IgdGVzdHMgb25seSAuLi4=");
    }
}
