package org.sneakyklaus.job;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.sneakyklaus.job.history.DueRun;
import org.sneakyklaus.job.history.RunOutcome;
import org.springframework.stereotype.Component;

/** Counts and times runs by job type, never by exchange, of which there is no limit. */
@Component
class JobMetrics {

    // Not "job": Prometheus gives that name to the job that scrapes.
    private static final String TYPE = "type";

    private final MeterRegistry registry;
    private final Set<String> types;

    JobMetrics(MeterRegistry registry, JobCatalog jobs) {
        this.registry = registry;
        this.types = jobs.types();
        // A monitor for the first missed or failed run needs to see a zero before it.
        types.forEach(this::missedCounter);
        types.forEach(type -> runTimer(type, RunOutcome.FAILED));
    }

    /** Records the end of a run and its duration. */
    void ended(DueRun due, RunOutcome outcome, Duration duration) {
        runTimer(type(due), outcome).record(duration);
    }

    /** Records a run that was skipped because it was too late. */
    void missed(DueRun due) {
        missedCounter(type(due)).increment();
    }

    /** Records how long after its due time a run starts. */
    void late(DueRun due, Duration lateness) {
        Timer.builder("klaus.job.lateness")
                .description("How long after their due time runs of jobs started")
                .tag(TYPE, type(due))
                .register(registry)
                // A run is early if the clock was set back, and a timer ignores negative values.
                .record(lateness.isNegative() ? Duration.ZERO : lateness);
    }

    private Timer runTimer(String type, RunOutcome outcome) {
        return Timer.builder("klaus.job.run")
                .description("How long runs of jobs took")
                .tag(TYPE, type)
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private Counter missedCounter(String type) {
        return Counter.builder("klaus.job.missed")
                .description("Runs of jobs that were too late to be run")
                .tag(TYPE, type)
                .register(registry);
    }

    /** The store may contain types that have no job. */
    private String type(DueRun due) {
        return types.contains(due.type()) ? due.type() : "unknown";
    }
}
