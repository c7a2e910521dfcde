package org.sneakyklaus.operation.move;

import static org.springframework.core.NestedExceptionUtils.getMostSpecificCause;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.sneakyklaus.database.DataFolderLock;
import org.sneakyklaus.database.DataFolderState;
import org.sneakyklaus.database.ExistingDatabase;
import org.sneakyklaus.database.Schema;
import org.sneakyklaus.database.TableCopy;
import org.sneakyklaus.operation.backup.BackupJob;
import org.sneakyklaus.operation.backup.DatabaseFile;
import org.sneakyklaus.operation.backup.KnownKey;
import org.sneakyklaus.operation.command.CommandException;
import org.sneakyklaus.operation.command.ConfiguredPostgresql;
import org.sneakyklaus.operation.command.FailureSummary;
import org.sneakyklaus.operation.command.PrivateFiles;
import org.sneakyklaus.support.DatabaseKind;
import org.sneakyklaus.support.SecretBox;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/**
 * Moves all data from the SQLite database of a data folder to PostgreSQL, while neither is in use. The target gets
 * all of it or nothing. Then the SQLite file is renamed, so that no start serves from it by mistake.
 */
final class Move {

    /**
     * The result of a move.
     *
     * @param people number of participants, including those who left
     * @param waiting number of emails still to be sent
     * @param kept the new path of the SQLite database
     */
    record Moved(int exchanges, int people, int waiting, Path kept) {}

    private final Path data;
    private final Path database;
    private final Path kept;
    private final DataSource target;
    private final SecretBox key;

    /** @param key the key for serving from PostgreSQL */
    Move(Path data, DataSource target, SecretBox key) {
        this.data = data;
        this.database = data.toAbsolutePath().normalize().resolve("klaus.db");
        this.kept = database.resolveSibling(DataFolderState.MOVED);
        this.target = target;
        this.key = key;
    }

    /**
     * Moves the data.
     *
     * @throws CommandException if it must not be done; nothing has changed then, unless the message says so
     * @throws org.sneakyklaus.database.UnusableDatabaseException if there is no SQLite database of this version,
     *     or it is in use
     */
    @SuppressWarnings("try") // held for its effect
    Moved everything() throws IOException {
        ExistingDatabase.require(data);
        refuseEarlier();
        refuseDemo();
        try (var lock = new DataFolderLock(data)) {
            var moved = copied(new DatabaseFile(database));
            putAside();
            return moved;
        } catch (SQLException | DataAccessException | TransactionException | FlywayException e) {
            throw new CommandException("Nothing was moved: " + FailureSummary.inShort(getMostSpecificCause(e)));
        }
    }

    private void refuseEarlier() {
        if (Files.exists(kept)) {
            throw new CommandException(
                    "There is " + kept + " from an earlier move: delete it, or take it elsewhere, and try again");
        }
    }

    private void refuseDemo() {
        if (new DataFolderState(data).isDemo()) {
            throw new CommandException("The data folder " + data + " is that of a demo, whose password everyone knows:"
                    + " a demo stays where it is");
        }
    }

    private Moved copied(DatabaseFile file) throws SQLException {
        refuseDefect(file);
        file.schema().requireCurrent();
        file.gather();
        var source = file.writing();
        refuseOtherKey(source);
        prepareTarget();
        // Counted first: after the copy, no failure may be reported as if there were none.
        var moved = new Moved(
                count(source, "exchange"),
                count(source, "participant"),
                count(source, "outbound_email WHERE state IN ('PENDING', 'CLAIMED', 'HELD')"),
                kept);
        new TableCopy(source, target).copyAllBut(BackupJob.ID);
        return moved;
    }

    private static void refuseDefect(DatabaseFile file) throws SQLException {
        file.defect().ifPresent(defect -> {
            throw new CommandException("This database cannot be moved: " + defect);
        });
    }

    private void refuseOtherKey(DataSource source) {
        if (KnownKey.isOtherThan(key, JdbcClient.create(source))) {
            throw new CommandException(
                    "KLAUS_SECRET_KEY is not the key of this database, so no one could read who they drew:"
                            + " set it to the content of its file secret.key, and try again");
        }
    }

    private void prepareTarget() {
        ConfiguredPostgresql.refuseOthers(target);
        var schema = new Schema(target, DatabaseKind.POSTGRESQL);
        var state = schema.state();
        if (state.isNewer()) {
            throw new CommandException("The PostgreSQL database " + state.newer() + ": take an empty one");
        }
        if (!state.isOurs() && count(target, "pg_tables WHERE schemaname = current_schema()") > 0) {
            throw new CommandException("The PostgreSQL database has other tables: use an empty one");
        }
        schema.update();
        if (count(target, "admin") > 0) {
            throw new CommandException(
                    "The PostgreSQL database is in use, it has an account already: take an empty one."
                            + " If an earlier move was interrupted at its very end, everything was moved: rename "
                            + database + " to " + DataFolderState.MOVED + ", and start");
        }
    }

    private static int count(DataSource database, String table) {
        return JdbcClient.create(database)
                .sql("SELECT count(*) FROM " + table)
                .query(Integer.class)
                .single();
    }

    /** Includes companion files, in case the database was changed meanwhile. */
    private void putAside() {
        try {
            Files.move(database, kept);
            var changes = PrivateFiles.companion(database, "-wal");
            if (Files.exists(changes)) {
                Files.move(changes, PrivateFiles.companion(kept, "-wal"));
            }
            PrivateFiles.removeCompanions(database);
            PrivateFiles.forceNames(data);
        } catch (IOException e) {
            throw new CommandException("Everything is in PostgreSQL now. But " + database + " could not be renamed ("
                    + FailureSummary.inShort(e) + "): rename it to " + DataFolderState.MOVED
                    + ", and start with the settings of PostgreSQL");
        }
    }
}
