package org.sneakyklaus.job;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Counts and times what jobs do, by their type: never by exchange, of which there is no end. */
@Component
class JobMetrics {

    private static final String JOB = "job";

    private final MeterRegistry registry;
    private final Set<String> types;

    JobMetrics(MeterRegistry registry, JobCatalog jobs) {
        this.registry = registry;
        this.types = jobs.types();
        // Whoever watches for the first one must see that there was none before.
        types.forEach(this::missedCounter);
    }

    /** A run came to its end, after this long. */
    void ended(DueRun due, RunOutcome outcome, Duration duration) {
        Timer.builder("klaus.job.run")
                .description("How long runs of jobs took")
                .tag(JOB, type(due))
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry)
                .record(duration);
    }

    /** A run was so late that it is left out. */
    void missed(DueRun due) {
        missedCounter(type(due)).increment();
    }

    /** A run starts this long after it was due. */
    void late(DueRun due, Duration lateness) {
        Timer.builder("klaus.job.lateness")
                .description("How long after their due time runs of jobs started")
                .tag(JOB, type(due))
                .register(registry)
                // A clock that was put back makes a run early, and a timer drops what is negative.
                .record(lateness.isNegative() ? Duration.ZERO : lateness);
    }

    private Counter missedCounter(String type) {
        return Counter.builder("klaus.job.missed")
                .description("Runs of jobs that were too late to be run")
                .tag(JOB, type)
                .register(registry);
    }

    /** What stands in the store may be of no job that there is. */
    private String type(DueRun due) {
        return types.contains(due.type()) ? due.type() : "unknown";
    }
}
