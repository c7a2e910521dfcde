package org.sneakyklaus.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Organiser;
import org.sneakyklaus.testsupport.Postgresql;
import org.springframework.jdbc.core.JdbcTemplate;

/** An installation outgrows its machine, and goes from SQLite to PostgreSQL with everything that it holds. */
@EnabledIfSystemProperty(named = "test.database", matches = "postgresql")
class MoveIT {

    private static final String ANOTHER_KEY = "YW5vdGhlciBzZWNyZXQga2V5IGZvciB0ZXN0cyAuLi4=";
    private static final Duration LATER = Duration.ofDays(1);
    private static final String TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table'"
            + " AND name NOT LIKE 'sqlite%' AND name <> 'flyway_schema_history'";

    private static final String ITS_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'";

    private final String url = Postgresql.newDatabase();
    private KlausProcess klaus;
    private Browser admin;
    private Giver ann;
    private long drawn;

    @BeforeEach
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
    }

    @AfterEach
    void close() {
        klaus.close();
    }

    @Test
    void everythingComesAlongAndNobodyNotices() throws IOException, InterruptedException {
        var recipient = ann.recipient();
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
        var before = rows(klaus.copyOfStore());

        var answer = move(Map.of());

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
    void itIsRefusedWhereSomethingWouldBeLost() throws IOException, InterruptedException, SQLException {
        refused(move(Map.of()), "is already running on the data folder");
        klaus.stop();
        refused(klaus.command("move-to-postgresql"), "set SPRING_DATASOURCE_URL");
        refused(move(Map.of("KLAUS_SECRET_KEY_FILE", "")), "KLAUS_SECRET_KEY is required with PostgreSQL");
        refused(
                move(Map.of("KLAUS_SECRET_KEY_FILE", "", "KLAUS_SECRET_KEY", ANOTHER_KEY)),
                "is not the key of this database");
        new Store(url).read(db -> {
            refused(move(Map.of()), "Others are connected");
            return true;
        });
        assertThat(new Store(url).column(ITS_TABLES)).isEmpty();
        new Store(url).change(db -> db.execute("CREATE TABLE of_another_program (id INTEGER)"));
        refused(move(Map.of()), "has other tables");
        new Store(url).change(db -> db.execute("DROP TABLE of_another_program"));

        refusedWith(
                "UPDATE exchange SET max_participants = 99999999999", "column max_participants of the table exchange");
        refusedWith("UPDATE participant SET name = x'ff00fe'", "column name of the table participant");
        refusedWith("UPDATE participant SET name = 'A' || char(0)", "Nothing was moved: ");
        refusedWith("PRAGMA application_id = " + 0x64656d6f, "is that of a demo");
        assertThat(new Store(url).count("participant")).isZero();
        try (var reader = DriverManager.getConnection("jdbc:sqlite:" + database());
                var statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.executeQuery("SELECT count(*) FROM exchange");
            klaus.store().change(db -> db.update("UPDATE exchange SET budget = '20 €'"));
            refused(move(Map.of()), "another program holds");
        }

        Files.writeString(kept(), "of an earlier move");
        refused(move(Map.of()), "from an earlier move");
        Files.delete(kept());
        assertThat(move(Map.of()).code()).isZero();

        refused(move(Map.of()), "has moved to PostgreSQL");
        assertThat(klaus.command("check").output()).contains("has moved to PostgreSQL");
        assertThat(klaus.failToStart().output()).contains("has moved to PostgreSQL");
        assertThat(database()).doesNotExist();
        Files.move(kept(), database());
        refused(move(Map.of()), "has an account already");
        assertThat(database()).exists();
    }

    private void refusedWith(String change, String why) throws IOException {
        var before = Files.readAllBytes(database());
        klaus.store().change(db -> db.update(change));
        refused(move(Map.of()), why);
        Files.write(database(), before);
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

    private KlausProcess.Answer move(Map<String, String> changed) {
        var all = new TreeMap<>(settings());
        all.putAll(changed);
        try {
            return klaus.command(all, "move-to-postgresql");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
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
