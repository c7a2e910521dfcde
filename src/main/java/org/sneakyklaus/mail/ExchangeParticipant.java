package org.sneakyklaus.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.participation.ParticipantView;

/**
 * A participant and their exchange.
 *
 * @param guardian who looks after them, or null
 * @param people those they look after, or who left with them
 */
record ExchangeParticipant(
        ExchangeView exchange,
        ParticipantView person,
        @Nullable ParticipantView guardian,
        List<ParticipantView> people) {

    /** Returns who gets emails about them: themselves, or their guardian. */
    ParticipantView reader() {
        return guardian == null ? person : guardian;
    }
}
