package org.sneakyklaus.operation.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sneakyklaus.database.UnusableDatabaseException;
import org.sneakyklaus.job.history.JobOutcome;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.testsupport.AtOnce;
import org.sneakyklaus.testsupport.FullDisk;
import org.sneakyklaus.testsupport.TestClock;

class BackupTest {

    private final TestClock clock = new TestClock();
    private final Path data;
    private final Backup backup;
    private final Connection database;

    BackupTest(@TempDir Path data) throws SQLException {
        this.data = data;
        this.backup = new Backup(new AppProperties(URI.create("http://localhost"), data, null), clock);
        this.database = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("klaus.db"));
    }

    @BeforeEach
    void fill() throws SQLException {
        execute("PRAGMA journal_mode = WAL");
        execute("CREATE TABLE giver (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE)");
        execute("CREATE TABLE gift (giver_id BIGINT NOT NULL REFERENCES giver (id))");
        execute("CREATE INDEX gift_giver ON gift (giver_id)");
        execute("INSERT INTO giver VALUES (7, 'Alice'), (9, 'Bob')");
        execute("DELETE FROM giver WHERE id = 9");
        execute("INSERT INTO gift VALUES (7), (7)");
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void aBackupIsTheWholeDatabase() throws IOException, SQLException {
        var taken = backup.take();

        var file = data.resolve("backups").resolve("klaus-20261125-100000Z.db");
        assertThat(backups()).containsExactly("klaus-20261125-100000Z.db");
        assertThat(taken).isEqualTo(new Backup.Taken(file, Files.size(file), 1));
        try (var copy = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            for (var query : List.of(
                    "SELECT group_concat(sql) FROM sqlite_master",
                    "SELECT group_concat(seq) FROM sqlite_sequence",
                    "SELECT group_concat(id || name) FROM giver",
                    "SELECT count(*) FROM gift")) {
                assertThat(text(copy, query)).isEqualTo(text(database, query));
            }
        }
    }

    @Test
    void itRemovesTheCopyThatAKilledRestoreLeft() throws IOException {
        var left = Files.createFile(data.resolve("unfinished-123.db"));

        backup.take();

        assertThat(left).doesNotExist();
        assertThat(data.resolve("klaus.db")).exists();
    }

    @Test
    void onlyTheOwnerMayReadIt() throws IOException {
        backup.take();

        var folder = data.resolve("backups");
        var file = folder.resolve("klaus-20261125-100000Z.db");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    void aBackupIsOfOneInstantWhileOthersWrite() throws Exception {
        var committed = new Semaphore(0);
        var stop = new AtomicBoolean();
        var thread = Executors.newSingleThreadExecutor();
        var writer = thread.submit(() -> {
            try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("klaus.db"))) {
                connection.setAutoCommit(false);
                while (!stop.get()) {
                    try (var statement = connection.createStatement()) {
                        statement.execute("INSERT INTO giver (name) VALUES (NULL)");
                        statement.execute("INSERT INTO gift SELECT max(id) FROM giver");
                        statement.execute("INSERT INTO gift SELECT max(id) FROM giver");
                    }
                    connection.commit();
                    committed.release();
                }
            }
            return null;
        });

        var last = 0L;
        for (int i = 0; i < 20; i++) {
            committed.drainPermits();
            committed.acquire(2);
            backup.take();
            var file = data.resolve("backups").resolve(backups().get(0));
            try (var copy = DriverManager.getConnection("jdbc:sqlite:" + file)) {
                var givers = Long.parseLong(text(copy, "SELECT count(*) FROM giver"));
                assertThat(text(copy, "SELECT count(*) FROM gift")).isEqualTo(String.valueOf(2 * givers));
                assertThat(givers).isGreaterThan(last);
                last = givers;
            }
            Files.delete(file);
        }
        stop.set(true);
        writer.get();
        thread.shutdown();
    }

    @Test
    void theNewestSevenAreKept() throws IOException {
        for (int night = 1; night <= 9; night++) {
            assertThat(backup.take().kept()).isEqualTo(Math.min(night, 7));
            clock.advance(Duration.ofDays(1));
        }

        assertThat(backups()).hasSize(7).startsWith("klaus-20261127-100000Z.db").endsWith("klaus-20261203-100000Z.db");
    }

    @Test
    void aClockThatRanAheadCostsNoBackupThatIsMadeAfterIt() throws IOException {
        clock.advance(Duration.ofDays(30));
        for (var ahead = 0; ahead < 7; ahead++) {
            backup.take();
            clock.advance(Duration.ofMinutes(1));
        }
        clock.advance(Duration.ofDays(-31));

        var taken = backup.take();

        assertThat(taken.file()).exists();
        assertThat(taken.kept()).isEqualTo(7);
        assertThat(new BackupFolder(data).backups(clock.instant())).first().isEqualTo(taken.file());
    }

    @Test
    void noneIsKeptForMoreThanSevenDaysButTheNewest() throws IOException {
        backup.take();
        clock.advance(Duration.ofDays(3));
        backup.take();
        clock.advance(Duration.ofDays(5));

        assertThat(backup.take().kept()).isEqualTo(2);

        assertThat(backups()).containsExactly("klaus-20261128-100000Z.db", "klaus-20261203-100000Z.db");
    }

    @Test
    void whatIsNoBackupOfOursStays() throws IOException {
        Files.createDirectories(data.resolve("backups"));
        Files.writeString(data.resolve("backups").resolve("klaus-before-christmas.db"), "mine");
        Files.writeString(data.resolve("backups").resolve("unfinished-123.db"), "left over by a crash");
        Files.writeString(data.resolve("backups").resolve("unfinished-123.db-journal"), "and so is this");
        clock.advance(Duration.ofDays(100));

        backup.take();

        assertThat(backups()).containsExactly("klaus-20270305-100000Z.db", "klaus-before-christmas.db");
    }

    @Test
    void aCopyThatIsNotInOrderIsNoBackup() throws IOException, SQLException {
        backup.take();
        clock.advance(Duration.ofDays(30));
        execute("INSERT INTO gift VALUES (8)");

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(backup::take)
                .withMessageContaining("rows of gift belong to rows that are not there");

        assertThat(backups()).containsExactly("klaus-20261125-100000Z.db");
    }

    @Test
    void whileNoneCanBeMadeTheOldOnesGoButTheNewest() throws IOException, SQLException {
        backup.take();
        clock.advance(Duration.ofDays(3));
        backup.take();
        clock.advance(Duration.ofDays(6));
        execute("INSERT INTO gift VALUES (8)");

        assertThatExceptionOfType(BackupException.class).isThrownBy(backup::take);
        assertThat(backups()).hasSize(2);
        backup.remove();

        assertThat(backups()).containsExactly("klaus-20261128-100000Z.db");
    }

    @Test
    void aDamagedDatabaseIsNotBackedUp() throws IOException, SQLException {
        execute("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
                + " INSERT INTO giver (name) SELECT 'somebody with quite a long name ' || i FROM n");
        execute("PRAGMA wal_checkpoint(TRUNCATE)");
        database.close();
        try (var file = new RandomAccessFile(data.resolve("klaus.db").toFile(), "rw")) {
            file.seek(file.length() / 2);
            file.write(new byte[8_192]);
        }

        assertThatExceptionOfType(BackupException.class).isThrownBy(backup::take);

        assertThat(backups()).isEmpty();
    }

    @Test
    void aCopyElsewhereIsTheWholeDatabaseAndStaysForEver(@TempDir Path elsewhere) throws IOException, SQLException {
        var file = elsewhere.resolve("klaus-20201125-100000Z.db");

        assertThat(backup.copyTo(file)).isEqualTo(Files.size(file));
        backup.take();

        assertThat(elsewhere).isDirectoryContaining(path -> path.equals(file));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var copy = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            assertThat(text(copy, "SELECT group_concat(id || name) FROM giver")).isEqualTo("7Alice");
        }
    }

    @Test
    void aCopyElsewhereReplacesNoFile(@TempDir Path elsewhere) throws IOException {
        var file = Files.writeString(elsewhere.resolve("photo.jpg"), "mine");

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> backup.copyTo(file))
                .withMessageContaining("is there already");

        assertThat(file).hasContent("mine");
        assertThat(elsewhere.toFile().list()).containsExactly("photo.jpg");
    }

    @Test
    void ofACopyElsewhereThatIsNotInOrderNothingIsLeft(@TempDir Path elsewhere) throws SQLException {
        execute("INSERT INTO gift VALUES (8)");

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> backup.copyTo(elsewhere.resolve("copy.db")))
                .withMessageContaining("belong to rows that are not there");
        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> backup.copyTo(elsewhere.resolve("nowhere").resolve("copy.db")))
                .withMessageContaining("There is no folder");

        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void onAFullDiskThereIsNoNewBackupAndTheEarlierOnesStay() throws Exception {
        assumeThat(FullDisk.isPossible()).as("only root may mount a disk").isTrue();
        try (var disk = FullDisk.at(data.resolve("backups"))) {
            disk.makeRoom();
            backup.take();
            var earlier = Files.readAllBytes(disk.folder().resolve("klaus-20261125-100000Z.db"));
            disk.fill();
            clock.advance(Duration.ofDays(30));

            assertThatExceptionOfType(BackupException.class)
                    .isThrownBy(backup::take)
                    .withMessageContaining("full");

            assertThat(backups()).containsExactly("filling", "klaus-20261125-100000Z.db");
            assertThat(disk.folder().resolve("klaus-20261125-100000Z.db")).hasBinaryContent(earlier);
            disk.makeRoom();
            assertThat(backup.take().kept()).isEqualTo(1);
        }
    }

    @Test
    void twoBackupsAtOnceTakeTurns() throws InterruptedException {
        var other = new Backup(new AppProperties(URI.create("http://localhost"), data, null), clock);

        assertThat(AtOnce.attempt(backup::take, backup::take, () -> other.copyTo(data.resolve("copy.db"))))
                .isEmpty();
    }

    @Test
    void whatIsMissingOrTooNewIsNotBackedUpByHand() throws SQLException {
        backup.refuseUnknown();
        execute("CREATE TABLE flyway_schema_history (installed_rank INT PRIMARY KEY, version VARCHAR(50),"
                + " description VARCHAR(200), type VARCHAR(20), script VARCHAR(1000), checksum INT,"
                + " installed_by VARCHAR(100), installed_on TEXT, execution_time INT, success BOOLEAN)");
        execute("INSERT INTO flyway_schema_history VALUES (1, '20991231.2359', 'future', 'SQL',"
                + " 'V20991231_2359__future.sql', 1, '', '2099-12-31 23:59:00', 1, 1)");

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(backup::refuseUnknown)
                .withMessageContaining("newer version of Sneaky Klaus (schema 20991231.2359");

        var nowhere = new AppProperties(URI.create("http://localhost"), data.resolve("nowhere"), null);
        assertThatExceptionOfType(UnusableDatabaseException.class)
                .isThrownBy(() -> new Backup(nowhere, clock).refuseUnknown())
                .withMessageContaining("There is no database");
    }

    @Test
    void theJobSaysWhatCameOfIt() throws IOException {
        var outcome = new BackupJob(backup).run(clock.instant());

        var bytes = Files.size(data.resolve("backups").resolve(backups().get(0)));
        assertThat(outcome).isEqualTo(JobOutcome.of("kilobytes", bytes / 1000).and("kept", 1));
    }

    @Test
    void whereNothingCanBeWrittenTheJobFailsAndSaysSo() throws IOException {
        Files.writeString(data.resolve("backups"), "in the way");

        var outcome = new BackupJob(backup).run(clock.instant());

        assertThat(outcome.counts()).isEmpty();
        assertThat(outcome.error()).startsWith("No backup could be made: ");
    }

    private List<String> backups() {
        try (var files = Files.list(data.resolve("backups"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }
}
