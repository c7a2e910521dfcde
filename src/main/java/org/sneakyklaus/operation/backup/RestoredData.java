package org.sneakyklaus.operation.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import javax.sql.DataSource;
import org.sneakyklaus.database.Schema;
import org.sneakyklaus.operation.command.CommandException;
import org.sneakyklaus.support.DatabaseKind;
import org.sneakyklaus.support.SecretBox;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Settles what a restored database cannot know: since the backup, links may have been used, emails sent and names
 * drawn. Works on the tables alone, before the application sees them; otherwise it would send what it finds within a
 * second.
 */
final class RestoredData {

    /**
     * The result.
     *
     * @param asOf the time of the data, as far as it shows; at most half a minute early if it was in use
     * @param otherKey whether its secrets were sealed under another key than the current one
     * @param updates number of migrations applied
     * @param held number of emails that now wait for the admin's decision
     * @param reminders number of reminders that were due since then, and are not sent
     * @param draws number of draws that were due since then, or will be within a day, and are left to the organiser
     * @param drawn number of exchanges with drawn names
     */
    record Settled(Instant asOf, boolean otherKey, int updates, int held, int reminders, int draws, int drawn) {}

    // The scheduler records a heartbeat twice a minute.
    private static final String LATEST = """
            SELECT max(at) FROM (
                SELECT max(prev_fire_time) AS at FROM qrtz_triggers
                UNION ALL SELECT max(created_at) FROM job_execution
                UNION ALL SELECT max(created_at) FROM outbound_email
                UNION ALL SELECT max(created_at) FROM exchange_event
                UNION ALL SELECT max(updated_at) FROM exchange
                UNION ALL SELECT max(updated_at) FROM participant
                UNION ALL SELECT max(created_at) FROM installation) AS latest""";

    private static final String OVERDUE_REMINDERS =
            " FROM qrtz_triggers WHERE job_name LIKE 'reminder_exchange_%' AND next_fire_time <= :now";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Schema schema;
    private final DatabaseKind kind;
    private final SecretBox key;
    private final Instant now;
    private final String source;

    /**
     * @param database not used by anyone else
     * @param source where it was restored from, for the log of the next start
     */
    RestoredData(DataSource database, DatabaseKind kind, SecretBox key, Instant now, String source) {
        this.jdbc = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.schema = new Schema(database, kind);
        this.kind = kind;
        this.key = key;
        this.now = now;
        this.source = source;
    }

    /**
     * Settles the database.
     *
     * @param despiteOtherKey whether to proceed if the current key does not open its secrets
     * @throws CommandException if it is not a database of this application, of a newer version, or of another key
     */
    Settled settle(boolean despiteOtherKey) {
        refuseUnknown();
        var otherKey = KnownKey.isOtherThan(key, jdbc);
        if (otherKey && !despiteOtherKey) {
            throw new CommandException(
                    "The secret key here is not the one of this backup, so no one could read who they"
                            + " drew. Put the key that belongs to it in place, as the file secret.key or as KLAUS_SECRET_KEY,"
                            + " and try again. If that key is lost, --with-another-key restores all the rest; names must then be"
                            + " drawn again.");
        }
        var updates = schema.update();
        return Objects.requireNonNull(transaction.execute(status -> settle(otherKey, updates)));
    }

    private Settled settle(boolean otherKey, int updates) {
        var asOf = asOf();
        startIdsAnew();
        dropWebhooks();
        endSessions();
        voidLinks();
        forgetPurgeWarnings();
        return new Settled(asOf, otherKey, updates, hold(), dropOverdueReminders(), dropDueDraws(), note(asOf));
    }

    private void refuseUnknown() {
        var state = schema.state();
        if (!state.isOurs()) {
            throw new CommandException("That is no database of Sneaky Klaus");
        }
        if (state.isNewer()) {
            throw new CommandException("It " + state.newer() + ": restore it with that version, or a later one");
        }
    }

    private Instant asOf() {
        return jdbc.sql(LATEST)
                .query(Long.class)
                .optional()
                .map(Instant::ofEpochMilli)
                .filter(now::isAfter)
                .orElse(now);
    }

    /**
     * Ids assigned since the backup may be in links, sealed; no new row may get one of them. The seconds since 1970
     * exceed all of them, and grow with each restore.
     */
    private void startIdsAnew() {
        var least = now.getEpochSecond();
        if (kind == DatabaseKind.SQLITE) {
            jdbc.sql("UPDATE sqlite_sequence SET seq = max(seq, :least)")
                    .param("least", least)
                    .update();
            // A table that was empty then has no row there.
            jdbc.sql(
                            "INSERT INTO sqlite_sequence (name, seq) SELECT name, :least FROM sqlite_schema WHERE type = 'table'"
                                    + " AND sql LIKE '%AUTOINCREMENT%' AND name NOT IN (SELECT name FROM sqlite_sequence)")
                    .param("least", least)
                    .update();
            return;
        }
        for (var sequence : jdbc.sql("SELECT sequencename FROM pg_sequences WHERE schemaname = current_schema()")
                .query(String.class)
                .list()) {
            jdbc.sql(
                            "SELECT setval(CAST(:sequence AS regclass), greatest(nextval(CAST(:sequence AS regclass)), :least))")
                    .param("sequence", sequence)
                    .param("least", least)
                    .query(Long.class)
                    .single();
        }
    }

