package org.sneakyklaus.operation;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import org.sneakyklaus.operation.backup.BackupCommand;
import org.sneakyklaus.operation.backup.RestoreCommand;
import org.sneakyklaus.operation.check.CheckCommand;
import org.sneakyklaus.operation.command.CommandContext;
import org.sneakyklaus.operation.command.FailureSummary;
import org.sneakyklaus.operation.command.Jobs;
import org.sneakyklaus.operation.command.ListJobsCommand;
import org.sneakyklaus.operation.command.ResetAdminPasswordCommand;
import org.sneakyklaus.operation.move.MoveToPostgresqlCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The commands of the application; without arguments it serves. */
@Command(
        name = "sneaky-klaus",
        description = "A self-hosted Secret Santa organiser.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "[COMMAND]")
public final class Commands {

    private Commands() {}

    /** Runs the command and exits, with 0 on success, unless the application keeps serving. */
    public static void run(Class<?> application, String... arguments) {
        var output = to(FileDescriptor.out);
        var code = commandLine(application, output)
                .setOut(output)
                .setErr(to(FileDescriptor.err))
                .execute(ServeCommand.withName(arguments));
        if (code != ServeCommand.GOES_ON) {
            System.exit(code);
        }
    }

    private static CommandLine commandLine(Class<?> application, PrintWriter output) {
        var context = new CommandContext(application);
        var commands = new CommandLine(new Commands())
                .addSubcommand(
                        new CommandLine(new ServeCommand(application)).setUnmatchedOptionsArePositionalParams(true))
                .addSubcommand(Jobs.with(new ListJobsCommand(context, output)))
                .addSubcommand(new CheckCommand(context, output))
                .addSubcommand(new BackupCommand(context, output))
                .addSubcommand(new RestoreCommand(context, output))
                .addSubcommand(new MoveToPostgresqlCommand(context, output))
                .addSubcommand(new ResetAdminPasswordCommand(context, output));
        // An argument that begins with @ is not a file of arguments.
        commands.setExpandAtFiles(false);
        return commands.setParameterExceptionHandler(Commands::misused).setExecutionExceptionHandler(Commands::failed);
    }

    private static int misused(ParameterException mistake, String... arguments) {
        var command = mistake.getCommandLine();
        command.getErr().println(mistake.getMessage());
        UnmatchedArgumentException.printSuggestions(mistake, command.getErr());
        command.usage(command.getErr());
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        // Spring has already reported why it cannot serve.
        if (!command.getCommandName().equals(ServeCommand.NAME)) {
            command.getErr().println(FailureSummary.of(failure));
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static PrintWriter to(FileDescriptor stream) {
        OutputStream output = new FileOutputStream(stream);
        return new PrintWriter(output, true, Charset.defaultCharset());
    }
}
