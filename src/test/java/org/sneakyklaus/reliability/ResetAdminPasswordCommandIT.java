package org.sneakyklaus.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Organiser;
import org.sneakyklaus.testsupport.Site;

/** The command that lets an admin in again, given to the jar itself. */
@Tag("once")
class ResetAdminPasswordCommandIT {

    private static final Pattern TOLD = Pattern.compile("The new password is (\\S{24}) ");

    @Test
    void theCommandSetsANewPasswordWhileTheApplicationRunsAndWhileItDoesNot() throws IOException, InterruptedException {
        try (var klaus = KlausProcess.fresh("reset")) {
            klaus.start();
            var organiser = Organiser.signIn(klaus.browser()).browser();

            var first = reset(klaus);

            assertThat(organiser.open("/admin").leadsTo()).isEqualTo("/admin/login");
            assertThat(signIn(klaus, Site.PASSWORD)).isEqualTo(422);
            assertThat(signIn(klaus, first)).isEqualTo(303);
            klaus.stop();

            var second = reset(klaus);

            klaus.start();
            assertThat(signIn(klaus, first)).isEqualTo(422);
            assertThat(signIn(klaus, second)).isEqualTo(303);
            assertThat(klaus.logged(first)).isEmpty();
            assertThat(klaus.logged(second)).isEmpty();
            assertThat(klaus.logged(" ERROR ")).isEmpty();
        }
    }

    private static String reset(KlausProcess klaus) throws IOException, InterruptedException {
        var answer = klaus.command("reset-admin-password");
        assertThat(answer.code()).as("%s", answer).isZero();
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.output().lines()).hasSize(1);
        var told = TOLD.matcher(answer.output());
        assertThat(told.find()).as("%s", answer).isTrue();
        return told.group(1);
    }

    private static int signIn(KlausProcess klaus, String password) {
        Browser browser = klaus.browser();
        return Organiser.signIn(browser, Site.ADMIN, password).status();
    }
}
