package org.sneakyklaus.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.sneakyklaus.operation.move.MoveInProcess;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Organiser;
import org.sneakyklaus.testsupport.Postgresql;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * An installation outgrows its machine, and goes from SQLite to PostgreSQL with everything that it holds. All tests
 * have the one installation, which was killed; what is refused is tried on copies of its data, mostly without a process
 * of its own for each, since a dozen of them would only read their settings.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIfSystemProperty(named = "test.database", matches = "postgresql")
class MoveIT {

    private static final String ANOTHER_KEY = "YW5vdGhlciBzZWNyZXQga2V5IGZvciB0ZXN0cyAuLi4=";
    private static final Duration LATER = Duration.ofDays(1);
    private static final String TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table'"
            + " AND name NOT LIKE 'sqlite%' AND name <> 'flyway_schema_history'";

    private static final String ITS_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'";

    private final String url = Postgresql.newDatabase();
    private final String other = Postgresql.newDatabase();
    private KlausProcess klaus;
    private Browser admin;
    private Path copies;
    private Giver ann;
    private String recipient;
    private long drawn;
    private Optional<String> refusedWhileItRan;

    @BeforeAll
    void useForAWhile() throws IOException, InterruptedException {
        klaus = KlausProcess.fresh("move");
        klaus.start();
        var organiser = Organiser.signIn(klaus.browser());
        admin = organiser.browser();
        var date = Clock.systemUTC().instant().plus(Duration.ofDays(30));
        drawn = organiser.open(organiser.exchange("Christmas", date));
        for (var name : List.of("ann", "ben", "cy", "dan")) {
            organiser.add(drawn, name, name + "@example.org");
        }
        organiser.draw(drawn);
        var open = organiser.open(organiser.exchange("Neighbours", date));
        organiser.add(open, "eve", "eve@example.org");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> klaus.store().count("outbound_email WHERE state = 'SENT'") > 8);
        ann = Giver.signIn(klaus, Giver.links(klaus, "ann").get(0));
        recipient = ann.recipient();
        refusedWhileItRan = MoveInProcess.refusal(klaus.data(), url, Files.readString(klaus.key()));
        // As a crash leaves it: an e-mail waits, and the file is not all of the database.
        klaus.store()
                .change(db -> db.update(
                        "UPDATE outbound_email SET state = 'PENDING', sent_at = NULL,"
                                + " next_attempt_at = ? WHERE id = (SELECT max(id) FROM outbound_email)",
                        Clock.systemUTC().instant().plus(LATER).toEpochMilli()));
        // Someone whose guardian joined after them.
        klaus.store()
                .change(db -> db.update("UPDATE participant SET managed_by = (SELECT max(id) FROM participant)"
                        + " WHERE id = (SELECT max(id) - 1 FROM participant)"));
        klaus.kill();
        copies = Files.createDirectory(klaus.data().resolveSibling("copies"));
        for (var name : List.of("klaus.db", "klaus.db-wal", "klaus.lock", "secret.key")) {
            Files.copy(klaus.data().resolve(name), copies.resolve(name));
        }
    }

    @AfterAll
    void close() {
        klaus.close();
    }

    @Test
    void everythingComesAlongAndNobodyNotices() throws IOException, InterruptedException {
        var before = rows(klaus.copyOfStore());

        var answer = klaus.command(settings(), "move-to-postgresql");

        assertThat(answer.code()).as("%s", answer).isZero();
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.output()).contains("exchanges: 2, people: 5, waiting emails: 1.");
        assertThat(database()).doesNotExist();
        assertThat(rows(new Store(kept()))).isEqualTo(before);
        // Backups are made of SQLite alone.
        before.forEach((table, rows) -> {
            if (table.startsWith("QRTZ_")) {
                rows.removeIf(row -> row.contains("backup_database"));
            }
        });
        assertThat(rows(new Store(url))).isEqualTo(before);

        klaus.configure(settings());
        klaus.start();
        assertThat(admin.open("/admin").text()).contains("Christmas", "Neighbours");
        assertThat(ann.recipient()).isEqualTo(recipient);
        var organiser = new Organiser(admin);
        var next = organiser.exchange("Another", Clock.systemUTC().instant().plus(Duration.ofDays(40)));
        assertThat(organiser.open(next)).as("a number of its own").isGreaterThan(drawn + 1);
        assertThat(klaus.logged(" ERROR ")).isEmpty();
    }

    @Test
    void itIsRefusedWithoutTheSettingsOfPostgresqlAndItsKey() throws IOException, InterruptedException {
        try (var there = KlausProcess.fresh("unset", Map.of("KLAUS_DATA", copies.toString()))) {
            refused(there.command("move-to-postgresql"), "set SPRING_DATASOURCE_URL");
            refused(
                    there.command(Map.of("SPRING_DATASOURCE_URL", other), "move-to-postgresql"),
                    "KLAUS_SECRET_KEY is required with PostgreSQL");
            refused(
                    there.command(
                            Map.of("SPRING_DATASOURCE_URL", other, "KLAUS_SECRET_KEY", ANOTHER_KEY),
                            "move-to-postgresql"),
                    "is not the key of this database");
        }
    }

    @Test
    void itIsRefusedWhereSomethingWouldBeLost() throws IOException, InterruptedException, SQLException {
        assertThat(refusedWhileItRan)
                .hasValueSatisfying(said -> assertThat(said).contains("is already running on the data folder"));
        var target = new Store(other);
        // So that the file is all of the database.
        copy().change(db -> db.update("UPDATE exchange SET budget = budget"));
        refused("is not the key of this database", ANOTHER_KEY);
        target.read(db -> {
            refused("Others are connected");
            return true;
        });
        assertThat(target.column(ITS_TABLES)).isEmpty();
        target.change(db -> db.execute("CREATE TABLE of_another_program (id INTEGER)"));
        refused("has other tables");
        target.change(db -> db.execute("DROP TABLE of_another_program"));

        refusedWith(
                "UPDATE exchange SET max_participants = 99999999999", "column max_participants of the table exchange");
        refusedWith("UPDATE participant SET name = x'ff00fe'", "column name of the table participant");
        refusedWith("UPDATE participant SET name = 'A' || char(0)", "Nothing was moved: ");
        refusedWith("PRAGMA application_id = " + 0x64656d6f, "is that of a demo");
        assertThat(target.count("participant")).isZero();
        try (var reader = DriverManager.getConnection("jdbc:sqlite:" + copyOfDatabase());
                var statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.executeQuery("SELECT count(*) FROM exchange");
            copy().change(db -> db.update("UPDATE exchange SET budget = '20 €'"));
            refused("another program holds");
        }

        var moved = copies.resolve(kept().getFileName());
        Files.writeString(moved, "of an earlier move");
        refused("from an earlier move");
        Files.delete(moved);
        assertThat(attempt(key())).isEmpty();

        refused("has moved to PostgreSQL");
        try (var there = KlausProcess.fresh("moved", Map.of("KLAUS_DATA", copies.toString()))) {
            assertThat(there.command("check").output()).contains("has moved to PostgreSQL");
            assertThat(there.failToStart().output()).contains("has moved to PostgreSQL");
        }
        assertThat(copyOfDatabase()).doesNotExist();
        Files.move(moved, copyOfDatabase());
        refused("has an account already");
        assertThat(copyOfDatabase()).exists();
    }

    private void refusedWith(String change, String why) throws IOException {
        var before = Files.readAllBytes(copyOfDatabase());
        copy().change(db -> db.update(change));
        refused(why);
        Files.write(copyOfDatabase(), before);
    }

    private void refused(String why) {
        refused(why, key());
    }

    private void refused(String why, String key) {
        assertThat(attempt(key)).hasValueSatisfying(said -> assertThat(said).contains(why));
    }

    private Optional<String> attempt(String key) {
        try {
            return MoveInProcess.refusal(copies, other, key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String key() {
        try {
            return Files.readString(copies.resolve("secret.key"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path copyOfDatabase() {
        return copies.resolve("klaus.db");
    }

    private Store copy() {
        return new Store(copyOfDatabase());
    }

    private Path database() {
        return klaus.data().resolve("klaus.db");
    }

    private Path kept() {
        return klaus.data().resolve("klaus-moved-to-postgresql.db");
    }

    private Map<String, String> settings() {
        return Map.of(
                "SPRING_DATASOURCE_URL",
                url,
                "KLAUS_SECRET_KEY_FILE",
                klaus.key().toString());
    }

    private static void refused(KlausProcess.Answer answer, String why) {
        assertThat(answer.code()).as("%s", answer).isEqualTo(1);
        assertThat(answer.errors().lines()).singleElement().asString().contains(why);
    }

    /** Every row of every table. */
    private SortedMap<String, List<String>> rows(Store store) throws IOException {
        var tables = (Files.exists(kept()) ? new Store(kept()) : store).column(TABLES);
        assertThat(tables).hasSizeGreaterThan(25);
        var rows = new TreeMap<String, List<String>>();
        tables.forEach(table -> rows.put(table, store.read(db -> rows(db, table))));
        return rows;
    }

    private static List<String> rows(JdbcTemplate db, String table) {
        return db
                .query("SELECT * FROM " + table, (row, number) -> {
                    var columns = new TreeMap<String, String>();
                    for (var i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        columns.put(
                                row.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT), text(row.getObject(i)));
                    }
                    return columns.toString();
                })
                .stream()
                .sorted()
                .collect(Collectors.toList());
    }

    private static String text(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        return value instanceof Boolean truth ? (truth ? "1" : "0") : String.valueOf(value);
    }
}
