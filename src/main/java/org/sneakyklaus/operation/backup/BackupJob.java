package org.sneakyklaus.operation.backup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.database.OnSqlite;
import org.sneakyklaus.job.Schedule;
import org.sneakyklaus.job.ScheduledJob;
import org.sneakyklaus.job.history.JobOutcome;
import org.sneakyklaus.support.Bytes;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/** Makes a backup every night, if the database is SQLite. */
@Component
@Conditional(OnSqlite.class)
public class BackupJob implements ScheduledJob {

    public static final String ID = "backup_database";

    private static final Logger log = LoggerFactory.getLogger(BackupJob.class);

    private final Backup backup;
    private final Clock clock;

    BackupJob(Backup backup, Clock clock) {
        this.backup = backup;
        this.clock = clock;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Schedule schedule() {
        return new Schedule.Daily(LocalTime.of(1, 0));
    }

    @Override
    public JobOutcome run(Instant planned) {
        var started = clock.instant();
        try {
            var taken = backup.take();
            var seconds = Duration.between(started, clock.instant()).toMillis() / 1000.0;
            return JobOutcome.done(String.format(
                    Locale.ROOT, "%s in %.1f s, %d kept", Bytes.inWords(taken.bytes()), seconds, taken.kept()));
        } catch (BackupException e) {
            log.error("Backup failed; earlier ones are kept", e);
            return JobOutcome.failed("no new backup", String.valueOf(e.getMessage()));
        }
    }
}
