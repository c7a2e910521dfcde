package org.sneakyklaus.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.job.history.DueRun;
import org.sneakyklaus.job.history.JobOutcome;
import org.springframework.stereotype.Component;

/** All jobs, by name. */
@Component
class JobCatalog {

    private final List<ScheduledJob> recurring;
    private final Map<String, ScheduledJob> recurringById;
    private final Map<String, ExchangeJob> exchangeJobs;
    private final Clock clock;

    JobCatalog(List<ScheduledJob> recurring, List<ExchangeJob> exchangeJobs, Clock clock) {
        this.recurring = recurring;
        this.recurringById = recurring.stream().collect(Collectors.toMap(ScheduledJob::id, Function.identity()));
        this.exchangeJobs = exchangeJobs.stream().collect(Collectors.toMap(ExchangeJob::type, Function.identity()));
        this.clock = clock;
    }

    List<ScheduledJob> recurring() {
        return recurring;
    }

    Optional<ScheduledJob> recurring(String id) {
        return Optional.ofNullable(recurringById.get(id));
    }

    /** Returns the names of all jobs of both kinds. */
    Set<String> types() {
        return Stream.concat(recurringById.keySet().stream(), exchangeJobs.keySet().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether there is a job of that type, for exchanges or recurring. */
    boolean knows(String type, boolean forExchange) {
        return forExchange ? exchangeJobs.containsKey(type) : recurringById.containsKey(type);
    }

    /** Returns how late a run for an exchange may be; empty if there is no limit. */
    Optional<Duration> grace(DueRun due) {
        return Optional.ofNullable(exchangeJobs.get(due.type())).flatMap(ExchangeJob::grace);
    }

    boolean recordsIdleRuns(DueRun due) {
        return recurring(due.type()).map(ScheduledJob::recordsIdleRuns).orElse(true);
    }

    /**
     * Does the work of a run; throws whatever the work throws.
     *
     * @throws IllegalStateException if there is no such job
     */
    JobOutcome work(DueRun due) {
        var exchangeId = due.exchangeId();
        if (exchangeId == null) {
            return known(recurringById.get(due.type()), due).run(seenByJob(due));
        }
        return known(exchangeJobs.get(due.type()), due).run(exchangeId, due.planned());
    }

    private static <T> T known(@Nullable T job, DueRun due) {
        if (job == null) {
            throw new IllegalStateException("There is no job of type " + due.type());
        }
        return job;
    }

    /** A recurring job that catches up counts from now, not from its planned time. */
    private Instant seenByJob(DueRun due) {
        var now = clock.instant();
        return Duration.between(due.planned(), now).compareTo(MissedRuns.GRACE) > 0 ? now : due.planned();
    }
}
