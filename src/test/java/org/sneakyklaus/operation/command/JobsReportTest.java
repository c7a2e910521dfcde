package org.sneakyklaus.operation.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.operation.command.JobsReport.JobReport;
import org.sneakyklaus.operation.command.JobsReport.SchedulerReport;

class JobsReportTest {

    @Test
    void everyColumnStandsUnderItsHeadingHoweverLongTheNameOfAJobIs() {
        var jobs = Stream.of("dispatch_outbox", "cleanup_expired_rate_limits", "x".repeat(40))
                .map(id -> new JobReport(id, "PT30S", "waiting", null, null, null))
                .toList();
        var scheduler = new SchedulerReport("running", null, null, jobs.size(), Set.of());

        var table = new JobsReport(scheduler, jobs, List.of()).lines().subList(2, 6);

        assertThat(table.subList(1, 4))
                .allSatisfy(line -> assertThat(line.indexOf(" waiting"))
                        .isEqualTo(table.get(0).indexOf(" STATUS")));
    }
}
