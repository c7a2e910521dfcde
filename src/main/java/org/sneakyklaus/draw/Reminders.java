package org.sneakyklaus.draw;

import java.time.Instant;
import org.sneakyklaus.exchange.ExchangeHold;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.ParticipantView;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reminds participants who want it that the day of the exchange is near. */
@Component
public class Reminders {

    private final ExchangeHold exchanges;
    private final ParticipantQueries participants;
    private final ApplicationEventPublisher events;

    Reminders(ExchangeHold exchanges, ParticipantQueries participants, ApplicationEventPublisher events) {
        this.exchanges = exchanges;
        this.participants = participants;
        this.events = events;
    }

    /**
     * Announces a reminder to all participants of a drawn exchange who want reminders.
     *
     * @param planned the instant it was planned for; announcing the same again has no effect
     * @return the number of participants reminded; 0 if the exchange is gone or not drawn
     */
    @Transactional
    public int remind(long exchangeId, Instant planned) {
        // Locked: else one that is cancelled meanwhile would be told of after that.
        var drawn = exchanges.holdIfAny(exchangeId).filter(exchange -> exchange.state() == ExchangeState.MATCHED);
        if (drawn.isEmpty()) {
            return 0;
        }
        var ids = participants.active(exchangeId).stream()
                .filter(person -> person.mailed() && person.reminderEnabled())
                .map(ParticipantView::id)
                .toList();
        events.publishEvent(new DrawEvent.ReminderDue(exchangeId, planned, ids));
        return ids.size();
    }
}
