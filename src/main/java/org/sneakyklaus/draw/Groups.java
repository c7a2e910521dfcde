package org.sneakyklaus.draw;

import org.sneakyklaus.exclusion.Exclusions;
import org.sneakyklaus.participation.ParticipantQueries;
import org.springframework.stereotype.Component;

/** Finds the people who would be in a draw now, and the rules between them. */
@Component
class Groups {

    private final ParticipantQueries participants;
    private final Exclusions exclusions;

    Groups(ParticipantQueries participants, Exclusions exclusions) {
        this.participants = participants;
        this.exclusions = exclusions;
    }

    Group of(long exchangeId) {
        return Group.of(participants.active(exchangeId), exclusions.of(exchangeId));
    }
}
