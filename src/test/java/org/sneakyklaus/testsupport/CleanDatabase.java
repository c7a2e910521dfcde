package org.sneakyklaus.testsupport;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes the database back to what it was when the application had started: every table is emptied, and the rows that a
 * start leaves (the fingerprint of the key, the recurring jobs) are put back. Numbers of rows are never used twice, but
 * after a {@linkplain #restore return} to an earlier state.
 */
public final class CleanDatabase {

    /** Where SQLite keeps the last number of each table. */
    private static final String NUMBERS = "sqlite_sequence";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final boolean sqlite;
    private final List<String> tables = new ArrayList<>();
    private final List<Row> leftByStart = new ArrayList<>();

    private record Row(String table, Map<String, @Nullable Object> values) {}

    /** Everything that stood in a database at some time. */
    public static final class Snapshot {

        private final List<Row> rows = new ArrayList<>();
    }

    CleanDatabase(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        this.sqlite = isSqlite(dataSource);
    }

    synchronized void clean() {
        if (tables.isEmpty()) {
            rememberStart();
        }
        replaceEverything(leftByStart);
    }

    /** Requires SQLite. */
    public Snapshot snapshot() {
        var snapshot = new Snapshot();
        tables.forEach(table -> snapshot.rows.addAll(rows(table)));
        snapshot.rows.addAll(rows(NUMBERS));
        return snapshot;
    }

    /** Puts everything back as it was, so that new rows get the numbers again that they would have got then. */
    public synchronized void restore(Snapshot snapshot) {
        replaceEverything(snapshot.rows);
    }

    private void replaceEverything(List<Row> rows) {
        transaction.executeWithoutResult(status -> {
            // Rows go and come back table by table, in no order that the foreign keys would like.
            if (sqlite) {
                jdbc.execute("PRAGMA defer_foreign_keys = ON");
            } else {
                jdbc.execute("LOCK TABLE " + String.join(", ", tables) + " IN EXCLUSIVE MODE");
                jdbc.execute("SET LOCAL session_replication_role = replica");
            }
            tables.forEach(table -> jdbc.update("DELETE FROM " + table));
            rows.stream().filter(row -> !row.table().equals(NUMBERS)).forEach(this::putBack);
            putBackNumbers(
                    rows.stream().filter(row -> row.table().equals(NUMBERS)).toList());
        });
    }

    private void rememberStart() {
        var all = sqlite
                ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                : "SELECT tablename FROM pg_tables WHERE schemaname = 'public'";
        jdbc.query(all, (row, number) -> row.getString(1)).stream()
                .filter(table -> !table.equals("flyway_schema_history"))
                .sorted(Comparator.comparing(CleanDatabase::lockOrder))
                .forEach(tables::add);
        for (var table : tables) {
            if (isFilledByStart(table)) {
                leftByStart.addAll(rows(table));
            }
        }
    }

    private List<Row> rows(String table) {
        return jdbc.queryForList("SELECT * FROM " + table).stream()
                .map(row -> new Row(table, row))
                .toList();
    }

    /** Without any, the numbers go on. */
    private void putBackNumbers(List<Row> numbers) {
        if (!numbers.isEmpty()) {
            jdbc.update("UPDATE sqlite_sequence SET seq = 0");
            numbers.forEach(row -> jdbc.update(
                    "UPDATE sqlite_sequence SET seq = ? WHERE name = ?",
                    row.values().get("seq"),
                    row.values().get("name")));
        }
    }

    /** As in the application's own transactions: its tables, then Quartz's lock, then what that lock protects. */
    private static int lockOrder(String table) {
        var name = table.toLowerCase(Locale.ROOT);
        return !name.startsWith("qrtz_") ? 0 : name.equals("qrtz_locks") ? 1 : 2;
    }

    private static boolean isFilledByStart(String table) {
        return table.equals("installation") || table.toLowerCase(Locale.ROOT).startsWith("qrtz_");
    }

    private void putBack(Row row) {
        var columns = String.join(", ", row.values().keySet());
        var marks = String.join(", ", Collections.nCopies(row.values().size(), "?"));
        jdbc.update(
                "INSERT INTO " + row.table() + " (" + columns + ") VALUES (" + marks + ")",
                row.values().values().toArray());
    }

    private static boolean isSqlite(DataSource dataSource) {
        try {
            return "SQLite"
                    .equals(JdbcUtils.<String>extractDatabaseMetaData(
                            dataSource, metadata -> metadata.getDatabaseProductName()));
        } catch (MetaDataAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
