package org.sneakyklaus.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sneakyklaus.testsupport.Organiser;

/**
 * What a start tells whoever runs the application, and that it tells no more. The first start serves all tests, and so
 * does the second, of which more is asked.
 */
@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StartLogIT {

    private static final Map<String, String> NO_ADMIN = Map.of("KLAUS_ADMIN_EMAIL", "", "KLAUS_ADMIN_PASSWORD", "");
    private static final int MOST_LINES = 15;
    private static final String OF_FLYWAY = "Successfully validated ";

    private KlausProcess klaus;
    private List<String> first;

    @BeforeAll
    void startTwice() throws IOException, InterruptedException {
        klaus = KlausProcess.fresh("start-log", NO_ADMIN);
        klaus.launch();
        klaus.awaitLogged("There is no admin yet");
        first = klaus.logged("");
        klaus.stop();
        klaus.configure(Map.of("LOGGING_LEVEL_ORG_FLYWAYDB", "info"));
        klaus.start();
    }

    @AfterAll
    void close() {
        klaus.close();
    }

    @Test
    void theFirstStartTellsWhatAnOperatorNeedsInFewLines() {
        assertThat(String.join("\n", first))
                .containsPattern("Starting AOT-processed SneakyKlausApplication v\\S+ using Java \\d+")
                .containsPattern("Database: jdbc:sqlite:\\S+/klaus\\.db")
                .containsPattern("Migrating schema from none to [\\d.]+, \\d+ steps")
                .contains("Created a new secret key in ")
                .contains("Capturing emails in the folder mail under ")
                .contains("Listening on port " + klaus.address().getPort() + ", public URL " + klaus.address() + "\n")
                .containsPattern("Started SneakyKlausApplication in [\\d.]+ seconds")
                .containsPattern("There is no admin yet\\. Set the account up by this link: " + klaus.address()
                        + "/setup\\?code=[0-9a-f]{20}");
        assertThat(first).hasSizeLessThanOrEqualTo(MOST_LINES);
    }

    @Test
    void theLinkOfAnEarlierStartSetsTheSiteUpToo() {
        var link = first.stream()
                .filter(line -> line.contains("There is no admin yet"))
                .findFirst()
                .orElseThrow()
                .replaceFirst(".* ", "");

        Organiser.setUp(klaus.browser(), link);

        assertThat(klaus.browser().open(link).status()).isEqualTo(404);
    }

    @Test
    void moreIsToldWhereItIsAskedFor() throws IOException {
        assertThat(first).noneMatch(line -> line.contains(OF_FLYWAY));
        assertThat(klaus.logged(OF_FLYWAY)).isNotEmpty();
    }
}
