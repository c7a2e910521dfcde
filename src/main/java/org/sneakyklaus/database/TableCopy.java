package org.sneakyklaus.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Copies all rows from SQLite to PostgreSQL, where the same migrations have created the same tables. */
public final class TableCopy {

    private static final int AT_ONCE = 500;
    private static final String OF_FLYWAY = "flyway_schema_history";

    private final JdbcTemplate source;
    private final JdbcTemplate target;
    private final TransactionTemplate transaction;

    /**
     * @param source the SQLite database, which must not be written to meanwhile
     * @param target the PostgreSQL database
     */
    public TableCopy(DataSource source, DataSource target) {
        this.source = new JdbcTemplate(source);
        this.target = new JdbcTemplate(target);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(target));
    }

    /**
     * Replaces the content of the target, all or nothing.
     *
     * @param job the id of a job that only SQLite has, unknown to the scheduler of the target
     * @throws UnusableDatabaseException if a value does not have the type of its column
     */
    public void copyAllBut(String job) {
        // In the order of creation, so that a row comes after those it refers to.
        var tables = source.queryForList(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
                        + " AND name <> ? ORDER BY rowid",
                String.class, OF_FLYWAY);
        transaction.executeWithoutResult(status -> {
            target.execute("TRUNCATE " + String.join(", ", tables));
            tables.forEach(this::copyRows);
            removeJob(job);
            continueIds();
        });
    }

    private void copyRows(String table) {
        source.query("SELECT * FROM " + table + order(table), (ResultSetExtractor<@Nullable Void>) rows -> {
            var columns = columns(rows);
            var types = types(table, columns);
            var insert = "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES ("
                    + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
            var batch = new ArrayList<Object[]>();
            while (rows.next()) {
                batch.add(row(rows, table, types));
                if (batch.size() == AT_ONCE) {
                    target.batchUpdate(insert, batch, types);
                    batch.clear();
                }
            }
            target.batchUpdate(insert, batch, types);
            return null;
        });
    }

    /** Rows that refer to others of their own table come after those, which refer to none. */
    private String order(String table) {
        var references = source.queryForList(
                "SELECT \"from\" || ' IS NOT NULL' FROM pragma_foreign_key_list(?) WHERE \"table\" = ?",
                String.class,
                table,
                table);
        return references.isEmpty() ? "" : " ORDER BY " + String.join(", ", references) + ", rowid";
    }

    /** SQLite has fewer types than its columns declare, so PostgreSQL's decide what a value is. */
    private int[] types(String table, List<String> columns) {
        return Objects.requireNonNull(target.query(
                "SELECT " + String.join(", ", columns) + " FROM " + table + " LIMIT 0", (ResultSetExtractor<int[]>)
                        nothing -> {
                            var types = new int[columns.size()];
                            for (var i = 0; i < types.length; i++) {
                                types[i] = nothing.getMetaData().getColumnType(i + 1);
                            }
                            return types;
                        }));
    }

    private static List<String> columns(ResultSet rows) throws SQLException {
        var names = new ArrayList<String>();
        for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            names.add(rows.getMetaData().getColumnName(i));
        }
        return names;
    }

    private static Object[] row(ResultSet rows, String table, int[] types) throws SQLException {
        var values = new Object[types.length];
        for (var i = 0; i < values.length; i++) {
            values[i] = rows.getObject(i + 1);
            if (values[i] != null && !fits(values[i], types[i])) {
                throw new UnusableDatabaseException("A value in the column "
                        + rows.getMetaData().getColumnName(i + 1) + " of the table " + table
                        + " has the wrong type or is too large: fix it, or restore a backup from before it was"
                        + " changed");
            }
        }
        return values;
    }

    /** SQLite accepts any value in any column, and PostgreSQL's driver would convert it silently. */
    private static boolean fits(Object value, int type) {
        return switch (type) {
            case Types.BIGINT -> value instanceof Integer || value instanceof Long;
            case Types.INTEGER -> value instanceof Integer;
            case Types.SMALLINT -> value instanceof Integer small && small == small.shortValue();
            case Types.BIT -> value.equals(0) || value.equals(1);
            case Types.VARCHAR -> value instanceof String;
            case Types.BINARY -> value instanceof byte[];
            default -> true;
        };
    }

    private void removeJob(String job) {
        for (var kind : List.of("simple", "cron", "simprop", "blob")) {
            target.update(
                    "DELETE FROM qrtz_" + kind + "_triggers WHERE (trigger_name, trigger_group) IN"
                            + " (SELECT trigger_name, trigger_group FROM qrtz_triggers WHERE job_name = ?)",
                    job);
        }
        for (var table : List.of("qrtz_triggers", "qrtz_fired_triggers", "qrtz_job_details")) {
            target.update("DELETE FROM " + table + " WHERE job_name = ?", job);
        }
    }

    /** Links may contain ids of deleted rows; no new row may get one of those. */
    private void continueIds() {
        source.query("SELECT name, seq FROM sqlite_sequence WHERE seq > 0", (RowCallbackHandler)
                table -> target.queryForObject(
                        "SELECT setval(pg_get_serial_sequence(?, 'id'), ?)",
                        Long.class,
                        table.getString("name"),
                        table.getLong("seq")));
    }
}
