package org.sneakyklaus.health;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.sneakyklaus.job.JobHeartbeat;
import org.sneakyklaus.support.AdminNotice;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Down when no jobs run, which every admin page then says too, and degraded while one is paused. */
@Component
class JobsHealthIndicator extends AbstractHealthIndicator implements AdminNotice {

    /** It works, but somebody should look: a restart would not help. */
    static final Status DEGRADED = new Status("DEGRADED");

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final JobHeartbeat heartbeat;
    private final Clock clock;

    JobsHealthIndicator(JobHeartbeat heartbeat, Clock clock) {
        super("The jobs cannot be looked at");
        this.heartbeat = heartbeat;
        this.clock = clock;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        var reading = heartbeat.read();
        health.status(status(reading))
                .withDetail("running", reading.running())
                .withDetail("jobs", reading.jobs())
                .withDetail("heartbeatAgeSeconds", age(reading).toSeconds())
                .withDetail("paused", reading.paused());
    }

    @Override
    public Optional<MessageSourceResolvable> current() {
        try {
            var reading = heartbeat.read();
            return isDown(reading) ? Optional.of(notice(reading)) : Optional.empty();
        } catch (DataAccessException e) {
            // A page that can be shown is shown.
            return Optional.empty();
        }
    }

    private Status status(JobHeartbeat.Reading reading) {
        if (isDown(reading)) {
            return Status.DOWN;
        }
        return reading.paused().isEmpty() ? Status.UP : DEGRADED;
    }

    private MessageSourceResolvable notice(JobHeartbeat.Reading reading) {
        var minutes = age(reading).toMinutes();
        if (!reading.running() || minutes < 0) {
            return new DefaultMessageSourceResolvable("health.jobs.stopped");
        }
        return new DefaultMessageSourceResolvable(new String[] {"health.jobs.stale"}, new Object[] {minutes});
    }

    /** Also after the clock was set back: what is due is then waited for as long. */
    private boolean isDown(JobHeartbeat.Reading reading) {
        return !reading.running() || age(reading).abs().compareTo(PATIENCE) > 0;
    }

    private Duration age(JobHeartbeat.Reading reading) {
        return Duration.between(reading.last(), clock.instant());
    }
}
