package org.sneakyklaus.operation.move;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.sneakyklaus.operation.command.CommandContext;
import org.sneakyklaus.operation.command.CommandException;
import org.sneakyklaus.operation.command.ConfiguredPostgresql;
import org.sneakyklaus.operation.command.PrivateFiles;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.DatabaseKind;
import org.sneakyklaus.support.SecretBox;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;

/** Moves an installation from SQLite to PostgreSQL while the application does not run, and prints the next steps. */
@Command(
        name = "move-to-postgresql",
        description = {
            "Moves everything from the SQLite database in KLAUS_DATA to the configured PostgreSQL database.",
            "Only while Sneaky Klaus does not run. Sessions, links and waiting emails stay valid."
        },
        mixinStandardHelpOptions = true)
public final class MoveToPostgresqlCommand implements Callable<Integer> {

    private final CommandContext application;
    private final PrintWriter output;

    public MoveToPostgresqlCommand(CommandContext application, PrintWriter output) {
        this.application = application;
        this.output = output;
    }

    @Override
    public Integer call() throws IOException {
        try (var parts = application.open()) {
            var properties = parts.getBean(AppProperties.class);
            PrivateFiles.refuseRootIn(properties.data());
            var moved = move(parts, properties).everything();
            output.println("Moved to PostgreSQL: exchanges: " + moved.exchanges() + ", people: " + moved.people()
                    + ", waiting emails: " + moved.waiting() + ".");
            output.println("The SQLite database is out of use, as " + moved.kept()
                    + ". It is not deleted automatically, nor is the folder backups: delete both once you have seen that"
                    + " everything was moved, within a week, since they keep data that is purged from now on.");
            output.println("Start Sneaky Klaus now, with these settings.");
            return 0;
        }
    }

    private static Move move(ConfigurableApplicationContext parts, AppProperties properties) {
        if (DatabaseKind.of(parts.getEnvironment()) != DatabaseKind.POSTGRESQL) {
            throw new CommandException("The settings are those of SQLite: set SPRING_DATASOURCE_URL, and user and"
                    + " password, to the PostgreSQL database that is to hold everything, and try again");
        }
        return new Move(properties.data(), ConfiguredPostgresql.in(parts), parts.getBean(SecretBox.class));
    }
}
