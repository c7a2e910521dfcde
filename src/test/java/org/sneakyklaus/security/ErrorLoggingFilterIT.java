package org.sneakyklaus.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sneakyklaus.security.Scene.Caller;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.Stages;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What breaks is told to the visitor by a reference alone, and to the log in full. */
@Tag("once")
@IntegrationTest
@ExtendWith(OutputCaptureExtension.class)
class ErrorLoggingFilterIT {

    private static final Pattern REFERENCE = Pattern.compile("include this reference: ([0-9a-f]{12})( |$)");

    private final Site site;
    private final Stages stages;
    private final AppProperties properties;
    private final HashSet<String> references = new HashSet<>();

    ErrorLoggingFilterIT(Site site, Stages stages, AppProperties properties) {
        this.site = site;
        this.stages = stages;
        this.properties = properties;
    }

    @Test
    void theReferenceOnThePageStandsInTheLog(CapturedOutput output) {
        var scene = new Scene(site, stages, site.setUp());
        var admin = scene.browser(Caller.ADMIN);
        var participant = scene.browser(Caller.PARTICIPANT);
        site.change("update exchange set timezone = 'Nowhere'");
        for (var path : List.of("", "/register", "/signin", "/me", "/me/profile", "/me/withdraw", "/me/calendar.ics")) {
            broken(participant.open("/exchange/" + scene.slug() + path), output);
        }
        for (var path : List.of("", "/edit", "/mend", "/notifications")) {
            broken(admin.open(scene.path("/admin/exchanges/{id}" + path)), output);
        }
        site.change("update exchange set timezone = 'Europe/Berlin', state = 'BROKEN'");
        for (var path : List.of("", "/register", "/me")) {
            broken(participant.open("/exchange/" + scene.slug() + path), output);
        }
        broken(admin.open("/admin"), output);
        site.change("update admin set timezone = 'Nowhere'");
        for (var path : List.of("/admin/jobs", "/admin/jobs/history", "/admin/settings", "/admin/outbox")) {
            broken(admin.open(path), output);
        }
    }

    @Test
    void soDoesThatOfWhatBreaksBeforeAnyPageIsFound(CapturedOutput output) {
        site.setUp();
        site.change("alter table rate_limit rename to rate_limit_gone");
        try {
            broken(site.browser().post("/find", "email", "ann@example.org"), output);
        } finally {
            site.change("alter table rate_limit_gone rename to rate_limit");
        }
    }

    @Test
    void soDoesThatOfASessionThatCannotBeRead(CapturedOutput output) {
        var admin = site.setUp();
        site.change("alter table spring_session rename to spring_session_gone");
        try {
            broken(admin.open("/admin"), output);
        } finally {
            site.change("alter table spring_session_gone rename to spring_session");
        }
    }

    @Test
    void aDatabaseThatSomebodyElseHoldsIsToldAsSomethingThatPasses(CapturedOutput output) throws SQLException {
        var admin = site.setUp();
        try (var other = DriverManager.getConnection(
                        "jdbc:sqlite:" + properties.data().resolve("klaus.db"));
                var statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");

            held(site.browser().post("/find", "email", "ann@example.org"), output);
            held(admin.submit(admin.open("/admin/settings").form("/admin/settings/profile")), output);
        }
    }

    @Test
    void whatIsNotThereIsNotToldToTheLogForItMayBeALinkThatWasCutInTwo(CapturedOutput output) {
        var slug = new Scene(site, stages, site.setUp()).slug();

        for (var path : List.of("/canary-1", "/exchange/" + slug + "/signin/canary-2/more", "/css/canary-3.css")) {
            assertThat(site.browser().open(path).status()).as(path).isEqualTo(404);
        }

        assertThat(output.getAll()).doesNotContain("canary");
    }

    @Test
    void whatIsNoFormIsRefusedBesideAWrongFieldAndTheLogIsNotTold(CapturedOutput output) {
        var scene = new Scene(site, stages, site.setUp());
        var admin = scene.browser(Caller.ADMIN);
        var notifications = scene.path("/admin/exchanges/{id}/notifications");
        var before = output.getAll().length();

        assertThat(admin.post(notifications, "drawn", "perhaps").status()).isEqualTo(422);
        assertThat(admin.post(notifications, "drawn", "perhaps", "\u0000", "x").status())
                .isEqualTo(400);
        assertThat(admin.open("/admin/outbox?page=first&%00=x").status()).isEqualTo(400);
        for (var path : List.of("/", "/nothing", "/admin", "/webhooks/resend", "/actuator/health")) {
            var answer = admin.send(admin.request(path).header("Content-Type", "text/*"));
            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.text()).as(path).contains("That did not work");
        }

        assertThat(output.getAll().substring(before)).doesNotContain(" WARN ", " ERROR ", "\tat ");
    }

    private void held(Page answer, CapturedOutput output) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("10");
        assertThat(answer.text()).contains("nothing was saved", "try again in a moment");
        toldOnce(answer, output, " WARN ", "Request refused, database unavailable: [SQLITE_BUSY]");
        assertThat(output.getAll()).doesNotContain("\tat org.sneakyklaus");
    }

    private void broken(Page answer, CapturedOutput output) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(500);
        toldOnce(answer, output, " ERROR ", "Request failed");
        assertThat(output.getAll()).contains("\tat org.sneakyklaus");
    }

    private void toldOnce(Page answer, CapturedOutput output, String level, String what) {
        // a form's token is random: its letters may spell anything
        assertThat(answer.source().replaceAll("(name=\"_csrf\" value=\")[^\"]*", "$1"))
                .doesNotContainIgnoringCase("exception", "\tat ", ".java", "select ", "sql");
        var reference = REFERENCE.matcher(answer.text());
        assertThat(reference.find()).as("%s", answer).isTrue();
        assertThat(answer.header("X-Request-Id")).isEqualTo(reference.group(1));
        assertThat(references.add(reference.group(1))).as("no other has it").isTrue();
        assertThat(output.getAll().lines().filter(line -> line.contains(reference.group(1))))
                .singleElement()
                .satisfies(line -> assertThat(line).contains(level, what));
        assertThat(output.getAll().lines().filter(line -> line.contains(level)))
                .as("each failure is told once")
                .hasSize(references.size());
    }
}
