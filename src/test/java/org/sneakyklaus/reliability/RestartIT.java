package org.sneakyklaus.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sneakyklaus.testsupport.Organiser;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;

/**
 * The application was stopped in good order and starts again long after things were due; and then once more. For that
 * the times are moved back in the store while it does not run.
 */
@Tag("once")
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestartIT {

    private static final String LITTLE_LATE = "cleanup_expired_sessions";
    private static final String TOO_LATE = "auto_complete_exchanges";
    private static final String MANY_MISSED = "cleanup_expired_tokens";

    private final Clock clock = Clock.tickMillis(ZoneOffset.UTC);
    private KlausProcess klaus;
    private Instant now;
    private long reminding;
    private long notReminding;
    private long closing;
    private final List<Integer> signingIn = new ArrayList<>();

    @BeforeAll
    void stopAndStartLater() throws IOException, InterruptedException {
        klaus = KlausProcess.fresh("restart");
        klaus.start();
        var organiser = Organiser.signIn(klaus.browser());
        var date = clock.instant().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS);
        reminding = drawn(organiser, "reminding", date);
        notReminding = drawn(organiser, "not-reminding", date);
        closing = organiser.open(organiser
                .exchange("Closing", date)
                .with("registrationCloseDate", Organiser.local(date.minus(Duration.ofDays(10)))));
        for (int i = 0; i < 5; i++) {
            signIn("not the right one");
        }
        klaus.stop();

        now = clock.instant();
        klaus.store().change(db -> {
            Store.setDue(db, LITTLE_LATE, minutesAgo(4));
            Store.setDue(db, TOO_LATE, minutesAgo(6));
            Store.setDue(db, MANY_MISSED, minutesAgo(10 * 60));
            // The start takes a while: the hour is not over when it comes to the reminder.
            Store.age(db, reminding, Duration.between(minutesAgo(58).plus(Duration.ofDays(3)), date));
            Store.age(db, notReminding, Duration.between(minutesAgo(61).plus(Duration.ofDays(3)), date));
            Store.age(db, closing, Duration.between(now, date).minus(Duration.ofDays(7)));
        });
        for (int start = 0; start < 2; start++) {
            klaus.start();
            await().atMost(Duration.ofMinutes(2)).until(() -> klaus.store().isDrained(clock.instant()));
            signingIn.add(signIn(Site.PASSWORD).status());
            klaus.stop();
        }
    }

    private Page signIn(String password) {
        return klaus.browser().post("/admin/login", "email", Site.ADMIN, "password", password);
    }

    private static long drawn(Organiser organiser, String name, Instant date) {
        var exchange = organiser.open(organiser.exchange(name, date));
        for (int i = 0; i < 3; i++) {
            organiser.add(exchange, "Guest " + i, "guest-" + i + "@" + name + ".example.org");
        }
        organiser.draw(exchange);
        return exchange;
    }

    @AfterAll
    void close() {
        klaus.close();
    }

    @Test
    void aJobThatIsLessThanFiveMinutesLateRunsWithItsTrueTime() {
        assertThat(runs(LITTLE_LATE)).containsExactly("SUCCESS schedule " + millis(minutesAgo(4)));
    }

    @Test
    void aJobThatIsLaterIsRecordedAsMissedAndMadeUpForOnce() {
        assertThat(runs(TOO_LATE))
                .containsExactly(
                        "MISSED schedule " + millis(minutesAgo(6)), "SUCCESS catch-up " + millis(minutesAgo(6)));
    }

    @Test
    void manyMissedRunsBecomeOne() {
        assertThat(runs(MANY_MISSED))
                .containsExactly(
                        "MISSED schedule " + millis(minutesAgo(600)), "SUCCESS catch-up " + millis(minutesAgo(600)));
    }

    @Test
    void aReminderLessThanAnHourLateGoesOut() {
        assertThat(runs("reminder_exchange_" + reminding + "_days_3"))
                .containsExactly("SUCCESS schedule " + millis(minutesAgo(58)));
        assertThat(reminders(reminding)).containsExactly("SENT", "SENT", "SENT");
    }

    @Test
    void aLaterReminderIsMissedAndNeverSent() {
        assertThat(runs("reminder_exchange_" + notReminding + "_days_3"))
                .containsExactly("MISSED schedule " + millis(minutesAgo(61)));
        assertThat(reminders(notReminding)).isEmpty();
    }

    @Test
    void registrationClosesHoweverLate() {
        assertThat(klaus.store().column("SELECT state FROM exchange WHERE id = ?", closing))
                .containsExactly("REGISTRATION_CLOSED");
        assertThat(runs("close_registration_exchange_" + closing))
                .containsExactly("SUCCESS schedule " + millis(now.minus(Duration.ofDays(3))));
    }

    @Test
    void whoTriedTooOftenIsStillRefused() {
        assertThat(signingIn).containsExactly(429, 429);
    }

    private Instant minutesAgo(int minutes) {
        return now.minus(Duration.ofMinutes(minutes));
    }

    private static long millis(Instant instant) {
        return instant.toEpochMilli();
    }

    /** The runs that were due when the application did not run. */
    private List<String> runs(String job) {
        return klaus.store()
                .column(
                        "SELECT outcome || ' ' || cause || ' ' || scheduled_at FROM job_execution"
                                + " WHERE job_id = ? AND scheduled_at <= ? ORDER BY id",
                        job,
                        millis(now));
    }

    private List<String> reminders(long exchange) {
        return klaus.store()
                .column("SELECT state FROM outbound_email WHERE kind = 'REMINDER' AND exchange_id = ?", exchange);
    }
}
