package org.sneakyklaus.operation.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.sneakyklaus.job.ComingRuns;
import org.sneakyklaus.job.JobQueries;
import org.sneakyklaus.job.SchedulerQueries;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Lists the jobs and their state, whether or not the application runs. */
@Command(
        name = "list",
        description = "Lists each job with its next run and the outcome of its last run.",
        mixinStandardHelpOptions = true)
public final class ListJobsCommand implements Callable<Integer> {

    private final CommandContext application;
    private final PrintWriter output;

    @Option(names = "--json", description = "As JSON, with times in UTC.")
    private boolean json;

    public ListJobsCommand(CommandContext application, PrintWriter output) {
        this.application = application;
        this.output = output;
    }

    @Override
    public Integer call() {
        try (var parts = application.openWithDatabase()) {
            var report = JobsReport.of(
                    parts.getBean(SchedulerQueries.class),
                    parts.getBean(JobQueries.class),
                    parts.getBean(ComingRuns.class));
            if (json) {
                output.println(JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(report));
            } else {
                report.lines().forEach(output::println);
            }
            return 0;
        }
    }
}
