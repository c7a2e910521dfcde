package org.sneakyklaus.job.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sneakyklaus.database.Batches;
import org.sneakyklaus.job.history.JobOutcome;

class RecurringJobsTest {

    @Test
    void aRunSaysHowManyItDeleted() {
        assertThat(RecurringJobs.deleted(new Batches.Result(1200, true), "tokens"))
                .isEqualTo(JobOutcome.of("tokens", 1200));
        assertThat(RecurringJobs.deleted(new Batches.Result(0, true), "tokens")).isEqualTo(JobOutcome.of("tokens", 0));
    }

    @Test
    void aRunThatEndedEarlySaysSo() {
        assertThat(RecurringJobs.deleted(new Batches.Result(2000, false), "tokens"))
                .isEqualTo(JobOutcome.of("tokens", 2000).and("unfinished", 1));
    }
}
