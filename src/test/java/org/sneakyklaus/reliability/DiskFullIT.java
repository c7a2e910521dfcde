package org.sneakyklaus.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.Form;
import org.sneakyklaus.testsupport.FullDisk;
import org.sneakyklaus.testsupport.Organiser;
import org.sneakyklaus.testsupport.Page;

/** The disk fills up under a running application, and somebody makes room later. */
@Tag("once")
class DiskFullIT {

    private static final int DISK = 24 * 1024 * 1024;
    private static final String READINESS = "/actuator/health/readiness";

    private final Clock clock = Clock.systemUTC();

    @Test
    void whatIsRefusedIsSaidAndItGoesOnByItselfOnceThereIsRoom() throws Exception {
        assumeThat(FullDisk.isPossible()).as("only root may mount a disk").isTrue();
        try (var klaus = KlausProcess.fresh("full-disk", Map.of("KLAUS_MAIL_RATE", "1000"));
                var disk = FullDisk.empty(klaus.data(), DISK)) {
            klaus.start();
            var organiser = Organiser.signIn(klaus.browser());
            var date = clock.instant().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS);
            var form = organiser.newcomer(organiser.open(organiser.exchange("Family", date)));
            var acknowledged = new ArrayList<String>();
            for (var number = 0; number < 5; number++) {
                assertThat(add(organiser, form, number, acknowledged)).isEqualTo(303);
            }

            disk.fill();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> klaus.browser().open(READINESS).status() == 503);
            // There may be room in what SQLite holds already.
            await().until(() -> add(organiser, form, acknowledged.size(), acknowledged) == 503);
            for (var number = 0; number < 6; number++) {
                var answer = submitted(organiser, form, acknowledged.size());
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.header("Retry-After")).isEqualTo("10");
                assertThat(answer.text()).contains("nothing was saved");
            }
            assertThat(klaus.browser().open("/").status())
                    .as("what needs no room")
                    .isEqualTo(200);
            assertThat(klaus.browser().open("/actuator/health/liveness").status())
                    .as("a restart would not help")
                    .isEqualTo(200);

            disk.makeRoom();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> klaus.browser().open(READINESS).status() == 200);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> add(organiser, form, acknowledged.size(), acknowledged) == 303);
            // One that left while that could not be written down is looked at again when its claim is over.
            await().atMost(Duration.ofMinutes(7))
                    .until(() -> klaus.store().count("outbound_email WHERE state = 'PENDING'") == 0);
            klaus.stop();

            assertThat(klaus.store().column("SELECT email FROM participant")).containsAll(acknowledged);
            assertThat(klaus.store().column("PRAGMA integrity_check")).containsExactly("ok");
            assertThat(klaus.logged("Request refused, database unavailable: [SQLITE_FULL]"))
                    .as("the log says why, in a line for each")
                    .hasSizeBetween(7, 40);
            assertThat(klaus.logged("\tat ")).isEmpty();
        }
    }

    private static int add(Organiser organiser, Form form, int number, List<String> acknowledged) {
        var answer = submitted(organiser, form, number);
        if (answer.status() == 303) {
            acknowledged.add(address(number));
        }
        return answer.status();
    }

    private static Page submitted(Organiser organiser, Form form, int number) {
        return organiser.browser().submit(form.with("name", "Guest").with("email", address(number)));
    }

    private static String address(int number) {
        return "guest-" + number + "@example.org";
    }
}