    private void endSessions() {
        jdbc.sql("DELETE FROM spring_session_attributes").update();
        jdbc.sql("DELETE FROM spring_session").update();
    }

    /** They count as used: expired ones are deleted each hour, and with them the pages that send a new one. */
    private void voidLinks() {
        // The restore brings back people who had rejected their registration; they must be able to do so again.
        at("UPDATE magic_token SET used_at = :now WHERE used_at IS NULL AND expires_at > :now"
                        + " AND token_type <> 'not_me'")
                .update();
    }

    /** Emails being sent may have arrived: the provider recognises them for a day, not longer. */
    private int hold() {
        return jdbc.sql("""
                        UPDATE outbound_email SET state = 'HELD', claimed_until = NULL,
                            unknown_since = CASE state WHEN 'CLAIMED' THEN coalesce(unknown_since, claimed_until)
                                            ELSE unknown_since END
                        WHERE state IN ('PENDING', 'CLAIMED')""").update();
    }

    /** What waited to be told is old news, or was told since. */
    private void dropWebhooks() {
        jdbc.sql(
                        "UPDATE webhook_delivery SET state = 'DROPPED', claimed_until = NULL WHERE state IN ('PENDING', 'CLAIMED')")
                .update();
    }

    /** The time since the backup gave no one a chance to keep an exchange: its deletion is announced again. */
    private void forgetPurgeWarnings() {
        jdbc.sql("UPDATE exchange SET purge_warned_at = NULL WHERE purge_warned_at IS NOT NULL")
                .update();
        jdbc.sql("UPDATE outbound_email SET state = 'CANCELLED', claimed_until = NULL"
                        + " WHERE kind = 'PURGE_WARNING' AND state IN ('PENDING', 'CLAIMED', 'HELD')")
                .update();
    }

    /** Those of the last hour would still be sent, perhaps for the second time, since no record of it is left. */
    private int dropOverdueReminders() {
        jdbc.sql("DELETE FROM qrtz_fired_triggers WHERE job_name LIKE 'reminder_exchange_%'")
                .update();
        at("DELETE FROM qrtz_simple_triggers WHERE (sched_name, trigger_name, trigger_group) IN"
                        + " (SELECT sched_name, trigger_name, trigger_group" + OVERDUE_REMINDERS + ")")
                .update();
        var dropped = at("DELETE" + OVERDUE_REMINDERS).update();
        jdbc.sql("DELETE FROM qrtz_job_details WHERE job_name LIKE 'reminder_exchange_%' AND NOT EXISTS"
                        + " (SELECT 1 FROM qrtz_triggers t WHERE t.sched_name = qrtz_job_details.sched_name"
                        + " AND t.job_name = qrtz_job_details.job_name AND t.job_group = qrtz_job_details.job_group)")
                .update();
        return dropped;
    }

    /**
     * Leaves draws to the organiser, who needs a while to see that those who joined since the backup are missing.
     * Registration closes all the same.
     */
    private int dropDueDraws() {
        return at("UPDATE exchange SET draw_on_close = FALSE WHERE draw_on_close = TRUE"
                        + " AND state = 'REGISTRATION_OPEN' AND registration_close_date <= :soon")
                .param("soon", now.plus(Duration.ofDays(1)).toEpochMilli())
                .update();
    }

    /** Records the restore permanently, also in the history of each exchange: later draws are lost. */
    private int note(Instant asOf) {
        var noted = at("UPDATE installation SET restored_at = :now, restored_from = :asOf, untold_restore = :source")
                .param("asOf", asOf.toEpochMilli())
                .param("source", source)
                .update();
        if (noted == 0) {
            at("INSERT INTO installation (created_at, key_fingerprint, restored_at, restored_from, untold_restore)"
                            + " VALUES (:now, :key, :now, :asOf, :source)")
                    .param("source", source)
                    .param("key", key.fingerprint())
                    .param("asOf", asOf.toEpochMilli())
                    .update();
        }
        at("INSERT INTO exchange_event (created_at, exchange_id, kind, detail)"
                        + " SELECT :now, id, 'RESTORED', :asOf FROM exchange")
                .param("asOf", asOf.toString())
                .update();
        return jdbc.sql("SELECT count(*) FROM exchange WHERE state = 'MATCHED'")
                .query(Integer.class)
                .single();
    }

    private JdbcClient.StatementSpec at(String sql) {
        return jdbc.sql(sql).param("now", now.toEpochMilli());
    }
}
