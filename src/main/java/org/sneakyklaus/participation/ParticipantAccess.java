package org.sneakyklaus.participation;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exchange.ExchangeQueries;
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

    /** Whether somebody is signed in as an active participant of the exchange that the link leads to. */
    public boolean mayEnter(@Nullable Authentication authentication, String slug) {
        return signedIn(authentication, slug).isPresent();
    }

    /** The participant who is signed in to the exchange that the link leads to, if somebody is. */
    public Optional<ParticipantPrincipal> signedIn(@Nullable Authentication authentication, String slug) {
        return authentication != null
                        && authentication.getPrincipal() instanceof ParticipantPrincipal participant
                        && participant.exchangeId() == exchanges.bySlug(slug).id()
                        && participants
                                .find(participant.participantId())
                                .filter(ParticipantView::active)
                                .isPresent()
                ? Optional.of(participant)
                : Optional.empty();
    }

    /** Whether a sign-in token was sent for the exchange that the link leads to. */
    public boolean isFor(String slug, String token) {
        var exchangeId = exchanges.bySlug(slug).id();
        return tokens.look(token, Purpose.MAGIC_LINK)
                .filter(found -> found.isOf(exchangeId))
                .isPresent();
    }
}
