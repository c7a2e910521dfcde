package org.sneakyklaus.health;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.sneakyklaus.job.JobHeartbeat;
import org.sneakyklaus.job.SchedulerState;
import org.sneakyklaus.support.AdminNotice;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Down if no jobs run; degraded while one is paused or planned too late. Every admin page shows this, too. */
@Component
class JobsHealthIndicator extends DatabaseDependentHealth implements AdminNotice {

    /** It works, but needs attention: a restart would not help. */
    static final Status DEGRADED = new Status("DEGRADED");

    private final JobHeartbeat heartbeat;
    private final Clock clock;

    JobsHealthIndicator(JobHeartbeat heartbeat, Clock clock) {
        super("Job health check failed");
        this.heartbeat = heartbeat;
        this.clock = clock;
    }

    @Override
    void look(Health.Builder health) {
        var reading = heartbeat.read();
        health.status(status(reading))
                .withDetail("running", reading.running())
                .withDetail("jobs", reading.jobs())
                .withDetail("heartbeatAgeSeconds", age(reading).toSeconds())
                .withDetail("paused", reading.paused())
                .withDetail("ahead", reading.ahead());
    }

    @Override
    public Optional<MessageSourceResolvable> current() {
        try {
            var reading = heartbeat.read();
            return notice(reading);
        } catch (DataAccessException e) {
            // A page that can be shown is shown.
            return Optional.empty();
        }
    }

    private Status status(JobHeartbeat.Reading reading) {
        if (reading.state(clock.instant()) != SchedulerState.RUNNING) {
            return Status.DOWN;
        }
        return reading.paused().isEmpty() && reading.ahead().isEmpty() ? Status.UP : DEGRADED;
    }

    private Optional<MessageSourceResolvable> notice(JobHeartbeat.Reading reading) {
        return switch (reading.state(clock.instant())) {
            case STANDBY -> Optional.of(new DefaultMessageSourceResolvable("health.jobs.stopped"));
            case STALLED -> Optional.of(stalled(age(reading).toMinutes()));
            case RUNNING ->
                reading.paused().stream()
                        .findFirst()
                        .map(first -> paused(first, reading.paused().size()));
        };
    }

    private static MessageSourceResolvable stalled(long minutes) {
        // The last heartbeat is in the future if the clock was set back.
        return minutes < 0
                ? new DefaultMessageSourceResolvable("health.jobs.stopped")
                : new DefaultMessageSourceResolvable(new String[] {"health.jobs.stale"}, new Object[] {minutes});
    }

    private static MessageSourceResolvable paused(String job, int count) {
        var name = new DefaultMessageSourceResolvable(new String[] {"job." + job + ".name"}, job);
        return new DefaultMessageSourceResolvable(new String[] {"health.jobs.paused"}, new Object[] {count, name});
    }

    private Duration age(JobHeartbeat.Reading reading) {
        return Duration.between(reading.last(), clock.instant());
    }
}
