package org.sneakyklaus.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.SecretToken;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Issues tokens that can each be used once. */
@Component
@Transactional
public class MagicTokens {

    /**
     * A participant signed in with a link; published in the transaction that uses the link up.
     *
     * @param issuedAt when the link was issued, just before it was sent
     * @param sentTo the address that it was sent to, which may no longer be the participant's
     */
    public record LinkUsed(long participantId, long exchangeId, Instant issuedAt, EmailAddress sentTo) {}

    /**
     * A link of an exchange is about to be used; published first in that transaction, so that the exchange is locked
     * before the link, as everywhere: whatever else ends links holds it already.
     */
    public record LinkOpened(long exchangeId) {}

    private static final Duration KEPT_AFTER_USE = Duration.ofHours(24);

    private final MagicTokenRepository tokens;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MagicTokens(MagicTokenRepository tokens, ApplicationEventPublisher events, Clock clock) {
        this.tokens = tokens;
        this.events = events;
        this.clock = clock;
    }

    /** Issues a token; its text exists only in the returned value. A link for a new password ends earlier ones. */
    public SecretToken issue(TokenSpec spec) {
        return issue(spec, null);
    }

    /** Issues a token that a code opens, too. */
    SecretToken issue(TokenSpec spec, @Nullable HashedCode code) {
        if (spec.purpose() == Purpose.PASSWORD_RESET) {
            endAllOfAdmin(spec.purpose());
        }
        var token = SecretToken.generate();
        tokens.save(new MagicToken(spec, token.hash(), code, clock.instant()));
        return token;
    }

    /** Returns the tokens that a code may open now in the browser that asked for it. */
    @Transactional(readOnly = true)
    List<MagicToken> askedBy(String browserHash, long exchangeId) {
        var now = clock.instant();
        return tokens
                .findByBrowserHashAndExchangeIdAndUsedAtIsNullAndCreatedAtAfter(
                        browserHash, exchangeId, now.minus(SignInCodes.LIFE))
                .stream()
                .filter(token -> token.isUsable(now))
                .toList();
    }

    /** Finds a token without using it; empty if it is unknown or for another purpose. */
    @Transactional(readOnly = true)
    public Optional<FoundToken> look(String text, Purpose purpose) {
        return find(text, purpose).map(token -> found(token, token.isUsable(clock.instant())));
    }

    /**
     * Uses a token up. Of many concurrent attempts, exactly one succeeds.
     *
     * @return what it was issued for; empty if it is unknown, was used or has expired
     */
    public Optional<FoundToken> use(String text, Purpose purpose) {
        return find(text, purpose).flatMap(token -> use(token, purpose));
    }

    /** Uses up a token that was found by its code. */
    Optional<FoundToken> use(MagicToken token, Purpose purpose) {
        var exchangeId = token.exchangeId();
        if (purpose == Purpose.MAGIC_LINK && exchangeId != null) {
            events.publishEvent(new LinkOpened(exchangeId));
        }
        var now = clock.instant();
        if (tokens.use(token.tokenHash(), now, MagicToken.latestIssue(now)) != 1) {
            return Optional.empty();
        }
        var used = found(token, true);
        var participantId = used.participantId();
        if (purpose == Purpose.MAGIC_LINK && participantId != null && used.exchangeId() != null) {
            if (token.isAsked()) {
                tokens.useAll(participantId, purpose, MagicToken.origin(true), now);
            }
            events.publishEvent(new LinkUsed(participantId, used.exchangeId(), token.createdAt(), token.email()));
        }
        return Optional.of(used);
    }

    /** Revokes every token of a participant. */
    public void revokeAllOf(long participantId) {
        tokens.deleteOf(participantId);
    }

    /** Revokes a participant's tokens for this purpose that were issued for another address than this one. */
    public void revokeToOthers(long participantId, Purpose purpose, EmailAddress email) {
        tokens.deleteToOthers(participantId, purpose, email.value());
    }

    /** Revokes every token of the admin for this purpose; it then counts as used. */
    public void endAllOfAdmin(Purpose purpose) {
        tokens.useAllOfAdmin(purpose, clock.instant());
    }

    /** Revokes unused tokens issued for an address within a time span, its ends included. */
    public void revokeSentTo(EmailAddress email, Instant from, Instant until) {
        tokens.deleteUnused(email.value(), from, until);
    }

    /**
     * Deletes tokens that have expired, and those used more than a day ago: until then a link reports that it was used.
     *
     * @return the number deleted; less than {@code atMost} only if no more are left
     */
    public int deleteExpired(Instant now, int atMost) {
        var expired = tokens.deleteExpired(now, atMost);
        return expired + tokens.deleteUsed(now.minus(KEPT_AFTER_USE), atMost - expired);
    }

    private Optional<MagicToken> find(String text, Purpose purpose) {
        return tokens.findByTokenHashAndTokenType(new SecretToken(text).hash(), purpose);
    }

    private static FoundToken found(MagicToken token, boolean usable) {
        return new FoundToken(usable, token.email(), token.participantId(), token.exchangeId());
    }
}
