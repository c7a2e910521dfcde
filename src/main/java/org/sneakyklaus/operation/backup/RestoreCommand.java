package org.sneakyklaus.operation.backup;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.operation.backup.RestoredData.Settled;
import org.sneakyklaus.operation.command.CommandContext;
import org.sneakyklaus.operation.command.CommandException;
import org.sneakyklaus.operation.command.ConfiguredPostgresql;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.DatabaseKind;
import org.sneakyklaus.support.SecretBox;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Restores a backup while the application does not run, and prints the consequences. */
@Command(
        name = "restore",
        description = {
            "Replaces the SQLite database with a backup. Only while Sneaky Klaus does not run.",
            "Everyone is signed out, links in emails are void, and waiting emails are held."
        },
        mixinStandardHelpOptions = true)
public final class RestoreCommand implements Callable<Integer> {

    private final CommandContext application;
    private final PrintWriter output;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The backup.")
    private @Nullable Path file;

    @Option(
            names = "--with-another-key",
            description = "Restores despite another secret key: pairings stay unreadable.")
    private boolean withAnotherKey;

    @Option(
            names = "--after-pg-restore",
            description = "With PostgreSQL, instead of FILE: completes a restore by pg_restore.")
    private boolean afterPgRestore;

    public RestoreCommand(CommandContext application, PrintWriter output) {
        this.application = application;
        this.output = output;
    }

    @Override
    public Integer call() {
        try (var parts = application.open()) {
            if (DatabaseKind.of(parts.getEnvironment()) == DatabaseKind.POSTGRESQL) {
                settlePostgresql(parts);
            } else {
                restore(parts);
            }
            return 0;
        }
    }

    private void restore(ApplicationContext parts) {
        if (file == null || afterPgRestore) {
            throw new CommandException("restore needs the file of a backup, for example restore "
                    + parts.getBean(AppProperties.class).data().resolve("backups") + "/klaus-20261224-010000Z.db");
        }
        var restored = new Restore(
                        parts.getBean(AppProperties.class), parts.getEnvironment(), parts.getBean(Clock.class))
                .from(file, withAnotherKey);
        output.println("Restored " + file.toAbsolutePath().normalize() + ".");
        if (restored.replaced() != null) {
            output.println("The previous database is kept for a week, as "
                    + restored.replaced().toAbsolutePath().normalize() + ".");
        }
        tell(restored.settled());
    }

    private void settlePostgresql(ApplicationContext parts) {
        if (!afterPgRestore) {
            throw new CommandException("Everything is in PostgreSQL: stop Sneaky Klaus, put a dump in place by"
                    + " pg_restore, and then run restore --after-pg-restore");
        }
        var key = Restore.key(parts.getBean(AppProperties.class), parts.getEnvironment());
        tell(settlePostgresql(ConfiguredPostgresql.in(parts), key, parts.getBean(Clock.class), withAnotherKey));
    }

    static Settled settlePostgresql(DataSource database, SecretBox key, Clock clock, boolean despiteOtherKey) {
        ConfiguredPostgresql.refuseOthers(database);
        return new RestoredData(database, DatabaseKind.POSTGRESQL, key, clock.instant(), "pg_restore")
                .settle(despiteOtherKey);
    }

    private void tell(Settled settled) {
        output.println("Everything is as of " + settled.asOf().truncatedTo(ChronoUnit.SECONDS)
                + ". What happened after that is not in it.");
        if (settled.updates() > 0) {
            output.println("Its schema was migrated to this version, in " + settled.updates() + " steps.");
        }
        output.println(
                "Everyone is signed out, and links in emails are void, except those that say \"This was not me\".");
        output.println("Personal links work as they did then: those ended or replaced since work again, and those"
                + " created since do not. Create new links for these people.");
        output.println("Webhooks deleted or paused since are back: look at them.");
        output.println("Waiting emails are held: " + settled.held()
                + ". Every page of the organiser has a button to send them; the outbox also has one to discard them.");
        output.println("Reminders that were due since then and are not sent: " + settled.reminders() + ".");
        output.println("Draws due since then or within a day, left to the organiser: " + settled.draws() + ".");
        output.println("Exchanges in which names had been drawn: " + settled.drawn()
                + ". If names were drawn again after that, what people were shown then no longer counts: draw again to"
                + " be sure.");
        if (settled.otherKey()) {
            output.println("The secret key is another one: no one can read who they drew until the right key is back,"
                    + " or names are drawn again.");
        }
        output.println("Start Sneaky Klaus now.");
    }
}
