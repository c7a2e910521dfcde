package org.sneakyklaus.exchange;

import java.time.Clock;
import java.util.List;
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
        /** A participant is looked after by another one than before; the detail is the ids of the two. */
        GUARDIAN_CHANGED,
        /** The organiser made a personal link; the detail is the participants' ids, as of all that follow. */
        LINK_MADE,
        /** A new link replaces the one before. */
        LINK_RENEWED,
        /** Someone reported that another person opened a link first: it opens nothing more. */
        LINK_REPORTED,
        /** Too many wrong words were typed: the link opens nothing more. */
        LINK_STOPPED,
        /** The organiser lets the next who opens a link choose its word. */
        WORD_RESET,
        /** Names were drawn before a link had a word: its holder can look. */
        WORD_MISSING,
        /** Someone who made a link for themselves was let into the draw. */
        LET_IN,
        /** A guardian gave a person they looked after a personal link. */
        LINK_HANDED_OVER,
        /** A participant takes part by email, other than before. */
        WAY_CHANGED,
        /** The organiser asked for an address of a person who is looked after, which its owner confirms. */
        ADDRESS_ASKED,
        /** The organiser’s account opens the page of a participant who signed in by email before. */
        ACCOUNT_TIED,
        /** The whole site was restored from a backup; the detail is the time of that backup. Later activity is lost. */
        RESTORED,
        /** Registration closed at its date, and names were not drawn with it; the detail is the {@link NotDrawn}. */
        NOT_DRAWN
    }

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
        } else if (event instanceof ExchangeEvent.Closed closed) {
            record(event.exchangeId(), Kind.CLOSED);
            if (closed.notDrawn() != null) {
                entries.save(new HistoryEntry(event.exchangeId(), closed.notDrawn(), clock.instant()));
            }
        } else if (event instanceof ExchangeEvent.CalledOff) {
            record(event.exchangeId(), Kind.CALLED_OFF);
        } else if ((event instanceof ExchangeEvent.Postponed postponed && postponed.newDate())
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

    /** Records what everyone must know about participants. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(long exchangeId, Kind kind, List<Long> people) {
        entries.save(new HistoryEntry(exchangeId, kind, people, clock.instant()));
    }

    /**
     * Records how far the latest draw or adjustment keeps its secret. It is stored, because people forced together by
     * the exclusions then may still be paired after the exclusions changed.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void noteRisk(long exchangeId, AdjustmentRisk risk) {
        entries.findFirstByExchangeIdAndKindInOrderByIdDesc(exchangeId, Activity.DRAWS)
                .orElseThrow()
                .rate(risk);
    }

    /** Returns all activity. */
    @Transactional(readOnly = true)
    public Activity of(long exchangeId) {
        return new Activity(entries.findByExchangeIdOrderByIdDesc(exchangeId));
    }
}
