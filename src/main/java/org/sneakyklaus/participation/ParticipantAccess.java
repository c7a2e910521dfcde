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

/** Decides who may enter the participants' pages of an exchange. */
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

    /** Returns the active participant who is signed in to the exchange of this link; empty if there is none. */
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

    /** Returns whether a sign-in token was sent for the exchange of this link. */
    public boolean isFor(String slug, String token) {
        return tokens.look(token, Purpose.MAGIC_LINK)
                .map(FoundToken::exchangeId)
                .filter(exchangeId -> isOf(slug, exchangeId))
                .isPresent();
    }

    /** Returns the id of the exchange of a link, by its current or an earlier slug. */
    public Optional<Long> exchangeId(String slug) {
        return exchanges.findIdBySlug(slug);
    }

    private boolean isOf(String slug, long exchangeId) {
        return exchangeId(slug).filter(id -> id == exchangeId).isPresent();
    }
}
