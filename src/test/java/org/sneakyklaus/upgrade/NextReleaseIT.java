package org.sneakyklaus.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.quartz.SchedulerException;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Makes the fixture of the next release, with rows in all that there is. */
@IntegrationTest
@Tag("once")
class NextReleaseIT {

    /** What nothing of ours writes, or for a moment only, or only when something breaks or a year is over. */
    private static final List<String> EMPTY = List.of(
            "exchange.purge_warned_at",
            "installation.restored_at",
            "installation.restored_from",
            "installation.untold_restore",
            "job_execution.error_message",
            "outbound_email.claimed_until",
            "participant.managed_by",
            "qrtz_blob_triggers",
            "qrtz_calendars",
            "qrtz_fired_triggers",
            "qrtz_job_details.description",
            "qrtz_paused_trigger_grps",
            "qrtz_scheduler_state",
            "qrtz_simprop_triggers",
            "qrtz_triggers.calendar_name",
            "typed_registration",
            "webhook_delivery.claimed_until");

    private final ApplicationContext app;
    private final JdbcTemplate database;
    private final Path data;

    NextReleaseIT(ApplicationContext app, JdbcTemplate database, AppProperties properties) {
        this.app = app;
        this.database = database;
        this.data = properties.data();
    }

    @Test
    void itsFixtureHasRowsInEveryTableAndValuesInEveryColumn() throws IOException, SchedulerException {
        var kept = new Story(app).tell();
        var copy = data.resolve("next.db");
        Files.deleteIfExists(copy);
        database.execute("VACUUM INTO '" + copy + "'");
        nameScheduler(Fixture.on(copy));

        var next = new Fixture(Path.of("target", "released", "next"));
        next.pack(copy, Files.readString(data.resolve("secret.key")), new Fixture.Facts(Seen.in(app), kept));

        assertThat(empty(Fixture.on(copy))).isSubsetOf(EMPTY);
    }

    /** As it is named but for tests. */
    private static void nameScheduler(JdbcTemplate database) {
        names(database, "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'QRTZ_%'")
                .forEach(table -> database.update("UPDATE OR REPLACE " + table + " SET sched_name = 'klaus'"));
    }

    /** Every table without a row; of the others, every column without a value. */
    private static Set<String> empty(JdbcTemplate database) {
        var empty = new TreeSet<String>();
        for (var table : names(database, "SELECT name FROM sqlite_master WHERE type = 'table'")) {
            if (count(database, "SELECT count(*) FROM " + table) == 0) {
                empty.add(table.toLowerCase(Locale.ROOT));
                continue;
            }
            for (var column : names(database, "SELECT name FROM pragma_table_info('" + table + "')")) {
                if (count(database, "SELECT count(" + column + ") FROM " + table) == 0) {
                    empty.add((table + '.' + column).toLowerCase(Locale.ROOT));
                }
            }
        }
        return empty;
    }

    private static List<String> names(JdbcTemplate database, String sql) {
        return database.query(sql, (row, number) -> row.getString(1));
    }

    private static long count(JdbcTemplate database, String sql) {
        return database.query(sql, (row, number) -> row.getLong(1)).get(0);
    }
}
