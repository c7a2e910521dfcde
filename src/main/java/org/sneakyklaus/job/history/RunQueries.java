package org.sneakyklaus.job.history;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the job history. */
@Component
@Transactional(readOnly = true)
public class RunQueries {

    private static final int PAGE_SIZE = 50;
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration WEEK = Duration.ofDays(7);

    private final JobRunRepository runs;
    private final Clock clock;

    RunQueries(JobRunRepository runs, Clock clock) {
        this.runs = runs;
        this.clock = clock;
    }

    /**
     * Returns the recorded runs, latest first, in pages of 50.
     *
     * @param type the type of the job, or null for all
     * @param outcome the outcome, or null for all
     * @param page counted from 0
     */
    public Page<RunView> history(@Nullable String type, @Nullable RunOutcome outcome, int page) {
        return runs.findAll(
                        type,
                        outcome,
                        PageRequest.of(page, PAGE_SIZE, Sort.by("id").descending()))
                .map(RunView::of);
    }

    /** Returns the current runs, latest first, without those of jobs recorded only at their end. */
    public List<RunView> running() {
        return runs.findByOutcomeOrderByIdDesc(RunOutcome.RUNNING, Limit.unlimited()).stream()
                .map(RunView::of)
                .toList();
    }

    /** Returns the missed runs of the last seven days, latest first, at most {@code atMost}. */
    public List<MissedView> missed(int atMost) {
        var since = clock.instant().minus(WEEK);
        return runs.findByOutcomeOrderByIdDesc(RunOutcome.MISSED, Limit.of(atMost)).stream()
                .filter(run -> !run.scheduledAt().isBefore(since))
                .map(this::withWhatWasDone)
                .toList();
    }

    private MissedView withWhatWasDone(JobRun missed) {
        var madeUpBy =
                runs.findByJobIdAndScheduledAtAndCause(missed.jobId(), missed.scheduledAt(), RunCause.CATCH_UP.word());
        return new MissedView(
                RunView.of(missed),
                madeUpBy.stream().findFirst().map(RunView::of).orElse(null));
    }

    /** Returns the latest runs of a job, at most {@code atMost}, oldest first. */
    public List<RunView> latest(String jobId, int atMost) {
        var latest = new ArrayList<>(runs.findByJobIdOrderByIdDesc(jobId, Limit.of(atMost)));
        Collections.reverse(latest);
        return latest.stream().map(RunView::of).toList();
    }

    /** Returns the outcomes of the runs due in the last 30 days, by job. */
    public Map<String, RunCounts> lastMonth() {
        return runs.countByJobAndOutcome(clock.instant().minus(MONTH)).stream()
                .collect(groupingBy(JobRunRepository.Count::jobId))
                .entrySet()
                .stream()
                .collect(toMap(
                        Map.Entry::getKey,
                        entry -> new RunCounts(entry.getValue().stream()
                                .collect(toMap(JobRunRepository.Count::outcome, JobRunRepository.Count::runs)))));
    }
}
