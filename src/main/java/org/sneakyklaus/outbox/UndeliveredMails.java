package org.sneakyklaus.outbox;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells the admin, in at most one e-mail a day, of those that were given up, may not have left, or came back. */
@Component
@Transactional
public class UndeliveredMails {

    /**
     * One of them.
     *
     * @param exchangeId null when it is about none
     * @param participantId null when it is about nobody
     * @param trouble the state in which it is stuck, or how it came back
     */
    public record Undelivered(
            MailKind kind,
            @Nullable Long exchangeId,
            @Nullable Long participantId,
            Instant queuedAt,
            String trouble) {}

    private static final String UNDELIVERED =
            " (state IN ('FAILED', 'UNKNOWN') OR delivery IN ('BOUNCED', 'COMPLAINED'))";

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final Clock clock;

    UndeliveredMails(JdbcClient jdbc, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Queues an e-mail about those that the admin has not been told of. What comes in after the one of a day (UTC)
     * waits for the next.
     *
     * @return how many it tells of
     */
    public int tellOfNew() {
        var now = clock.instant();
        if (hasToldOn(LocalDate.ofInstant(now, ZoneOffset.UTC))) {
            return 0;
        }
        // Not of itself: what the admin cannot be told by e-mail is not told by another one.
        var gathered = jdbc.sql(
                        "UPDATE outbound_email SET digested_at = :now WHERE digested_at IS NULL AND kind <> :self"
                                + " AND" + UNDELIVERED)
                .param("now", now.toEpochMilli())
                .param("self", MailKind.UNDELIVERED.name())
                .update();
        if (gathered > 0) {
            outbox.enqueue(MailOrder.toAdmin(MailKind.UNDELIVERED, null, now.toString(), now.toString()));
        }
        return gathered;
    }

    /** Those that were gathered at this instant and are still undelivered, the oldest first. */
    @Transactional(readOnly = true)
    public List<Undelivered> gatheredAt(Instant instant) {
        return jdbc.sql("SELECT kind, exchange_id, participant_id, created_at,"
                        + " CASE WHEN delivery IN ('BOUNCED', 'COMPLAINED') THEN delivery ELSE state END AS trouble"
                        + " FROM outbound_email WHERE digested_at = :instant AND" + UNDELIVERED + " ORDER BY id")
                .param("instant", instant.toEpochMilli())
                .query((row, number) -> new Undelivered(
                        MailKind.valueOf(row.getString("kind")),
                        row.getObject("exchange_id") == null ? null : row.getLong("exchange_id"),
                        row.getObject("participant_id") == null ? null : row.getLong("participant_id"),
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        row.getString("trouble")))
                .list();
    }

    private boolean hasToldOn(LocalDate day) {
        return jdbc.sql("SELECT count(*) FROM outbound_email WHERE kind = :self AND created_at >= :begin")
                        .param("self", MailKind.UNDELIVERED.name())
                        .param(
                                "begin",
                                day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli())
                        .query(Long.class)
                        .single()
                > 0;
    }
}
