package org.sneakyklaus.operation.backup;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.operation.command.CommandContext;
import org.sneakyklaus.operation.command.CommandException;
import org.sneakyklaus.operation.command.PrivateFiles;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.Bytes;
import org.sneakyklaus.support.DatabaseKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a backup as the nightly job does, or a copy elsewhere, whether or not the application runs. */
@Command(
        name = "backup",
        description = "Makes a backup of the SQLite database, verifies it, and prints its path.",
        mixinStandardHelpOptions = true)
public final class BackupCommand implements Callable<Integer> {

    private final CommandContext application;
    private final PrintWriter output;

    @Option(
            names = "--to",
            paramLabel = "FILE",
            description = "File to write to instead of the folder backups. It must not exist, and is never deleted.")
    private @Nullable Path to;

    public BackupCommand(CommandContext application, PrintWriter output) {
        this.application = application;
        this.output = output;
    }

    @Override
    public Integer call() throws IOException {
        try (var parts = application.open()) {
            if (DatabaseKind.of(parts.getEnvironment()) == DatabaseKind.POSTGRESQL) {
                throw new CommandException("Everything is in PostgreSQL: use pg_dump, which works while Sneaky Klaus"
                        + " runs, and keep KLAUS_SECRET_KEY apart from the dump");
            }
            PrivateFiles.refuseRootIn(parts.getBean(AppProperties.class).data());
            var backup = parts.getBean(Backup.class);
            backup.refuseUnknown();
            var file = made(backup);
            output.println(file.toAbsolutePath().normalize() + " (" + Bytes.inWords(Files.size(file)) + ")");
            return 0;
        } catch (BackupException e) {
            throw new CommandException(String.valueOf(e.getMessage()));
        }
    }

    private Path made(Backup backup) {
        if (to == null) {
            return backup.take().file();
        }
        backup.copyTo(to);
        return to;
    }
}
