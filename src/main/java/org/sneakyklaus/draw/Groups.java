package org.sneakyklaus.draw;

import org.sneakyklaus.exclusion.Exclusions;
import org.sneakyklaus.participation.ParticipantQueries;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds the people who would be in a draw now, the rules between them, and how it would end; never reads the current
 * pairing.
 */
@Component
public class Groups {

    private final ParticipantQueries participants;
    private final Exclusions exclusions;

    Groups(ParticipantQueries participants, Exclusions exclusions) {
        this.participants = participants;
        this.exclusions = exclusions;
    }

    Group of(long exchangeId) {
        return Group.of(participants.active(exchangeId), exclusions.of(exchangeId));
    }

    @Transactional(readOnly = true)
    public Verdict verdict(long exchangeId) {
        return Verdict.of(of(exchangeId));
    }
}
