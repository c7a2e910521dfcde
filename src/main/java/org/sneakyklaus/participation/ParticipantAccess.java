package org.sneakyklaus.participation;

import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
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

    private static final Duration SHORTEST_SESSION = Duration.ofDays(1);
    private static final Duration LONGEST_SESSION = Duration.ofDays(180);

    private final ExchangeQueries exchanges;
    private final ParticipantQueries participants;
    private final MagicTokens tokens;
    private final Clock clock;

    ParticipantAccess(ExchangeQueries exchanges, ParticipantQueries participants, MagicTokens tokens, Clock clock) {
        this.exchanges = exchanges;
        this.participants = participants;
        this.tokens = tokens;
        this.clock = clock;
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

    /**
     * Returns how long someone who signs in now stays signed in: until a week after the date of the exchange, but for a
     * day at least and 180 days at most.
     */
    public Duration sessionLength(ParticipantPrincipal participant) {
        var end = exchanges.byId(participant.exchangeId()).exchangeDate().plusDays(7);
        var length = Duration.between(clock.instant(), end);
        return Collections.max(List.of(SHORTEST_SESSION, Collections.min(List.of(length, LONGEST_SESSION))));
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
