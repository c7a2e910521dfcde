package org.sneakyklaus.operation.backup;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sneakyklaus.database.DataFolderLock;
import org.sneakyklaus.database.Schema;
import org.sneakyklaus.operation.command.CommandContext;
import org.sneakyklaus.operation.command.CommandException;
import org.sneakyklaus.operation.command.PrivateFiles;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.DatabaseKind;
import org.sneakyklaus.support.SecretKey;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.env.MockEnvironment;
import picocli.CommandLine;

class RestoreTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String ANOTHER = "YW5vdGhlciBzZWNyZXQga2V5IGZvciB0ZXN0cyAuLi4=";

    private final TestClock clock = new TestClock();
    private final MockEnvironment environment = new MockEnvironment();
    private final Path data;
    private final Path database;
    private final Path backup;

    RestoreTest(@TempDir Path folder) {
        this.data = folder.resolve("data");
        this.database = data.resolve("klaus.db");
        this.backup = folder.resolve("backup.db");
    }

    @BeforeEach
    void install() throws IOException, SQLException {
        Files.createDirectories(data);
        schema(database).update();
        change(
                database,
                "PRAGMA journal_mode = WAL",
                "INSERT INTO installation (created_at, key_fingerprint) VALUES (1, '" + fingerprint(KEY) + "')");
        exchange(database, "MATCHED");
        new Backup(properties(KEY), clock).copyTo(backup);
    }

    @Test
    void aBackupTakesThePlaceOfWhatIsThere() throws IOException, SQLException {
        var before = Files.readAllBytes(backup);
        Files.writeString(data.resolve("unfinished-1.db"), "left by an earlier one that was cut off");
        change(database, "UPDATE exchange SET name = 'Changed since'");

        restore();

        assertThat(column(database, "SELECT name FROM exchange")).containsExactly("Christmas");
        assertThat(column(database, "PRAGMA integrity_check")).containsExactly("ok");
        assertThat(column(database, "PRAGMA foreign_key_check")).isEmpty();
        assertThat(Files.readAllBytes(backup)).isEqualTo(before);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(database)))
                .isEqualTo("rw-------");
        assertThat(names(data)).containsExactly("backups", "klaus-backup.lock", "klaus.db", "klaus.lock");
    }

    @Test
    void theCommandSaysWhatIsBackThatWasEndedSince() {
        assertThat(outputOfTheCommand())
                .contains("links in emails are void")
                .contains("Personal links work as they did then: those ended or replaced since work again")
                .contains("those created since do not")
                .contains("Webhooks deleted or paused since are back");
    }

    @Test
    void whatWasThereIsKeptWithItsLatestChanges() throws IOException, SQLException {
        Path replaced;
        try (var open = open(database)) {
            execute(open, "UPDATE exchange SET name = 'Changed since'");
            assertThat(PrivateFiles.companion(database, "-wal"))
                    .as("not in the file yet")
                    .isNotEmptyFile();
            replaced = requireNonNull(restore().replaced());
        }

        assertThat(replaced).isEqualTo(data.resolve("backups").resolve("before-restore-20261125-100000Z.db"));
        assertThat(column(replaced, "SELECT name FROM exchange")).containsExactly("Changed since");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(replaced)))
                .isEqualTo("rw-------");
    }

    @Test
    void whatIsTooDamagedToBeOpenedIsKeptAsItIs() throws IOException, SQLException {
        Files.writeString(database, "no database any more");
        Files.writeString(PrivateFiles.companion(database, "-wal"), "nor its changes");

        var replaced = requireNonNull(restore().replaced());

        assertThat(replaced).hasContent("no database any more");
        assertThat(PrivateFiles.companion(replaced, "-wal")).hasContent("nor its changes");
        assertThat(column(database, "SELECT name FROM exchange")).containsExactly("Christmas");
    }

    @Test
    void whereWhatIsThereCannotBeKeptNothingIsLeftOfTheTry() throws IOException {
        Files.delete(database);
        Files.createDirectories(database);
        Files.writeString(PrivateFiles.companion(database, "-wal"), "changes");

        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(this::restore)
                .withMessageStartingWith("Nothing was restored");

        assertThat(database).isDirectory();
        assertThat(names(data.resolve("backups"))).isEmpty();
    }

    @Test
    void whatWasThereGoesAfterAWeek() throws IOException {
        var replaced = requireNonNull(restore().replaced());
        var backups = new Backup(properties(KEY), clock);
        clock.advance(Duration.ofDays(7));
        backups.take();
        assertThat(replaced).exists();

        clock.advance(Duration.ofSeconds(1));
        backups.take();

        assertThat(replaced).doesNotExist();
    }

    @Test
    void changesThatLieBesideADatabaseAreNotTakenForThoseOfTheNewOne() throws IOException, SQLException {
        // Of the same pages at another time: SQLite would take them over.
        byte[] changes;
        try (var open = open(database)) {
            execute(open, "UPDATE exchange SET name = 'Stale'");
            changes = Files.readAllBytes(PrivateFiles.companion(database, "-wal"));
        }
        for (var file : names(data)) {
            Files.delete(data.resolve(file));
        }
        Files.write(PrivateFiles.companion(database, "-wal"), changes);
        Files.write(PrivateFiles.companion(database, "-shm"), new byte[32_768]);
        Files.write(PrivateFiles.companion(database, "-journal"), new byte[512]);

        assertThat(restore().replaced()).isNull();

        assertThat(names(data)).containsExactly("klaus-backup.lock", "klaus.db", "klaus.lock");
        assertThat(column(database, "SELECT name FROM exchange")).containsExactly("Christmas");
        assertThat(column(database, "PRAGMA integrity_check")).containsExactly("ok");
    }

    @Test
    void everybodyIsSignedOutAndNoLinkThatWasSentWorks() throws SQLException {
        change(
                backup,
                "INSERT INTO spring_session VALUES ('a', 'b', 1, 1, 1, 9999999999999, '1')",
                "INSERT INTO spring_session_attributes VALUES ('a', 'c', x'00')",
                token("magic_link", "NULL", "9999999999999"),
                token("password_reset", "NULL", "9999999999999"),
                token("email_change", "17", "9999999999999"),
                token("admin_email", "NULL", "17"),
                token("not_me", "NULL", "9999999999999"));

        restore();

        assertThat(column(database, "SELECT primary_id FROM spring_session")).isEmpty();
        assertThat(column(database, "SELECT attribute_name FROM spring_session_attributes"))
                .isEmpty();
        var now = String.valueOf(TestClock.START.toEpochMilli());
        assertThat(column(database, "SELECT coalesce(used_at, 0) FROM magic_token ORDER BY id"))
                .as("so that they stay for a day, and their page offers a new one")
                .containsExactly(now, now, "17", "0", "0");
    }

    @Test
    void whatWasWaitingToBeSentIsHeld() throws SQLException {
        for (var state : List.of("PENDING", "CLAIMED", "SENT", "UNKNOWN", "FAILED", "CANCELLED", "HELD")) {
            change(backup, mail(state));
        }

        var settled = restore().settled();

        assertThat(settled.held()).isEqualTo(2);
        assertThat(column(database, "SELECT state FROM outbound_email ORDER BY id"))
                .containsExactly("HELD", "HELD", "SENT", "UNKNOWN", "FAILED", "CANCELLED", "HELD");
        assertThat(column(database, "SELECT coalesce(unknown_since, 0) FROM outbound_email WHERE id <= 2 ORDER BY id"))
                .as("one that was being sent may have arrived, and is known again for a day")
                .containsExactly("0", "5");
        assertThat(column(database, "SELECT claimed_until FROM outbound_email WHERE claimed_until IS NOT NULL"))
                .isEmpty();
    }

    @Test
    void remindersThatWereDueSinceAreNotSentAndLaterOnesAre() throws SQLException {
        var now = TestClock.START;
        trigger("reminder_exchange_1_days_7", now.minusSeconds(60));
        trigger("reminder_exchange_1_days_3", now.plusSeconds(60));
        trigger("close_registration_exchange_2", now.minusSeconds(60));

        var settled = restore().settled();

        assertThat(settled.reminders()).isEqualTo(1);
        for (var table : List.of("qrtz_simple_triggers", "qrtz_triggers")) {
            assertThat(column(database, "SELECT trigger_name FROM " + table + " ORDER BY 1"))
                    .as(table)
                    .containsExactly("close_registration_exchange_2", "reminder_exchange_1_days_3");
        }
        assertThat(column(database, "SELECT job_name FROM qrtz_job_details ORDER BY 1"))
                .containsExactly("close_registration_exchange_2", "reminder_exchange_1_days_3");
    }

    @Test
    void itIsNotedFromWhenTheDataIs() throws SQLException {
        var heartbeat = TestClock.START.minus(Duration.ofDays(2));
        trigger("dispatch_outbox", TestClock.START);
        change(backup, "UPDATE qrtz_triggers SET prev_fire_time = " + heartbeat.toEpochMilli());
        exchange(backup, "REGISTRATION_OPEN");

        var settled = restore().settled();

        assertThat(settled.asOf()).isEqualTo(heartbeat);
        assertThat(settled.drawn()).isEqualTo(1);
        assertThat(column(
                        database,
                        "SELECT restored_at || ' ' || restored_from || ' ' || untold_restore FROM installation"))
                .containsExactly(TestClock.START.toEpochMilli() + " " + heartbeat.toEpochMilli() + " backup.db");
        assertThat(column(
                        database, "SELECT exchange_id || kind || created_at || detail FROM exchange_event ORDER BY 1"))
                .containsExactly(
                        "1RESTORED" + TestClock.START.toEpochMilli() + heartbeat,
                        "2RESTORED" + TestClock.START.toEpochMilli() + heartbeat);
    }

    @Test
    void aBackupOfAnOlderVersionIsBroughtUpToThisOne() throws IOException, SQLException {
        Files.delete(backup);
        Flyway.configure()
                .dataSource("jdbc:sqlite:" + backup, null, null)
                .placeholders(Map.of("pk", "INTEGER PRIMARY KEY AUTOINCREMENT"))
                .target("20261125.1505")
                .load()
                .migrate();
        exchange(backup, "MATCHED");

        var settled = restore().settled();

        assertThat(settled.updates()).isPositive();
        assertThat(schema(database).update()).as("what is left to do").isZero();
        assertThat(column(database, "SELECT name FROM exchange")).containsExactly("Christmas");
        assertThat(column(database, "SELECT key_fingerprint FROM installation"))
                .as("it had none yet")
                .containsExactly(fingerprint(KEY));
    }

    @Test
    void aBackupOfANewerVersionIsRefused() throws IOException, SQLException {
        change(
                backup,
                "INSERT INTO flyway_schema_history SELECT 9999, '20991231.2359', 'of the future', 'SQL',"
                        + " 'V20991231_2359__of_the_future.sql', 1, installed_by, installed_on, 1, 1"
                        + " FROM flyway_schema_history WHERE installed_rank = 1");

        refused("newer version of Sneaky Klaus");
    }

    @Test
    void aBackupOfAnotherKeyIsRefusedUnlessThatIsMeant() throws IOException, SQLException {
        refused(ANOTHER, "The secret key here is not the one of this backup");

        var settled = new Restore(properties(ANOTHER), environment, clock)
                .from(backup, true)
                .settled();

        assertThat(settled.otherKey()).isTrue();
        assertThat(column(database, "SELECT key_fingerprint FROM installation"))
                .as("so that every page of the organiser says what is wrong")
                .containsExactly(fingerprint(KEY));
    }

    @Test
    void withoutAKeyNothingIsRestoredAndNoneIsMade() throws IOException, SQLException {
        refused(null, "There is no secret key here");

        assertThat(SecretKey.file(properties(null))).doesNotExist();
    }

    @Test
    void theKeyMayLieBesideTheDatabase() throws IOException, SQLException {
        Files.writeString(SecretKey.file(properties(null)), KEY);

        assertThat(new Restore(properties(null), environment, clock)
                        .from(backup, false)
                        .settled()
                        .otherKey())
                .isFalse();
    }

    @Test
    void aDamagedBackupIsRefused() throws IOException, SQLException {
        try (var file = new RandomAccessFile(backup.toFile(), "rw")) {
            file.seek(file.length() / 2);
            file.write(new byte[8_192]);
        }

        refused("This backup cannot be restored: it is damaged, or was cut off");
    }

    @Test
    void aBackupThatWasCutOffIsRefused() throws IOException, SQLException {
        try (var file = new RandomAccessFile(backup.toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }

        refused("This backup cannot be restored: it is damaged, or was cut off");
    }

    @Test
    void aBackupWithRowsThatBelongToNothingIsRefused() throws IOException, SQLException {
        change(
                backup,
                "PRAGMA foreign_keys = OFF",
                "DELETE FROM exchange",
                "INSERT INTO exchange_event" + " (created_at, exchange_id, kind, detail) VALUES (1, 1, 'OPENED', '')");

        refused("rows of exchange_event belong to rows that are not there");
    }

    @Test
    void whatIsNoBackupIsRefused() throws IOException, SQLException {
        Files.writeString(backup, "A letter, and no database at all. ".repeat(100));
        refused("This backup cannot be restored: it is no database of SQLite");

        Files.writeString(backup, "");
        refused(backup + " is empty: take another copy");

        Files.delete(backup);
        refused("There is no file");

        Files.createDirectory(backup);
        refused(backup + " is a folder: name the file");
        Files.delete(backup);

        change(backup, "CREATE TABLE stamps (country TEXT)");
        refused("no database of Sneaky Klaus");
    }

    @Test
    void theDatabaseItselfIsNoBackup() throws IOException {
        var link = Files.createSymbolicLink(data.resolveSibling("link.db"), database);
        for (var file : List.of(database, link)) {
            assertThatExceptionOfType(CommandException.class)
                    .isThrownBy(() -> new Restore(properties(KEY), environment, clock).from(file, false))
                    .withMessageContaining("is the database itself");
        }
    }

    @Test
    void nothingIsRestoredWhileTheApplicationRuns() throws IOException, SQLException {
        try (var running = new DataFolderLock(data)) {
            assertThat(running).isNotNull();
            assertThatIllegalStateException()
                    .isThrownBy(this::restore)
                    .withMessageContaining("already running")
                    .withMessageContaining("stop it first");
        }
        assertThat(column(database, "SELECT kind FROM exchange_event")).isEmpty();
    }

    @Test
    void whatFailsHalfwayLeavesAllAsItWas() throws IOException, SQLException {
        Files.writeString(data.resolve("backups"), "in the way");

        refused("Nothing was restored: ");
    }

    @Test
    void rootIsKeptOutOfAFolderOfSomebodyElse() throws IOException {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        Files.setOwner(
                data, data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));

        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(this::restore)
                .withMessageContaining("belongs to the user nobody: run this as that user");
    }

    @Test
    void whatCouldChangeMoreThanIsSeenIsRefused() throws IOException, SQLException {
        change(backup, "CREATE TRIGGER stays AFTER UPDATE ON magic_token BEGIN SELECT 1; END");

        refused("it has a trigger or view stays");
    }

    @Test
    void numbersThatWereGivenAwaySinceAreNotGivenAgain() throws SQLException {
        restore();

        exchange(database, "DRAFT");
        change(
                database,
                "INSERT INTO suppressed_address (created_at, address_hash, reason) VALUES (0, 'x', 'BOUNCED')");

        var now = clock.instant().getEpochSecond();
        assertThat(column(database, "SELECT max(id) > " + now + " FROM exchange"))
                .containsExactly("1");
        assertThat(column(database, "SELECT id > " + now + " FROM suppressed_address"))
                .containsExactly("1");
    }

    private String outputOfTheCommand() {
        var context = mock(CommandContext.class);
        var parts = new GenericApplicationContext();
        parts.setEnvironment(environment);
        parts.registerBean(AppProperties.class, () -> properties(KEY));
        parts.registerBean(Clock.class, () -> clock);
        parts.refresh();
        when(context.open()).thenReturn(parts);
        var output = new StringWriter();
        var code = new CommandLine(new RestoreCommand(context, new PrintWriter(output))).execute(backup.toString());
        assertThat(code).as("%s", output).isZero();
        return output.toString();
    }

    private Restore.Restored restore() {
        return new Restore(properties(KEY), environment, clock).from(backup, false);
    }

    private void refused(String why) throws IOException, SQLException {
        refused(KEY, why);
    }

    private void refused(@Nullable String key, String why) throws IOException, SQLException {
        change(database, "UPDATE exchange SET name = 'Still here'");

        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> new Restore(properties(key), environment, clock).from(backup, false))
                .withMessageContaining(why);

        assertThat(column(database, "SELECT name FROM exchange")).containsExactly("Still here");
        assertThat(names(data)).noneMatch(name -> name.startsWith("unfinished-"));
        assertThat(Files.exists(data.resolve("backups").resolve("before-restore-20261125-100000Z.db")))
                .isFalse();
    }

    private AppProperties properties(@Nullable String key) {
        return new AppProperties(URI.create("http://localhost"), data, key);
    }

    private String fingerprint(String key) throws IOException {
        return SecretKey.find(properties(key), environment).orElseThrow().fingerprint();
    }

    private void exchange(Path file, String state) throws SQLException {
        change(
                file,
                "INSERT INTO exchange (created_at, updated_at, version, slug, name, description, budget, name_in_mail,"
                        + " locale, theme, organiser_name, organiser_contact, series_id, remember_pairs, exchange_date,"
                        + " timezone, state, draw_number) VALUES (1, 1, 0, '" + state + "', 'Christmas', '', '', false,"
                        + " 'en', 'CHRISTMAS', '', '', 's', false, 9999999999999, 'UTC', '" + state + "', 1)");
    }

    private static String token(String type, String usedAt, String expiresAt) {
        return "INSERT INTO magic_token (created_at, token_hash, token_type, origin, email, code_tries, expires_at,"
                + " used_at) VALUES (1, '" + type + "', '" + type + "', 'mailed', 'ann@example.org', 0, " + expiresAt
                + ", " + usedAt + ")";
    }

    private static String mail(String state) {
        return "INSERT INTO outbound_email (created_at, dedupe_key, message_key, kind, detail, priority, state,"
                + " attempts, next_attempt_at, claimed_until) VALUES (1, '" + state + "', '" + state
                + "', 'PAIRING', '', 0, '" + state + "', 0, 1, " + (state.equals("CLAIMED") ? "5" : "NULL") + ")";
    }

    private void trigger(String name, Instant at) throws SQLException {
        change(
                backup,
                "INSERT INTO qrtz_job_details VALUES ('klaus', '" + name + "', 'group', NULL, 'class', false, false,"
                        + " false, true, NULL)",
                "INSERT INTO qrtz_triggers VALUES ('klaus', '" + name + "', 'group', '" + name + "', 'group', NULL, "
                        + at.toEpochMilli() + ", -1, 5, 'WAITING', 'SIMPLE', " + at.toEpochMilli()
                        + ", 0, NULL, -1, NULL)",
                "INSERT INTO qrtz_simple_triggers VALUES ('klaus', '" + name + "', 'group', 0, 0, 0)");
    }

    private static Schema schema(Path file) {
        return new Schema(new DriverManagerDataSource("jdbc:sqlite:" + file), DatabaseKind.SQLITE);
    }

    private static void change(Path file, String... statements) throws SQLException {
        try (var connection = open(file)) {
            execute(connection, statements);
        }
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> column(Path file, String query) throws SQLException {
        var rows = new ArrayList<String>();
        try (var connection = open(file);
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            while (result.next()) {
                rows.add(String.valueOf(result.getString(1)));
            }
        }
        return rows;
    }

    private static Connection open(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
