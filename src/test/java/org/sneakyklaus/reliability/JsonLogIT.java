package org.sneakyklaus.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.Organiser;
import org.sneakyklaus.testsupport.Site;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the application logs can be read by machines, where that is asked for. */
@Tag("once")
class JsonLogIT {

    @Test
    void everyLineIsAnObjectThatNamesItsRequestOrItsJob() throws IOException, InterruptedException {
        try (var klaus = KlausProcess.fresh("json", Map.of("KLAUS_LOG_FORMAT", "ecs"))) {
            klaus.start();
            var browser = klaus.browser();
            // The first start answers a moment before it has set the admin up.
            await().until(() -> browser.open("/admin/login").status() == 200);
            var answer = Organiser.signIn(browser, Site.ADMIN, Site.PASSWORD);
            browser.post("/admin/jobs/auto_complete_exchanges/run");
            await().until(() ->
                    !klaus.logged("Job auto_complete_exchanges ended").isEmpty());
            klaus.stop();

            var lines =
                    klaus.logged("").stream().map(new JsonMapper()::readTree).toList();

            assertThat(lines).allSatisfy(line -> {
                assertThat(line.path("@timestamp").asString("")).isNotEmpty();
                assertThat(line.path("message").asString("")).isNotEmpty();
            });
            assertThat(with(lines, "Signed in: "))
                    .singleElement()
                    .satisfies(line ->
                            assertThat(line.path("request").asString("")).isEqualTo(answer.header("X-Request-Id")));
            assertThat(with(lines, "Job auto_complete_exchanges ended"))
                    .allSatisfy(
                            line -> assertThat(line.path("job").asString("")).isEqualTo("auto_complete_exchanges"));
        }
    }

    private static List<JsonNode> with(List<JsonNode> lines, String message) {
        return lines.stream()
                .filter(line -> line.path("message").asString("").contains(message))
                .toList();
    }
}
