package org.sneakyklaus.outbox;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells the admin, in at most one email a day, of emails that failed, were possibly sent, bounced or were marked as
 * spam.
 */
@Component
@Transactional
public class UndeliveredReport {

    /**
     * An undelivered email.
     *
     * @param exchangeId the exchange, or null if unrelated to an exchange
     * @param participantId the participant, or null if about no participant
     * @param trouble the state in which it is stuck, or the delivery that failed
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
    private final ApplicationEventPublisher events;
    private final Clock clock;

    UndeliveredReport(JdbcClient jdbc, Outbox outbox, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Queues an email about those not yet reported to the admin. Those that come after the report of a day (UTC) wait
     * for the next.
     *
     * @return the number of emails it reports
     */
    public int tellOfNew() {
        var now = clock.instant();
        if (hasToldOn(LocalDate.ofInstant(now, ZoneOffset.UTC))) {
            return 0;
        }
        // Excludes the report itself: if it cannot be delivered, neither can another one.
        var gathered = jdbc.sql(
                        "UPDATE outbound_email SET digested_at = :now WHERE digested_at IS NULL AND kind <> :self"
                                + " AND" + UNDELIVERED)
                .param("now", now.toEpochMilli())
                .param("self", MailKind.UNDELIVERED.name())
                .update();
        if (gathered > 0) {
            outbox.enqueue(MailOrder.toAdmin(MailKind.UNDELIVERED, null, now.toString(), now.toString()));
            events.publishEvent(new MailsUndelivered(gathered));
        }
        return gathered;
    }

    /** Returns those gathered at this instant that are still undelivered, the oldest first. */
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
        return jdbc.sql("SELECT count(*) FROM outbound_email WHERE kind = :self AND created_at >= :begin"
                                + " AND created_at < :end")
                        .param("self", MailKind.UNDELIVERED.name())
                        .param("begin", beginOf(day))
                        .param("end", beginOf(day.plusDays(1)))
                        .query(Long.class)
                        .single()
                > 0;
    }

    private static long beginOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }
}
