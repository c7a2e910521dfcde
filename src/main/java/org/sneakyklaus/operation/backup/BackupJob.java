package org.sneakyklaus.operation.backup;

import java.time.Instant;
import java.time.LocalTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.database.OnSqlite;
import org.sneakyklaus.job.Schedule;
import org.sneakyklaus.job.ScheduledJob;
import org.sneakyklaus.job.history.JobOutcome;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/** Makes a backup every night, if the database is SQLite. */
@Component
@Conditional(OnSqlite.class)
public class BackupJob implements ScheduledJob {

    public static final String ID = "backup_database";

    private static final Logger log = LoggerFactory.getLogger(BackupJob.class);

    private final Backup backup;

    BackupJob(Backup backup) {
        this.backup = backup;
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
        try {
            var taken = backup.take();
            return JobOutcome.of("kilobytes", taken.bytes() / 1000).and("kept", taken.kept());
        } catch (BackupException e) {
            log.error("Backup failed; earlier ones are kept", e);
            return JobOutcome.failed(String.valueOf(e.getMessage()));
        }
    }
}
