package org.sneakyklaus.operation;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.DatabaseKind;
import org.sneakyklaus.support.SecretBox;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;

/** Moves an installation from SQLite to PostgreSQL while the application does not run, and tells what follows from it. */
@Command(
        name = "move-to-postgresql",
        description = {
            "Takes everything over from the SQLite database in KLAUS_DATA to the PostgreSQL database of the settings.",
            "Only while Sneaky Klaus does not run. Nobody notices: sessions, links and waiting e-mails come along."
        },
        mixinStandardHelpOptions = true)
final class MoveToPostgresqlCommand implements Callable<Integer> {

    private final CommandContext application;
    private final PrintWriter output;

    MoveToPostgresqlCommand(CommandContext application, PrintWriter output) {
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
                    + ", e-mails that wait: " + moved.waiting() + ".");
            output.println("The SQLite database is out of use, as " + moved.kept()
                    + ". Nobody deletes it, nor the folder backups, by themselves: delete both once you have seen that"
                    + " all is there, a week later at most, since they hold what is purged from now on.");
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
