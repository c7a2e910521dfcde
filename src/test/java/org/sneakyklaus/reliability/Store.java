package org.sneakyklaus.reliability;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The database of an installation, from outside; each call opens it and closes it again. */
public final class Store {

    private final String url;

    Store(Path file) {
        this("jdbc:sqlite:" + file);
    }

    Store(String url) {
        this.url = url;
    }

    <T> T read(Function<JdbcTemplate, T> question) {
        return on(connection -> question.apply(template(connection)));
    }

    /** Changes something, in one transaction. */
    public void change(Consumer<JdbcTemplate> change) {
        on(connection -> {
            change.accept(template(connection));
            return true;
        });
    }

    public long count(String table, Object... arguments) {
        return read(db -> one(db, "SELECT count(*) FROM " + table, arguments));
    }

    List<String> column(String sql, Object... arguments) {
        return read(db -> db.query(sql, (row, number) -> String.valueOf(row.getString(1)), arguments));
    }

    /** The ids of the recurring jobs that stand in it. */
    Set<String> recurring() {
        return new TreeSet<>(column("SELECT trigger_name FROM qrtz_triggers WHERE trigger_group = 'recurring'"));
    }

    /** Whether everything that is due is done, and every e-mail sent. */
    boolean isDrained(Instant now) {
        return count("outbound_email WHERE state IN ('PENDING', 'CLAIMED')") == 0
                && count("job_execution WHERE outcome = 'RUNNING'") == 0
                && count("qrtz_fired_triggers WHERE trigger_name NOT LIKE 'dispatch!_%' ESCAPE '!'") == 0
                && count(
                                "qrtz_triggers WHERE trigger_name NOT LIKE 'dispatch!_%' ESCAPE '!' AND next_fire_time <= ?",
                                now.toEpochMilli())
                        == 0;
    }

    /** When a recurring job runs next by its schedule. */
    static Instant nextRun(JdbcTemplate db, String job) {
        return Instant.ofEpochMilli(one(
                db,
                "SELECT next_fire_time FROM qrtz_triggers WHERE trigger_group = 'recurring' AND trigger_name = ?",
                job));
    }

    /** A number that must be there. */
    static long one(JdbcTemplate db, String sql, Object... arguments) {
        return requireNonNull(db.queryForObject(sql, Long.class, arguments));
    }

    /** Moves a regular run of a recurring job to another instant, as if that had been its next all along. */
    static void setDue(JdbcTemplate db, String job, Instant due) {
        db.update(
                "UPDATE qrtz_triggers SET next_fire_time = ? WHERE trigger_group = 'recurring' AND trigger_name = ?",
                due.toEpochMilli(),
                job);
    }

    /** Moves the dates of an exchange, and the triggers that were made from them, as if time had gone on. */
    static void age(JdbcTemplate db, long exchange, Duration by) {
        db.update(
                "UPDATE exchange SET exchange_date = exchange_date - ?,"
                        + " registration_close_date = registration_close_date - ? WHERE id = ?",
                by.toMillis(),
                by.toMillis(),
                exchange);
        db.update(
                "UPDATE qrtz_triggers SET start_time = start_time - ?, next_fire_time = next_fire_time - ?"
                        + " WHERE trigger_group = ?",
                by.toMillis(),
                by.toMillis(),
                "exchange_" + exchange);
    }

    /** Keeps everybody else from writing, until it is closed. */
    Connection lock() {
        try {
            var connection = DriverManager.getConnection(url + "?transaction_mode=IMMEDIATE");
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> T on(Function<Connection, T> work) {
        try (var connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);
            var result = work.apply(connection);
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JdbcTemplate template(Connection connection) {
        return new JdbcTemplate(new SingleConnectionDataSource(connection, true));
    }
}
