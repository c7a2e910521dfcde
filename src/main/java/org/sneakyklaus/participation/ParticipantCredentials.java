package org.sneakyklaus.participation;

import org.sneakyklaus.signin.MagicTokens;
import org.sneakyklaus.signin.Purpose;
import org.sneakyklaus.signin.Sessions;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Manages a participant's credentials: sessions and links. */
@Component
class ParticipantCredentials {

    private final Sessions sessions;
    private final MagicTokens tokens;
    private final PersonalLinkRepository links;

    ParticipantCredentials(Sessions sessions, MagicTokens tokens, PersonalLinkRepository links) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.links = links;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ParticipationEvent.AddressChanged changed) {
        end(changed.participantId());
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ParticipationEvent.Erased erased) {
        end(erased.participantId());
    }

    /** Only those who take part by email have links for anything else. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ParticipationEvent.AddressChangeRevoked revoked) {
        tokens.revokeAllOf(revoked.participantId());
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ParticipationEvent.AddressChangeReplaced replaced) {
        tokens.revokeToOthers(replaced.participantId(), Purpose.EMAIL_CHANGE, replaced.newAddress());
    }

    /** Ends all sessions and links of a participant at once. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(long participantId) {
        sessions.endAllOf(ParticipantPrincipal.nameOf(participantId));
        tokens.revokeAllOf(participantId);
        links.deleteById(participantId);
    }
}
