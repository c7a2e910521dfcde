package org.sneakyklaus.job.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sneakyklaus.database.Batches;
import org.sneakyklaus.job.history.JobOutcome;

class RecurringJobsTest {

    @Test
    void aRunSaysHowManyItDeleted() {
        assertThat(RecurringJobs.deleted(new Batches.Result(1200, true), "expired tokens"))
                .isEqualTo(JobOutcome.done("1200 expired tokens deleted"));
        assertThat(RecurringJobs.deleted(new Batches.Result(0, true), "expired tokens"))
                .isEqualTo(JobOutcome.idle("0 expired tokens deleted"));
    }

    @Test
    void aRunThatEndedEarlySaysSo() {
        assertThat(RecurringJobs.deleted(new Batches.Result(2000, false), "expired tokens"))
                .isEqualTo(JobOutcome.done(
                        "2000 expired tokens deleted, the rest with the next run: the application stops"));
    }
}
