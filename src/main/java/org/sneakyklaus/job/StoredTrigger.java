package org.sneakyklaus.job;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.quartz.CronExpression;
import org.sneakyklaus.job.history.RunCause;

/**
 * A trigger in Quartz's tables, readable or not.
 *
 * @param next when it fires next
 * @param simple the name of its row among the simple triggers, or null if it has none
 * @param cron its expression, or null if it has no row among the cron triggers
 * @param jobClass null if its job is gone
 * @param jobData null if unreadable
 * @param triggerData null if unreadable
 */
record StoredTrigger(
        String name,
        String group,
        String state,
        String jobName,
        String jobGroup,
        Instant next,
        @Nullable String simple,
        @Nullable String cron,
        @Nullable String jobClass,
        @Nullable Properties jobData,
        @Nullable Properties triggerData) {

    static StoredTrigger of(ResultSet row, int number) throws SQLException {
        return new StoredTrigger(
                row.getString("trigger_name"),
                row.getString("trigger_group"),
                row.getString("trigger_state"),
                row.getString("job_name"),
                row.getString("job_group"),
                Instant.ofEpochMilli(row.getLong("next_fire_time")),
                row.getString("simple"),
                row.getString("cron_expression"),
                row.getString("job_class_name"),
                read(row.getBytes("job_data")),
                read(row.getBytes("trigger_data")));
    }

    // Reads the data as Quartz does.
    private static @Nullable Properties read(byte @Nullable [] data) {
        var properties = new Properties();
        try {
            properties.load(new ByteArrayInputStream(data == null ? new byte[0] : data));
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    /** Returns the name of the job that does the work. */
    String type() {
        return jobData == null ? "unknown" : jobData.getProperty(QuartzDispatcher.TYPE, "unknown");
    }

    /** Returns why it can never fire; empty if it can. */
    Optional<String> defect(JobCatalog jobs) {
        if (!QuartzDispatcher.class.getName().equals(jobClass)) {
            return Optional.of(jobClass == null ? "its job is gone" : "there is no class " + jobClass);
        }
        if (simple == null && !(cron != null && CronExpression.isValidExpression(cron))) {
            return Optional.of("it has no schedule");
        }
        if (jobData == null || triggerData == null || !isUnderstood(jobData, triggerData)) {
            return Optional.of("its data cannot be read");
        }
        if (!jobs.knows(type(), jobData.containsKey(QuartzDispatcher.EXCHANGE))) {
            return Optional.of("there is no job of type " + type());
        }
        return state.equals("ERROR") ? Optional.of("Quartz could not fire it") : Optional.empty();
    }

    private static boolean isUnderstood(Properties jobData, Properties triggerData) {
        try {
            Long.parseLong(jobData.getProperty(QuartzDispatcher.EXCHANGE, "0"));
            Integer.parseInt(triggerData.getProperty(QuartzDispatcher.RETRIES, "0"));
            Instant.parse(triggerData.getProperty(QuartzDispatcher.PLANNED, Instant.EPOCH.toString()));
            RunCause.valueOf(triggerData.getProperty(QuartzDispatcher.CAUSE, RunCause.SCHEDULE.name()));
            return true;
        } catch (IllegalArgumentException | DateTimeException e) {
            return false;
        }
    }
}
