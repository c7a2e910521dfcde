package org.sneakyklaus.operation;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What can be asked about what happens by itself. */
@Command(
        name = "jobs",
        description = "Tells what happens by itself.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class Jobs {

    private Jobs() {}

    static CommandLine with(Object... questions) {
        var jobs = new CommandLine(new Jobs());
        for (var question : questions) {
            jobs.addSubcommand(question);
        }
        return jobs;
    }
}
