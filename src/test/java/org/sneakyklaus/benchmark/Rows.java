package org.sneakyklaus.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.jdbc.core.JdbcTemplate;

/** Fills the tables of an SQLite database with very many rows. */
final class Rows {

    private final JdbcTemplate db;

    Rows(JdbcTemplate db) {
        this.db = db;
    }

    /**
     * Exchanges in UTC, with reminders 7, 3 and 1 days before.
     *
     * @param name of each of them, by which they are known to the other operations
     * @param over when they were completed and the admin told that they will go, or null
     */
    Rows exchanges(String name, int count, String state, Instant date, @Nullable Instant over) {
        numbered(
                count,
                "INSERT INTO exchange (created_at, updated_at, version, slug, name, description, budget, name_in_mail,"
                        + " locale, theme, organiser_name, organiser_contact, series_id, remember_pairs, exchange_date,"
                        + " timezone, state, draw_number, completed_at, purge_warned_at)"
                        + " SELECT 0, 0, 0, ? || i, ?, 'A description of some length, as there is one.', 'about $20',"
                        + " false, 'en', 'CHRISTMAS', 'Nora', 'nora@example.org', ? || i, false, ?, 'UTC', ?, 1, ?, ?"
                        + " FROM n",
                name,
                name,
                name,
                date.toEpochMilli(),
                state,
                over == null ? null : over.toEpochMilli(),
                over == null ? null : over.toEpochMilli());
        for (var days : new int[] {7, 3, 1}) {
            of(name, "INSERT INTO reminder_interval (created_at, exchange_id, days_before) SELECT 0, id, " + days);
        }
        of(name, "INSERT INTO exchange_event (created_at, exchange_id, kind, detail) SELECT 0, id, 'DRAWN', ''");
        return this;
    }

    /** So many people in each of these exchanges, drawn. */
    Rows people(String name, int each) {
        numbered(
                each,
                "INSERT INTO participant (created_at, updated_at, exchange_id, name, email, gift_ideas,"
                        + " reminder_enabled, added_by_admin, confirmed_at) SELECT 0, 0, id, 'Guest ' || i,"
                        + " 'guest-' || i || '@' || slug || '.example.org', 'A book, or a plant for the window.', true,"
                        + " false, 0 FROM exchange, n WHERE name = ?",
                name);
        db.update(
                "INSERT INTO assignment (created_at, exchange_id, giver_id, receiver, draw_number)"
                        + " SELECT 0, exchange_id, id, hex(randomblob(30)), 1 FROM participant"
                        + " WHERE exchange_id IN (SELECT id FROM exchange WHERE name = ?)",
                name);
        return this;
    }

    /** One exchange of so many people, ready for its first draw; its id. */
    long closed(String name, int people) {
        exchanges(name, 1, "REGISTRATION_CLOSED", TestClock.START.plus(Duration.ofDays(2)), null)
                .people(name, people);
        var exchange = ids("exchange WHERE name = '" + name + "'").get(0);
        db.update("DELETE FROM assignment WHERE exchange_id = ?", exchange);
        return exchange;
    }

    /** An e-mail to everybody in these exchanges, in whatever state. */
    Rows mails(String name, String kind, String state, Instant next) {
        db.update(
                "INSERT INTO outbound_email (created_at, dedupe_key, message_key, kind, participant_id, exchange_id,"
                        + " detail, priority, state, attempts, next_attempt_at)"
                        + " SELECT 0, ? || id, hex(randomblob(16)), ?, id, exchange_id, '1', 0, ?, 0, ? FROM participant"
                        + " WHERE exchange_id IN (SELECT id FROM exchange WHERE name = ?)",
                kind + state,
                kind,
                state,
                next.toEpochMilli(),
                name);
        return this;
    }

