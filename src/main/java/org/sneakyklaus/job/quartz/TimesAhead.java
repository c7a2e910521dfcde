package org.sneakyklaus.job.quartz;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.support.AdminNotice;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Corrects times in the future that remain after a clock ran ahead and was set back: what waits for such a time, or
 * ends then, would be delayed until then. {@code RecurringTriggers} corrects the regular triggers of jobs.
 */
@Component
public class TimesAhead implements AdminNotice {

    private static final Logger log = LoggerFactory.getLogger(TimesAhead.class);

    /** The tolerated difference between the clocks of two machines. */
    private static final Duration TOLERATED = Duration.ofMinutes(1);
    /** How long every page of the organiser shows it. */
    private static final Duration TOLD = Duration.ofDays(1);

    private static final List<Times> TIMES = List.of(
            new Times("exchange", "completed_at = :now", "completed_at > :tolerated"),
            new Times("exchange", "cancelled_at = :now", "cancelled_at > :tolerated"),
            // The organiser is warned again: whatever the clock says next, nothing is deleted without notice.
            new Times("exchange", "purge_warned_at = NULL", "purge_warned_at > :tomorrow"),
            new Times("outbound_email", "claimed_until = :now", "claimed_until > :hour"),
            // The longest wait is a day and a fifth.
            new Times("outbound_email", "next_attempt_at = :now", "state = 'PENDING' AND next_attempt_at > :twoDays"),
            // Queued before the clock was set back, perhaps by an hour only.
            new Times(
                    "outbound_email",
                    "next_attempt_at = :now, created_at = :now",
                    "state = 'PENDING' AND created_at > :tolerated"),
            // These count for the limit of their day.
            new Times("outbound_email", "sent_at = :now", "sent_at > :tomorrow"),
            new Times("outbound_email", "unknown_since = :now", "unknown_since > :tomorrow"),
            new Times("webhook_delivery", "claimed_until = :now", "claimed_until > :hour"),
            new Times("webhook_delivery", "next_attempt_at = :now", "state = 'PENDING' AND next_attempt_at > :twoDays"),
            new Times(
                    "webhook_delivery",
                    "next_attempt_at = :now, created_at = :now",
                    "state = 'PENDING' AND created_at > :tolerated"),
            new Times("webhook_delivery", "unknown_since = :now", "unknown_since > :tomorrow"),
            new Times("webhook_endpoint", "failing_since = :now", "failing_since > :tomorrow"),
            new Times(
                    "magic_token",
                    "expires_at = :now + expires_at - created_at, created_at = :now",
                    "created_at > :tolerated"),
            // What is sealed in them has the wrong time, too.
            new Times("typed_registration", "expires_at = :now, created_at = :now", "created_at > :tolerated"),
            new Times(
                    "spring_session",
                    "creation_time = :now, last_access_time = :now,"
                            + " expiry_time = :now + 1000 * cast(max_inactive_interval AS bigint)",
                    "last_access_time > :tomorrow"),
            new Times(
                    "job_execution",
                    "created_at = :now,"
                            + " scheduled_at = CASE WHEN scheduled_at > :tomorrow THEN :now ELSE scheduled_at END",
                    "created_at > :tomorrow"));

    /** Those meant to fire at once, or within half an hour. */
    private static final Times TRIGGERS = new Times(
            "qrtz_triggers",
            "next_fire_time = :now, start_time = :now",
            "next_fire_time > :hour AND trigger_group <> 'recurring'"
                    + " AND trigger_group NOT LIKE 'exchange!_%' ESCAPE '!'");

    private static final List<String> WRITTEN =
            List.of("SELECT max(created_at) FROM job_execution", "SELECT max(prev_fire_time) FROM qrtz_triggers");

    private final JdbcClient jdbc;
    private final TriggerLock lock;
    private final ObjectProvider<BuildProperties> build;
    private final Clock clock;
    private volatile @Nullable Instant told;

    TimesAhead(JdbcClient jdbc, TriggerLock lock, ObjectProvider<BuildProperties> build, Clock clock) {
        this.jdbc = jdbc;
        this.lock = lock;
        this.build = build;
        this.clock = clock;
    }

    /** Rows of a table, and the correction of those beyond any intended time. */
    private record Times(String table, String set, String beyond) {}

    /** Returns the later of the clock and the machine's time, which Quartz uses. */
    public static Instant now(Clock clock) {
        var machine = Clock.systemUTC().instant();
        var now = clock.instant();
        return now.isAfter(machine) ? now : machine;
    }

    /** Warns if the clock is behind what was written already. */
    @Transactional(readOnly = true)
    public void tellIfBehind() {
        var now = now(clock);
        WRITTEN.stream()
                .flatMap(newest -> jdbc.sql(newest).query(Long.class).optional().stream())
                .map(Instant::ofEpochMilli)
                .max(Instant::compareTo)
                .filter(now.plus(TOLERATED)::isBefore)
                .ifPresent(written -> {
                    log.warn(
                            "It is {} here, but something was written at {} already: set the clock of this machine"
                                    + " (NTP), unless it ran ahead then",
                            now,
                            written);
                    told = clock.instant();
                });
    }

    @Transactional(readOnly = true)
    public boolean areThere() {
        return Stream.concat(TIMES.stream(), Stream.of(TRIGGERS))
                .anyMatch(times -> statement("SELECT count(*) FROM " + times.table() + " WHERE " + times.beyond())
                                .query(Long.class)
                                .single()
                        > 0);
    }

    /**
     * Replaces these times with now. Does nothing while that is before the build of this version, which no correct
     * clock shows.
     */
    @Transactional
    public void setRight() {
        var built = Optional.ofNullable(build.getIfAvailable()).map(BuildProperties::getTime);
        if (built.filter(now(clock)::isBefore).isPresent()) {
            return;
        }
        var rows = TIMES.stream().mapToLong(this::setRight).sum();
        // Triggers come after all other rows, as everywhere.
        lock.take();
        rows += setRight(TRIGGERS);
        log.warn(
                "Clock of this machine ran ahead and was set back: corrected {} rows with times in the future, and the"
                        + " planned times of jobs",
                rows);
        told = clock.instant();
    }

    private long setRight(Times times) {
        return statement("UPDATE " + times.table() + " SET " + times.set() + " WHERE " + times.beyond())
                .update();
    }

    private JdbcClient.StatementSpec statement(String sql) {
        var now = now(clock);
        return jdbc.sql(sql)
                .param("now", now.toEpochMilli())
                .param("tolerated", now.plus(TOLERATED).toEpochMilli())
                .param("hour", now.plus(Duration.ofHours(1)).toEpochMilli())
                .param("tomorrow", now.plus(Duration.ofDays(1)).toEpochMilli())
                .param("twoDays", now.plus(Duration.ofDays(2)).toEpochMilli());
    }

    @Override
    public Optional<MessageSourceResolvable> current() {
        return Optional.ofNullable(told)
                .filter(at -> clock.instant().isBefore(at.plus(TOLD)))
                .map(at -> new DefaultMessageSourceResolvable("health.clock.setBack"));
    }
}
