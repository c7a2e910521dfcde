package org.sneakyklaus.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.sneakyklaus.database.DataFolderLock;
import org.sneakyklaus.database.ExistingDatabase;
import org.sneakyklaus.database.Schema;
import org.sneakyklaus.database.TableCopy;
import org.sneakyklaus.support.DatabaseKind;
import org.sneakyklaus.support.SecretBox;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Takes everything over from the SQLite database of a data folder to PostgreSQL, while nobody uses either. Until all of
 * it is there nothing is; then the SQLite file gets another name, so that no start serves from it by mistake.
 */
final class Move {

    /**
     * What came of it.
     *
     * @param people who take or took part
     * @param waiting how many e-mails are yet to be sent
     * @param kept where the SQLite database is now
     */
    record Moved(int exchanges, int people, int waiting, Path kept) {}

    private final Path data;
    private final Path database;
    private final DataSource target;
    private final SecretBox key;

    /** @param key under which it is to be served from PostgreSQL */
    Move(Path data, DataSource target, SecretBox key) {
        this.data = data;
        this.database = data.toAbsolutePath().normalize().resolve("klaus.db");
        this.target = target;
        this.key = key;
    }

    /**
     * Moves it.
     *
     * @throws CommandException when that must not be done; then nothing has changed
     * @throws org.sneakyklaus.database.UnusableDatabaseException when there is no SQLite database of this version, or it
     *     is in use
     */
    @SuppressWarnings("try") // the lock is held, that is its use
    Moved everything() throws IOException {
        ExistingDatabase.require(data);
        try (var lock = new DataFolderLock(data)) {
            var file = new DatabaseFile(database);
            refuseDefect(file);
            file.schema().requireCurrent();
            var source = file.writing();
            refuseOtherKey(source);
            prepareTarget();
            new TableCopy(source, target).copyAllBut(BackupDatabase.ID);
            return new Moved(
                    count("exchange"),
                    count("participant"),
                    count("outbound_email WHERE state IN ('PENDING', 'CLAIMED', 'HELD')"),
                    putAside(file));
        } catch (SQLException e) {
            throw new CommandException("Nothing was moved: " + Explanation.inShort(e));
        }
    }

    private static void refuseDefect(DatabaseFile file) throws SQLException {
        file.defect().ifPresent(defect -> {
            throw new CommandException("This database cannot be moved: " + defect);
        });
    }

    private void refuseOtherKey(DataSource source) {
        var fingerprints = JdbcClient.create(source)
                .sql("SELECT key_fingerprint FROM installation")
                .query(String.class)
                .list();
        if (fingerprints.stream().anyMatch(fingerprint -> !fingerprint.equals(key.fingerprint()))) {
            throw new CommandException(
                    "KLAUS_SECRET_KEY is not the key of this database, so nobody could read whom they"
                            + " give to: set it to what stands in its file secret.key, and try again");
        }
    }

    private void prepareTarget() {
        ConfiguredPostgresql.refuseOthers(target);
        var schema = new Schema(target, DatabaseKind.POSTGRESQL);
        var state = schema.state();
        if (state.isNewer()) {
            throw new CommandException("The PostgreSQL database " + state.newer() + ": take an empty one");
        }
        schema.update();
        if (count("admin") > 0) {
            throw new CommandException(
                    "The PostgreSQL database is in use, it has an account already: take an empty one");
        }
    }

    private int count(String table) {
        return JdbcClient.create(target)
                .sql("SELECT count(*) FROM " + table)
                .query(Integer.class)
                .single();
    }

    private Path putAside(DatabaseFile file) throws SQLException, IOException {
        file.gather();
        var kept = database.resolveSibling("klaus-moved-to-postgresql.db");
        Files.move(database, kept, StandardCopyOption.ATOMIC_MOVE);
        OwnFiles.removeCompanions(database);
        OwnFiles.forceNames(data);
        return kept;
    }
}
