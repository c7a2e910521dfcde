package org.sneakyklaus.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.Organiser;

/** What a start tells whoever runs the application, and that it tells no more. */
@Tag("once")
class StartLogIT {

    private static final Map<String, String> NO_ADMIN = Map.of("KLAUS_ADMIN_EMAIL", "", "KLAUS_ADMIN_PASSWORD", "");
    private static final int MOST_LINES = 15;

    @Test
    void theFirstStartTellsWhatAnOperatorNeedsInFewLines() throws IOException, InterruptedException {
        try (var klaus = KlausProcess.fresh("start-log", NO_ADMIN)) {
            klaus.launch();
            klaus.awaitLogged("There is no admin yet");
            var lines = klaus.logged("");

            assertThat(String.join("\n", lines))
                    .containsPattern("Starting AOT-processed SneakyKlausApplication v\\S+ using Java \\d+")
                    .containsPattern("Database: jdbc:sqlite:\\S+/klaus\\.db")
                    .containsPattern("Migrating schema from none to [\\d.]+, \\d+ steps")
                    .contains("Created a new secret key in ")
                    .contains("Capturing emails in the folder mail under ")
                    .contains(
                            "Listening on port " + klaus.address().getPort() + ", public URL " + klaus.address() + "\n")
                    .containsPattern("Started SneakyKlausApplication in [\\d.]+ seconds")
                    .containsPattern("There is no admin yet\\. Set the account up by this link: " + klaus.address()
                            + "/setup\\?code=[0-9a-f]{20}");
            assertThat(lines).hasSizeLessThanOrEqualTo(MOST_LINES);
        }
    }

    @Test
    void theLinkOfAnEarlierStartSetsTheSiteUpToo() throws IOException, InterruptedException {
        try (var klaus = KlausProcess.fresh("start-log-link", NO_ADMIN)) {
            klaus.launch();
            klaus.awaitLogged("There is no admin yet");
            var link = klaus.logged("There is no admin yet").get(0).replaceFirst(".* ", "");
            klaus.stop();
            klaus.start();

            Organiser.setUp(klaus.browser(), link);

            assertThat(klaus.browser().open(link).status()).isEqualTo(404);
        }
    }

    @Test
    void moreIsToldWhereItIsAskedFor() throws IOException, InterruptedException {
        try (var klaus = KlausProcess.fresh("start-log-more", Map.of("LOGGING_LEVEL_ORG_FLYWAYDB", "info"))) {
            klaus.start();

            assertThat(klaus.logged("Migrating schema")).isNotEmpty();
        }
    }
}
