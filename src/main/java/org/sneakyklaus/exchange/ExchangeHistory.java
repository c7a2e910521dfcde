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

/**
 * Records and returns the activity of an exchange, shown to the admin and to participants, so that no one can redraw in
 * secret.
 */
@Component
public class ExchangeHistory {

    /** The kinds of activity. */
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
        /** The whole site was restored from a backup; the detail is the time of that backup. Later activity is lost. */
        RESTORED
    }

    /** An activity and its time in the exchange's time zone. */
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

    /** Records an activity in the transaction that causes it. */
    @Transactional(propagation = Propagation.MANDATORY)
    void record(long exchangeId, Kind kind) {
        entries.save(new HistoryEntry(exchangeId, kind, clock.instant()));
    }

    /** Returns whether the current draw was adjusted. */
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
     * Returns the risk of the adjustments since the last draw. It is stored, because people forced together by the
     * exclusions then may still be paired after the exclusions changed.
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
     * Returns the time of the oldest backup restored since participants last got an email about a draw: names shown
     * after it may differ from those stored. Empty if there is no such doubt.
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

    /** Returns whether all participants were asked today, in this time zone, to check who they drew. */
    @Transactional(readOnly = true)
    public boolean askedToLookToday(long exchangeId, ZoneId zone) {
        var today =
                LocalDate.ofInstant(clock.instant(), zone).atStartOfDay(zone).toInstant();
        return entries.existsByExchangeIdAndKindAndCreatedAtGreaterThanEqual(exchangeId, Kind.ASKED_TO_LOOK, today);
    }

    /** Returns all activity, the latest first. */
    @Transactional(readOnly = true)
    public List<Happening> of(long exchangeId, ZoneId zone) {
        return entries.findByExchangeIdOrderByIdDesc(exchangeId).stream()
                .map(entry -> new Happening(entry.kind(), entry.createdAt().atZone(zone)))
                .toList();
    }
}
