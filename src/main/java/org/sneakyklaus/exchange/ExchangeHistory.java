package org.sneakyklaus.exchange;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What happened in an exchange, shown to the admin and to participants, so that nobody can redraw in secret. */
@Component
public class ExchangeHistory {

    /** The kinds of things that are told. */
    public enum Kind {
        OPENED,
        CLOSED,
        DRAWN,
        DRAWN_AGAIN,
        ADJUSTED,
        DRAW_CANCELLED,
        ASKED_TO_LOOK,
        DATE_CHANGED,
        COMPLETED,
        CALLED_OFF,
        /** The whole site was put back to a backup; its detail is as of when. What happened since is gone. */
        RESTORED
    }

    /** One thing that happened, and when in the exchange's time zone. */
    public record Happening(Kind kind, ZonedDateTime at) {}

    private final HistoryRepository entries;
    private final JdbcClient jdbc;
    private final Clock clock;

    ExchangeHistory(HistoryRepository entries, JdbcClient jdbc, Clock clock) {
        this.entries = entries;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(ExchangeEvent event) {
        if (event instanceof ExchangeEvent.Opened) {
            record(event.exchangeId(), Kind.OPENED);
        } else if (event instanceof ExchangeEvent.Closed) {
            record(event.exchangeId(), Kind.CLOSED);
        } else if (event instanceof ExchangeEvent.CalledOff) {
            record(event.exchangeId(), Kind.CALLED_OFF);
        } else if (event instanceof ExchangeEvent.Postponed
                || (event instanceof ExchangeEvent.Rescheduled rescheduled && rescheduled.newDate())) {
            record(event.exchangeId(), Kind.DATE_CHANGED);
        }
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(ExchangesCompleted event) {
        jdbc.sql("""
                        INSERT INTO exchange_event (created_at, exchange_id, kind, detail)
                        SELECT :now, id, :kind, '' FROM exchange WHERE id IN (:ids)""")
                .param("now", clock.instant().toEpochMilli())
                .param("kind", Kind.COMPLETED.name())
                .param("ids", event.exchangeIds())
                .update();
    }

    /** Adds a line, in the transaction that does what it tells. */
    @Transactional(propagation = Propagation.MANDATORY)
    void record(long exchangeId, Kind kind) {
        entries.save(new HistoryEntry(exchangeId, kind, clock.instant()));
    }

    /** Whether the present pairing is a mended one. */
    @Transactional(readOnly = true)
    public boolean isAdjusted(long exchangeId) {
        return jdbc.sql("""
                        SELECT kind FROM exchange_event
                        WHERE exchange_id = :exchange AND kind IN ('DRAWN', 'DRAWN_AGAIN', 'ADJUSTED')
                        ORDER BY id DESC LIMIT 1""")
                .param("exchange", exchangeId)
                .query(Kind.class)
                .optional()
                .filter(kind -> kind == Kind.ADJUSTED)
                .isPresent();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void noteRisk(long exchangeId, AdjustmentRisk risk) {
        jdbc.sql("""
                        UPDATE exchange_event SET detail = :detail WHERE id =
                        (SELECT max(id) FROM exchange_event WHERE exchange_id = :exchange AND kind = 'ADJUSTED')""").param("detail", risk.name()).param("exchange", exchangeId).update();
    }

    /**
     * What the mends since the last draw mean for the secret. It is remembered, since whom the rules forced together
     * then may still belong together after they have changed.
     */
    @Transactional(readOnly = true)
    public AdjustmentRisk riskSinceDraw(long exchangeId) {
        return AdjustmentRisk.of(jdbc.sql("""
                        SELECT detail FROM exchange_event
                        WHERE exchange_id = :exchange AND kind = 'ADJUSTED' AND detail <> '' AND id >
                        (SELECT max(id) FROM exchange_event
                         WHERE exchange_id = :exchange AND kind IN ('DRAWN', 'DRAWN_AGAIN'))""")
                .param("exchange", exchangeId)
                .query((row, number) -> AdjustmentRisk.valueOf(row.getString(1)))
                .list());
    }

    /**
     * As of when the exchange was put back to a backup since everybody was last told of a draw: names that anybody was
     * shown after that instant may not be those that are stored. Nothing when there is no such doubt.
     */
    @Transactional(readOnly = true)
    public Optional<Instant> restoredTo(long exchangeId) {
        return jdbc.sql("""
                        SELECT min(detail) FROM exchange_event
                        WHERE exchange_id = :exchange AND kind = 'RESTORED' AND id > coalesce(
                        (SELECT max(id) FROM exchange_event WHERE exchange_id = :exchange
                         AND kind IN ('DRAWN', 'DRAWN_AGAIN', 'DRAW_CANCELLED')), 0)""")
                .param("exchange", exchangeId)
                .query(String.class)
                .optional()
                .map(Instant::parse);
    }

    /** Whether everybody was asked today, by the day of this time zone, to look whom they give to. */
    @Transactional(readOnly = true)
    public boolean askedToLookToday(long exchangeId, ZoneId zone) {
        var today =
                LocalDate.ofInstant(clock.instant(), zone).atStartOfDay(zone).toInstant();
        return entries.existsByExchangeIdAndKindAndCreatedAtGreaterThanEqual(exchangeId, Kind.ASKED_TO_LOOK, today);
    }

    /** All that happened, the latest first. */
    @Transactional(readOnly = true)
    public List<Happening> of(long exchangeId, ZoneId zone) {
        return entries.findByExchangeIdOrderByIdDesc(exchangeId).stream()
                .map(entry -> new Happening(entry.kind(), entry.createdAt().atZone(zone)))
                .toList();
    }
}
