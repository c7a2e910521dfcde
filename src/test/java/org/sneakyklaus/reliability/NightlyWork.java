package org.sneakyklaus.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Something to do for each of the jobs that run at night or every hour. */
final class NightlyWork {

    /** The name of exchanges that are to be purged. */
    static final String PURGED = "To purge";

    private static final int EXCHANGES = 20;
    private static final int ROWS = 5_000;

    /** What is left in the tables while a job has not done its work, by the id of the job. */
    private static final Map<String, String> UNDONE = undone();

    private NightlyWork() {}

    private static Map<String, String> undone() {
        var undone = new LinkedHashMap<String, String>();
        undone.put("auto_complete_exchanges", "exchange WHERE name = 'To complete' AND state = 'MATCHED'");
        undone.put(
                "purge_old_exchanges",
                "exchange WHERE name = '" + PURGED + "' OR (name = 'To warn of' AND purge_warned_at IS NULL)");
        undone.put("cleanup_expired_tokens", "magic_token WHERE email = 'expired@example.org'");
        undone.put("cleanup_expired_sessions", "spring_session WHERE principal_name = 'expired'");
        undone.put("cleanup_expired_rate_limits", "rate_limit WHERE key LIKE 'expired-%'");
        undone.put("prune_job_executions", "job_execution WHERE node = 'long ago'");
        return undone;
    }

    /** The jobs with work left, and how much. */
    static Map<String, Long> undone(Store store, Set<String> jobs) {
        var left = new LinkedHashMap<String, Long>();
        UNDONE.forEach((job, where) -> {
            if (jobs.contains(job) && store.count(where) > 0) {
                left.put(job, store.count(where));
            }
        });
        return left;
    }

    /**
     * @param mail the folder of captured e-mails: exchanges that are to be purged have some
     * @param round makes keys unique
     */
    static void add(JdbcTemplate db, Path mail, int round, Instant now) {
        for (int i = 0; i < EXCHANGES; i++) {
            var key = round + "-" + i;
            exchange(db, "To complete", key, "MATCHED", now.minus(Duration.ofHours(1)), null, null);
            captured(
                    db,
                    mail,
                    "to-purge-" + key,
                    exchange(
                            db,
                            PURGED,
                            key,
                            "COMPLETED",
                            daysBefore(now, 40),
                            daysBefore(now, 39),
                            daysBefore(now, 10)));
            exchange(db, "To warn of", key, "COMPLETED", daysBefore(now, 26), daysBefore(now, 25), null);
        }
        var past = now.minus(Duration.ofDays(100)).toEpochMilli();
        var rows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + ROWS + ") ";
        db.update(
                rows
                        + "INSERT INTO magic_token (created_at, token_hash, token_type, origin, email, code_tries, expires_at)"
                        + " SELECT ?, 'expired-' || ? || '-' || i, 'SIGN_IN', 'MAIL', 'expired@example.org', 0, ? FROM n",
                past,
                round,
                past);
        db.update(
                rows + "INSERT INTO spring_session (primary_id, session_id, creation_time, last_access_time,"
                        + " max_inactive_interval, expiry_time, principal_name)"
                        + " SELECT 'expired-' || ? || '-' || i, 'expired-' || ? || '-' || i, ?, ?, 60, ?, 'expired' FROM n",
                round,
                round,
                past,
                past,
                past);
        db.update(
                rows + "INSERT INTO rate_limit (created_at, key, attempts, window_start, expires_at)"
                        + " SELECT ?, 'expired-' || ? || '-' || i, 1, ?, ? FROM n",
                past,
                round,
                past,
                past);
        db.update(
                rows + "INSERT INTO job_execution (created_at, job_id, job_type, node, cause, scheduled_at, started_at,"
                        + " completed_at, outcome) SELECT ?, 'cleanup_expired_tokens', 'cleanup_expired_tokens',"
                        + " 'long ago', 'schedule', ?, ?, ?, 'SUCCESS' FROM n",
                past,
                past,
                past,
                past);
    }

    private static Instant daysBefore(Instant now, int days) {
        return now.minus(Duration.ofDays(days));
    }

    private static long exchange(
            JdbcTemplate db,
            String name,
            String key,
            String state,
            Instant date,
            @Nullable Instant completedAt,
            @Nullable Instant warnedAt) {
        db.update(
                "INSERT INTO exchange (created_at, updated_at, version, slug, name, description, budget, name_in_mail,"
                        + " locale, theme, organiser_name, organiser_contact, series_id, remember_pairs, exchange_date,"
                        + " timezone, state, draw_number, completed_at, purge_warned_at)"
                        + " VALUES (?, ?, 0, ?, ?, '', '', false, 'en', 'CHRISTMAS', '', '', ?, false, ?, 'UTC', ?, 1, ?, ?)",
                date.toEpochMilli(),
                date.toEpochMilli(),
                name.replace(' ', '-') + key,
                name,
                name + key,
                date.toEpochMilli(),
                state,
                millis(completedAt),
                millis(warnedAt));
        var exchange = Store.one(db, "SELECT max(id) FROM exchange");
        for (var person : List.of("ann", "ben", "cy")) {
            db.update(
                    "INSERT INTO participant (created_at, updated_at, exchange_id, name, email, gift_ideas,"
                            + " reminder_enabled, added_by_admin, confirmed_at) VALUES (?, ?, ?, ?, ?, '', true, true, ?)",
                    date.toEpochMilli(),
                    date.toEpochMilli(),
                    exchange,
                    person,
                    person + "@example.org",
                    date.toEpochMilli());
        }
        return exchange;
    }

    /** An e-mail that was sent to somebody of an exchange, a year ago. */
    private static void captured(JdbcTemplate db, Path mail, String key, long exchange) {
        var sent = Instant.parse("2025-12-24T18:00:00Z");
        db.update(
                "INSERT INTO outbound_email (created_at, dedupe_key, message_key, kind, participant_id, exchange_id,"
                        + " detail, priority, state, attempts, next_attempt_at, sent_at)"
                        + " SELECT ?, ?, ?, 'PAIRING', min(id), exchange_id, '', 0, 'SENT', 1, ?, ? FROM participant"
                        + " WHERE exchange_id = ? GROUP BY exchange_id",
                sent.toEpochMilli(),
                key,
                key,
                sent.toEpochMilli(),
                sent.toEpochMilli(),
                exchange);
        var name = "20251224T180000000Z-" + Store.one(db, "SELECT max(id) FROM outbound_email");
        try {
            var file = Files.writeString(
                    mail.resolve(name + ".tmp"),
                    "Message-ID: <" + key + "@localhost>\r\nTo: ann@example.org\r\nSubject: Drawn\r\n\r\n");
            Files.move(file, mail.resolve(name + ".eml"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
