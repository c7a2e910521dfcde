package org.sneakyklaus.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Organiser;
import org.sneakyklaus.testsupport.Page;

/** A database is started without its key, and then with another, as after a restore of a part. */
@Tag("once")
class LostKeyIT {

    private static final String ANOTHER = "YW5vdGhlciBzZWNyZXQga2V5IGZvciB0ZXN0cyAuLi4=";
    private static final List<String> EVERYWHERE =
            List.of("/admin", "/admin/settings", "/admin/jobs", "/admin/outbox", "/admin/mail", "/admin/exchanges/new");

    private KlausProcess klaus;
    private long exchange;

    @BeforeEach
    void draw() throws IOException, InterruptedException {
        klaus = KlausProcess.fresh("key");
        klaus.start();
        var organiser = Organiser.signIn(klaus.browser());
        var date = Clock.systemUTC().instant().plus(Duration.ofDays(30));
        exchange = organiser.open(organiser.exchange("Christmas", date));
        for (var name : List.of("ann", "ben", "cy", "dan")) {
            organiser.add(exchange, name, name + "@example.org");
        }
        organiser.draw(exchange);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> Giver.links(klaus, "ann").size() > 1
                        && Giver.links(klaus, "ben").size() > 1);
    }

    @AfterEach
    void close() {
        klaus.close();
    }

    @Test
    void whatIsSealedStaysSealedWithoutItsKeyAndAnotherKeyDrawsAnew() throws IOException, InterruptedException {
        var ann = Giver.signIn(klaus, Giver.links(klaus, "ann").get(0));
        assertThat(ann.recipient()).isIn("ben", "cy", "dan");
        klaus.stop();
        var sealed = klaus.store().column("SELECT receiver FROM assignment ORDER BY id");

        Files.delete(klaus.key());
        klaus.start();
        assertThat(klaus.key()).as("no new key is made").doesNotExist();
        var admin = Organiser.signIn(klaus.browser()).browser();
        everyPageSays(admin, "The secret key is missing");
        assertThat(ann.browser()
                        .open(Giver.links(klaus, "ann").get(0).replaceFirst("/signin.*", "/me"))
                        .status())
                .as("a session cannot be told from a forged one")
                .isEqualTo(303);
        coveredFor(
                Giver.signIn(klaus, Giver.links(klaus, "ann").get(1)),
                "the server’s secret key is missing. Please tell the organiser");
        refused(press(admin, "rematch"), "so names cannot be drawn");
        refused(adjust(admin), "so names cannot be drawn");
        klaus.stop();
        assertThat(klaus.store().column("SELECT receiver FROM assignment ORDER BY id"))
                .as("nothing is lost, should the key be found")
                .isEqualTo(sealed);

        Files.writeString(klaus.key(), ANOTHER);
        klaus.start();
        admin = Organiser.signIn(klaus.browser()).browser();
        everyPageSays(admin, "put the right key back and restart the server. If it is lost, accept this one");
        var ben = Giver.signIn(klaus, Giver.links(klaus, "ben").get(0));
        coveredFor(ben, "it was stored with another secret key. Ask the organiser to draw again");
        refused(adjust(admin), "Draw again to replace them");
        assertThat(press(admin, "rematch").status()).isEqualTo(303);
        var accepted = admin.follow(admin.submit(admin.open("/admin").form("/admin/key/accept")));
        assertThat(accepted.text()).contains("Key accepted.");
        assertThat(page(admin).text()).doesNotContain("The secret key");
        klaus.stop();
        klaus.start();
        assertThat(page(Organiser.signIn(klaus.browser()).browser()).text())
                .as("for good")
                .doesNotContain("The secret key");
        assertThat(ben.recipient()).isIn("ann", "cy", "dan");
        assertThat(klaus.logged("ann@example.org")).isEmpty();
        assertThat(klaus.logged("Exception")).isEmpty();
    }

    private void everyPageSays(Browser admin, String text) {
        for (var path : EVERYWHERE) {
            assertThat(admin.open(path).text()).as(path).containsIgnoringCase(text);
        }
        assertThat(page(admin).text()).containsIgnoringCase(text);
        assertThat(page(admin).hasForm("/rematch"))
                .as("another draw is offered")
                .isTrue();
    }

    private static void coveredFor(Giver participant, String text) {
        var answer = participant.reveal();
        refused(answer, text);
        assertThat(answer.has(".gift-name")).isFalse();
    }

    private static void refused(Page answer, String text) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(422);
        assertThat(answer.text()).contains(text);
    }

    private Page page(Browser admin) {
        return admin.open("/admin/exchanges/" + exchange);
    }

    private Page press(Browser admin, String action) {
        return admin.submit(page(admin).form('/' + action).with("confirm", "true"));
    }

    private Page adjust(Browser admin) {
        var form = admin.open("/admin/exchanges/" + exchange + "/mend").form("/mend");
        return admin.submit(form.with("people", "Ida <ida@example.org>").with("confirm", "true"));
    }
}
