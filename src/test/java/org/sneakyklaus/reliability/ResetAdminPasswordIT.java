package org.sneakyklaus.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Site;

/** The command that lets an admin in again, given to the jar itself. */
@DisabledIfSystemProperty(
        named = "test.database",
        matches = "postgresql",
        disabledReason = "the process keeps its data in SQLite")
class ResetAdminPasswordIT {

    private static final Pattern TOLD = Pattern.compile("The new password is (\\S{24}) ");

    @Test
    void theCommandSetsANewPasswordWhileNothingRuns() throws IOException, InterruptedException {
        try (var klaus = KlausProcess.fresh("reset")) {
            assertThat(klaus.command(1, "reset-admin-password")).contains("There is no admin yet");

            klaus.start();
            var organiser = Organiser.signIn(klaus).browser();
            assertThat(klaus.command(1, "reset-admin-password")).contains("already running", "stop it first");
            assertThat(organiser.open("/admin").status()).isEqualTo(200);
            klaus.stop();

            var said = klaus.command(0, "reset-admin-password");
            assertThat(said.lines()).hasSize(1);
            var told = TOLD.matcher(said);
            assertThat(told.find()).as(said).isTrue();

            klaus.start();
            assertThat(organiser.open("/admin").leadsTo()).isEqualTo("/admin/login");
            assertThat(signIn(klaus, Site.PASSWORD)).isEqualTo(422);
            assertThat(signIn(klaus, told.group(1))).isEqualTo(303);
            assertThat(klaus.logged(told.group(1))).isEmpty();
        }
    }

    private static int signIn(KlausProcess klaus, String password) {
        Browser browser = klaus.browser();
        return browser.submit(browser.open("/admin/login")
                        .form("/admin/login")
                        .with("email", Site.ADMIN)
                        .with("password", password))
                .status();
    }
}
