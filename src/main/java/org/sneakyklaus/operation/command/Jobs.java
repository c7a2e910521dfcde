package org.sneakyklaus.operation.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands about background jobs. */
@Command(
        name = "jobs",
        description = "Shows the background jobs.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class Jobs {

    private Jobs() {}

    public static CommandLine with(Object... questions) {
        var jobs = new CommandLine(new Jobs());
        for (var question : questions) {
            jobs.addSubcommand(question);
        }
        return jobs;
    }
}
