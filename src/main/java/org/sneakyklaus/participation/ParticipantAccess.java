package org.sneakyklaus.participation;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.signin.FoundToken;
import org.sneakyklaus.signin.MagicTokens;
import org.sneakyklaus.signin.Purpose;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who may enter the participants' part of which exchange. */
@Component
@Transactional(readOnly = true)
public class ParticipantAccess {

    private final ExchangeQueries exchanges;
    private final ParticipantQueries participants;
    private final MagicTokens tokens;

    ParticipantAccess(ExchangeQueries exchanges, ParticipantQueries participants, MagicTokens tokens) {
        this.exchanges = exchanges;
        this.participants = participants;
        this.tokens = tokens;
    }

    /** The participant who is signed in to the exchange that the link leads to, if somebody is and takes part. */
    public Optional<ParticipantPrincipal> signedIn(@Nullable Authentication authentication, String slug) {
        if (authentication == null
                || !(authentication.getPrincipal() instanceof ParticipantPrincipal participant)
                || !isOf(slug, participant.exchangeId())) {
            return Optional.empty();
        }
        return participants
                .find(participant.participantId())
                .filter(ParticipantView::active)
                .map(active -> participant);
    }

    /** Whether a sign-in token was sent for the exchange that the link leads to. */
    public boolean isFor(String slug, String token) {
        return tokens.look(token, Purpose.MAGIC_LINK)
                .map(FoundToken::exchangeId)
                .filter(exchangeId -> isOf(slug, exchangeId))
                .isPresent();
    }

    /** The exchange that a link leads to, by its present or an earlier slug. */
    public Optional<Long> exchangeId(String slug) {
        return exchanges.findIdBySlug(slug);
    }

    private boolean isOf(String slug, long exchangeId) {
        return exchangeId(slug).filter(id -> id == exchangeId).isPresent();
    }
}
