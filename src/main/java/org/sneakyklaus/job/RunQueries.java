package org.sneakyklaus.job;

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

/** Looks into the record of the runs. */
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
     * The runs on record, the latest first, in pages of 50.
     *
     * @param type the type of the job, or null for all
     * @param outcome how they ended, or null for all
     * @param page counted from 0
     */
    public Page<RunView> history(@Nullable String type, @Nullable RunOutcome outcome, int page) {
        return runs.findAll(
                        type,
                        outcome,
                        PageRequest.of(page, PAGE_SIZE, Sort.by("id").descending()))
                .map(RunView::of);
    }

    /** Those that go on at this moment, the latest first; without those that are recorded when they end. */
    public List<RunView> running() {
        return runs.findByOutcomeOrderByIdDesc(RunOutcome.RUNNING, Limit.unlimited()).stream()
                .map(RunView::of)
                .toList();
    }

    /** The runs of the last seven days that were missed, at most so many, the latest first. */
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

    /** The latest runs of a job, at most so many, the oldest first. */
    List<RunView> latest(String jobId, int atMost) {
        var latest = new ArrayList<>(runs.findByJobIdOrderByIdDesc(jobId, Limit.of(atMost)));
        Collections.reverse(latest);
        return latest.stream().map(RunView::of).toList();
    }

    /** What came of the runs that were due in the last 30 days, by job. */
    Map<String, RunCounts> lastMonth() {
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
