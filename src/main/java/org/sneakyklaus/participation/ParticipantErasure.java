package org.sneakyklaus.participation;

import java.util.List;
import org.sneakyklaus.exchange.ExchangesDeleted;
import org.sneakyklaus.signin.Sessions;
import org.springframework.context.event.EventListener;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Deletes participants permanently, with their sessions, which no foreign key reaches. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class ParticipantErasure {

    private final ParticipantRepository participants;
    private final Sessions sessions;

    ParticipantErasure(ParticipantRepository participants, Sessions sessions) {
        this.participants = participants;
        this.sessions = sessions;
    }

    /** Ends the sessions; the rows are deleted with the exchange's. */
    @EventListener
    void on(ExchangesDeleted event) {
        endSessions(participants.findIds(event.exchangeIds()));
    }

    /**
     * Deletes some participants, in any state, of an exchange that is about to be deleted.
     *
     * @return the number of participants deleted
     */
    public int erase(long exchangeId, int atMost) {
        var ids = participants.findSomeIds(exchangeId, Limit.of(atMost));
        endSessions(ids);
        participants.deleteRows(ids);
        return ids.size();
    }

    private void endSessions(List<Long> ids) {
        sessions.endAllOf(ids.stream().map(ParticipantPrincipal::nameOf).toList());
    }
}
