package org.sneakyklaus.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sneakyklaus.testsupport.Organiser;
import org.sneakyklaus.testsupport.Site;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the jar makes of its variables. */
@Tag("once")
class SettingsIT {

    @TempDir
    private Path folder;

    @Test
    void wrongOnesEndTheStartInWordsBeforeAnythingIsMade() throws IOException, InterruptedException {
        var settings = Map.of(
                "KLAUS_PUBLIC_URL", "nonsense",
                "KLAUS_MAIL_RATE", "fast",
                "RESEND_WEBHOOK_SECRET", "canary",
                "PORT", "eighty",
                "KLAUS_MAIL_FORM", "klaus@example.org");
        try (var klaus = KlausProcess.fresh("wrong", settings)) {
            var said = refused(klaus);
            assertThat(said.lines())
                    .filteredOn(line -> line.startsWith("KLAUS_PUBLIC_URL must be an http or https address"))
                    .singleElement()
                    .asString()
                    .contains("for example");
            assertThat(said)
                    .contains("APPLICATION FAILED TO START", "KLAUS_MAIL_FORM means nothing here")
                    .contains("\nPORT must be a number from 0 to 65535, for example 8080; it is \"eighty\"\n")
                    .contains(
                            "\nKLAUS_MAIL_RATE must be a number above 0", "\nRESEND_WEBHOOK_SECRET must be the signing")
                    .doesNotContain("canary", "\tat ", "Exception");
            assertThat(klaus.key()).doesNotExist();
            assertThat(klaus.key().resolveSibling("klaus.db")).doesNotExist();

            assertThat(refused(klaus, "reset-admin-password"))
                    .contains("KLAUS_MAIL_RATE must be a number above 0", "RESEND_WEBHOOK_SECRET must be the signing")
                    .doesNotContain("canary", "\tat ", "Exception");
        }
    }

    @Test
    void aMissingFileEndsTheStartInWords() throws IOException, InterruptedException {
        try (var klaus = KlausProcess.fresh("missing", Map.of("KLAUS_SECRET_KEY_FILE", "/nowhere/key"))) {
            assertThat(refused(klaus))
                    .contains("APPLICATION FAILED TO START")
                    .contains("\nKLAUS_SECRET_KEY_FILE must name a file", "\"/nowhere/key\" does not exist\n")
                    .doesNotContain("\tat ", "Exception", "DEBUG");
            assertThat(refused(klaus, "reset-admin-password")).contains("\"/nowhere/key\" does not exist");
        }
    }

    /** A password from a file, and lines of the log for machines, each of which names its request or its job. */
    @Test
    void theyAreReadFromFilesAndMakeEveryLineOfTheLogAnObject() throws IOException, InterruptedException {
        var password = Files.writeString(folder.resolve("password"), Site.PASSWORD + "\n");
        var settings = Map.of(
                "KLAUS_ADMIN_PASSWORD", "",
                "KLAUS_ADMIN_PASSWORD_FILE", password.toString(),
                "KLAUS_LOG_FORMAT", "ecs");
        try (var klaus = KlausProcess.fresh("files", settings)) {
            klaus.start();
            var browser = klaus.browser();
            // The first start answers a moment before it has set the admin up.
            await().until(() -> browser.open("/admin/login").status() == 200);
            var answer = Organiser.signIn(browser, Site.ADMIN, Site.PASSWORD);
            assertThat(browser.open("/admin").status()).isEqualTo(200);
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

    @Test
    void aPasswordMadeOfNamesIsRefusedOnceTheSiteIsKnown() throws IOException, InterruptedException {
        try (var klaus = KlausProcess.fresh("names", Map.of("KLAUS_ADMIN_PASSWORD", "sneakyklaus nora"))) {
            assertThat(refused(klaus))
                    .contains("\nKLAUS_ADMIN_PASSWORD must not be made of names, of the site or of the address")
                    .doesNotContain("sneakyklaus nora", "\tat ");
        }
    }

    /** What it said. */
    private static String refused(KlausProcess klaus, String... arguments) throws IOException, InterruptedException {
        var answer = klaus.command(arguments);
        assertThat(answer.code()).as("%s", answer).isEqualTo(1);
        return answer.output() + answer.errors();
    }

    private static List<JsonNode> with(List<JsonNode> lines, String message) {
        return lines.stream()
                .filter(line -> line.path("message").asString("").contains(message))
                .toList();
    }
}
