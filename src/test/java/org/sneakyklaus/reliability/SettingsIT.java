package org.sneakyklaus.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sneakyklaus.testsupport.Organiser;
import org.sneakyklaus.testsupport.Site;

/** What the jar makes of its variables. */
@Tag("once")
class SettingsIT {

    @TempDir
    private Path folder;

    @Test
    void wrongOnesEndTheStartInWordsBeforeAnythingIsMade() throws IOException, InterruptedException {
        var settings = Map.of(
                "KLAUS_MAIL_RATE", "fast",
                "RESEND_WEBHOOK_SECRET", "canary",
                "PORT", "eighty",
                "KLAUS_MAIL_FORM", "klaus@example.org");
        try (var klaus = KlausProcess.fresh("wrong", settings)) {
            assertThat(refused(klaus))
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

    @Test
    void theyAreReadFromFiles() throws IOException, InterruptedException {
        var password = Files.writeString(folder.resolve("password"), Site.PASSWORD + "\n");
        var settings = Map.of("KLAUS_ADMIN_PASSWORD", "", "KLAUS_ADMIN_PASSWORD_FILE", password.toString());
        try (var klaus = KlausProcess.fresh("files", settings)) {
            klaus.start();

            var organiser = Organiser.signIn(klaus.browser()).browser();

            assertThat(organiser.open("/admin").status()).isEqualTo(200);
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
}
