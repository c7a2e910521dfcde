package org.sneakyklaus.participation;

import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.signin.MagicTokens;
import org.sneakyklaus.signin.Purpose;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lets the owner of an address undo a registration that somebody else made with it. */
@Component
public class NotMe {

    private static final Logger log = LoggerFactory.getLogger(NotMe.class);

    private final ParticipantRepository participants;
    private final Suppressions suppressions;
    private final MagicTokens tokens;
    private final Admission admission;

    NotMe(ParticipantRepository participants, Suppressions suppressions, MagicTokens tokens, Admission admission) {
        this.participants = participants;
        this.suppressions = suppressions;
        this.tokens = tokens;
        this.admission = admission;
    }

    /**
     * Removes the registration with everything of it; this exchange never writes to the address again.
     *
     * @param exchangeId the exchange that the link names
     * @return false when the link is used, expired or of another exchange
     */
    @Transactional
    public boolean undo(long exchangeId, String token) {
        if (tokens.look(token, Purpose.NOT_ME)
                .filter(found -> found.isOf(exchangeId))
                .isEmpty()) {
            return false;
        }
        var used = tokens.use(token, Purpose.NOT_ME);
        used.ifPresent(found -> {
            var participantId = Objects.requireNonNull(found.participantId());
            suppressions.add(exchangeId, found.email());
            admission.end(participantId);
            participants.deleteRow(participantId);
            log.info("Participant {} of exchange {} was undone by the owner of the address", participantId, exchangeId);
        });
        return used.isPresent();
    }
}
