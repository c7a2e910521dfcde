package org.sneakyklaus.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sneakyklaus.account.AdminPassword;
import org.sneakyklaus.account.AdminSetup;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.job.ScheduledJob;
import org.sneakyklaus.job.history.JobOutcome;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Jobs;
import org.sneakyklaus.testsupport.Mail;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.Stages;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.jdbc.core.JdbcTemplate;

@IntegrationTest
class UndeliveredReportIT {

    private static final String ADMIN = "nora@example.org";

    private final ScheduledJob job;
    private final OutboxControl control;
    private final Site site;
    private final JdbcTemplate jdbc;
    private final TestClock clock;
    private final AdminSetup setup;
    private final Stages stages;

    UndeliveredReportIT(
            List<ScheduledJob> jobs,
            OutboxControl control,
            Site site,
            JdbcTemplate jdbc,
            TestClock clock,
            AdminSetup setup,
            Stages stages) {
        this.job = Jobs.named("tell_of_undelivered_mail", jobs);
        this.control = control;
        this.site = site;
        this.jdbc = jdbc;
        this.clock = clock;
        this.setup = setup;
        this.stages = stages;
    }

    @BeforeEach
    void threeAreWrittenTo() {
        setup.create(
                new EmailAddress(ADMIN),
                new AdminPassword("correct horse battery"),
                AdminSetup.ANYWHERE,
                Locale.ENGLISH);
        // The one that asks to confirm this address is not what is looked at here.
        jdbc.update("DELETE FROM outbound_email");
        stages.in(ExchangeState.REGISTRATION_OPEN);
        site.mail().all();
    }

    @Test
    void aDayWithNothingNewHasNoDigest() {
        assertThat(run()).isEqualTo(JobOutcome.of("undelivered", 0));
        assertThat(digests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "state, FAILED, ': failed'",
        "state, UNKNOWN, ': possibly sent'",
        "delivery, BOUNCED, ': bounced'",
        "delivery, COMPLAINED, ': marked as spam'"
    })
    void eachTroubleIsToldOnce(String column, String value, String told) {
        set(column, value, "Alice");

        assertThat(run()).isEqualTo(JobOutcome.of("undelivered", 1));
        clock.advance(Duration.ofDays(1));
        run();

        assertThat(digests()).singleElement().satisfies(digest -> {
            assertThat(digest.subject()).isEqualTo("An email was not delivered");
            assertThat(digest.text())
                    .contains("Alice, “Family Christmas”: Confirmation,", told, "time zone UTC")
                    .doesNotContain("Bob", "Charlie");
        });
    }

    @Test
    void whatComesAfterTheDigestOfADayWaitsForTheNext() {
        set("state", "FAILED", "Alice");
        run();
        set("state", "FAILED", "Bob");

        assertThat(run()).isEqualTo(JobOutcome.of("undelivered", 0));
        clock.advance(Duration.ofDays(1));
        assertThat(run()).isEqualTo(JobOutcome.of("undelivered", 1));

        assertThat(digests()).hasSize(2);
        assertThat(digests().get(1).text()).contains("Bob").doesNotContain("Alice");
    }

    @Test
    void aDigestOfTomorrowDelaysNoneOnceTheClockIsSetBack() {
        clock.advance(Duration.ofDays(1));
        set("state", "FAILED", "Alice");
        run();
        clock.advance(Duration.ofDays(-1));
        set("state", "FAILED", "Bob");

        assertThat(run()).isEqualTo(JobOutcome.of("undelivered", 1));
    }

    @Test
    void whatIsSentAgainAndFailsAgainIsToldAgain() {
        set("state", "FAILED", "Alice");
        run();
        control.retry(jdbc.queryForList("SELECT id FROM outbound_email WHERE state = 'FAILED'", Long.class)
                .get(0));
        site.mail().all();
        set("state", "FAILED", "Alice");

        clock.advance(Duration.ofDays(1));

        assertThat(run()).isEqualTo(JobOutcome.of("undelivered", 1));
    }

    @Test
    void aDigestThatDoesNotArriveIsNotToldOf() {
        set("state", "FAILED", "Alice");
        run();
        site.mail().all();
        jdbc.update("UPDATE outbound_email SET state = 'FAILED' WHERE kind = 'UNDELIVERED'");

        clock.advance(Duration.ofDays(1));

        assertThat(run()).isEqualTo(JobOutcome.of("undelivered", 0));
    }

    private JobOutcome run() {
        return job.run(clock.instant());
    }

    private void set(String column, String value, String name) {
        jdbc.update(
                "UPDATE outbound_email SET " + column
                        + " = ? WHERE participant_id = (SELECT id FROM participant WHERE name = ?)",
                value,
                name);
    }

    private List<Mail> digests() {
        return site.mail().to(ADMIN).stream()
                .filter(mail -> mail.subject().contains("not delivered"))
                .toList();
    }
}
