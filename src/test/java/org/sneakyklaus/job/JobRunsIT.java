package org.sneakyklaus.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.job.history.DueRun;
import org.sneakyklaus.job.history.JobOutcome;
import org.sneakyklaus.job.history.RunCause;
import org.sneakyklaus.job.history.RunOutcome;
import org.sneakyklaus.job.history.RunQueries;
import org.sneakyklaus.job.history.RunView;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.TestClock;

@IntegrationTest
class JobRunsIT {

    private final JobRunner runner;
    private final JobRuns runs;
    private final RunQueries queries;
    private final DueRun due;

    JobRunsIT(JobRunner runner, JobRuns runs, RunQueries queries) {
        this.runner = runner;
        this.runs = runs;
        this.queries = queries;
        this.due = new DueRun(
                "auto_complete_exchanges", "auto_complete_exchanges", null, TestClock.START, RunCause.SCHEDULE);
    }

    @Test
    void aRunThatACrashCutOffIsMarkedAtTheNextStart() {
        runs.start(due);

        runs.interruptCutOff();

        assertThat(queries.history(null, null, 0)).extracting(RunView::outcome).containsExactly(RunOutcome.INTERRUPTED);
    }

    @Test
    void aRunThatACrashCutOffIsMarkedWhenTheJobRunsAgain() {
        runs.start(due);

        runs.end(runs.start(due), due, JobOutcome.of("completed", 3));

        assertThat(queries.history(null, null, 0))
                .extracting(RunView::outcome)
                .containsExactly(RunOutcome.SUCCESS, RunOutcome.INTERRUPTED);
    }

    @Test
    void aRunWithoutWorkIsRecordedIfItEndsAFailureOrWasAskedFor() {
        var scheduled = dispatch(RunCause.SCHEDULE);
        runner.run(scheduled);
        assertThat(queries.history(null, null, 0)).isEmpty();

        runs.ended(scheduled, TestClock.START, JobOutcome.failed("no network"));
        runner.run(scheduled);
        runner.run(scheduled);

        assertThat(queries.history(null, null, 0))
                .extracting(RunView::outcome)
                .containsExactly(RunOutcome.SUCCESS, RunOutcome.FAILED);
        runner.run(dispatch(RunCause.MANUAL));
        assertThat(queries.history(null, null, 0)).hasSize(3);
    }

    @Test
    void aPartThatFailedFailsTheRunAndKeepsItsSummary() {
        runs.end(runs.start(due), due, JobOutcome.of("completed", 3).but(List.of("Not completed: exchanges [7]")));

        assertThat(queries.history(null, null, 0))
                .singleElement()
                .returns(RunOutcome.FAILED, RunView::outcome)
                .returns("completed=3", RunView::summary)
                .returns("Not completed: exchanges [7]", RunView::error);
    }

    @Test
    void whatIsTooLongOrSpansLinesIsCutToOneLine() {
        runs.end(runs.start(due), due, JobOutcome.failed("first\nsecond\u0000 " + "x".repeat(3000)));

        assertThat(queries.history(null, null, 0).getContent().get(0).error())
                .startsWith("first second x")
                .endsWith("x…")
                .hasSize(2000);
    }

    private static DueRun dispatch(RunCause cause) {
        return new DueRun("dispatch_webhooks", "dispatch_webhooks", null, TestClock.START, cause);
    }
}