    Rows tokens(int count, Instant expired) {
        return numbered(
                count,
                "INSERT INTO magic_token (created_at, token_hash, token_type, origin, email, code_tries, expires_at)"
                        + " SELECT 0, hex(randomblob(32)), 'MAGIC_LINK', 'mailed', 'ann@example.org', 0, ? FROM n",
                expired.toEpochMilli());
    }

    Rows sessions(int count, Instant expired) {
        return numbered(
                count,
                "INSERT INTO spring_session (primary_id, session_id, creation_time, last_access_time,"
                        + " max_inactive_interval, expiry_time) SELECT i, i, 0, 0, 0, ? FROM n",
                expired.toEpochMilli());
    }

    Rows rateLimits(int count, Instant expired) {
        return numbered(
                count,
                "INSERT INTO rate_limit (created_at, key, attempts, window_start, expires_at)"
                        + " SELECT 0, 'limit ' || i, 1, 0, ? FROM n",
                expired.toEpochMilli());
    }

    Rows runs(int count, Instant planned) {
        return numbered(
                count,
                "INSERT INTO job_execution (created_at, job_id, job_type, node, cause, scheduled_at, started_at,"
                        + " completed_at, outcome) SELECT 0, 'any', 'any', 'here', 'SCHEDULE', ?, 0, 0, 'SUCCESS' FROM n",
                planned.toEpochMilli());
    }

    /** The triggers of reminders of these exchanges that are due then, or later; as the application stores them. */
    Rows triggers(String name, Instant from) {
        var runs = " FROM (SELECT e.id, e.exchange_date - r.days_before * 86400000 AS due, 'exchange_' || e.id AS grp,"
                + " 'reminder_exchange_' || e.id || '_days_' || r.days_before AS job,"
                + " (SELECT min(sched_name) FROM qrtz_triggers) AS sched"
                + " FROM exchange e JOIN reminder_interval r ON r.exchange_id = e.id WHERE e.name = ?) WHERE due >= ?";
        db.update(
                "INSERT INTO qrtz_job_details (sched_name, job_name, job_group, job_class_name, is_durable,"
                        + " is_nonconcurrent, is_update_data, requests_recovery, job_data)"
                        + " SELECT sched, job, grp, 'org.sneakyklaus.job.QuartzDispatcher', false, true, false, true,"
                        + " CAST('job=reminder' || char(10) || 'exchange=' || id AS BLOB)"
                        + runs,
                name,
                from.toEpochMilli());
        db.update(
                "INSERT INTO qrtz_triggers (sched_name, trigger_name, trigger_group, job_name, job_group, description,"
                        + " next_fire_time, prev_fire_time, priority, trigger_state, trigger_type, start_time, end_time,"
                        + " misfire_instr) SELECT sched, job, grp, job, grp, 'reminder', due, -1, 5, 'WAITING',"
                        + " 'SIMPLE', due, 0, -1"
                        + runs,
                name,
                from.toEpochMilli());
        db.update(
                "INSERT INTO qrtz_simple_triggers (sched_name, trigger_name, trigger_group, repeat_count,"
                        + " repeat_interval, times_triggered) SELECT sched, job, grp, 0, 0, 0"
                        + runs,
                name,
                from.toEpochMilli());
        return this;
    }

    /** Writes the file anew, so that what is measured next finds it as if nothing had been deleted before. */
    void settle() {
        db.execute("VACUUM");
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    long count(String table, Object... arguments) {
        return Objects.requireNonNull(db.queryForObject("SELECT count(*) FROM " + table, Long.class, arguments));
    }

    List<Long> ids(String table) {
        return db.query("SELECT id FROM " + table, (row, number) -> row.getLong(1));
    }

    private void of(String name, String insert) {
        db.update(insert + " FROM exchange WHERE name = ?", name);
    }

    private Rows numbered(int count, String insert, @Nullable Object... arguments) {
        // Written into the text, since the other arguments come in any number.
        db.update(
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + count + ") " + insert,
                arguments);
        return this;
    }
}
