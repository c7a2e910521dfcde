package org.sneakyklaus.participation;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.participation.Registration.Wishes;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.SecretBox;
import org.sneakyklaus.support.SecretToken;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stores what was typed into the join form, for an hour, for the browser that holds the token, whether the address was
 * known or not. The data is sealed and opens with that token only. If no participant row resulted, it occupies a place
 * instead, so that the remaining room reveals nothing.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class TypedRegistrations {

    private static final Duration LIFE = Duration.ofHours(1);

    /**
     * What was typed in a browser.
     *
     * @param newcomer id of the resulting row, or null if the address was known
     * @param holdsPlace whether it occupies a place without such a row
     * @param at when it was typed; a row changed since then no longer belongs to this browser
     */
    record Typed(
            EmailAddress email,
            ProfileDetails profile,
            Wishes wishes,
            @Nullable Long newcomer,
            boolean holdsPlace,
            Instant at) {

        /** Returns a copy with another address and the result of that. */
        Typed corrected(EmailAddress newEmail, @Nullable Long newNewcomer, boolean nowHoldsPlace, Instant now) {
            return new Typed(newEmail, profile, wishes, newNewcomer, nowHoldsPlace, now);
        }

        @Override
        public String toString() {
            return "***";
        }
    }

    private final SecretBox secretBox;
    private final JdbcClient jdbc;
    private final Clock clock;

    TypedRegistrations(SecretBox secretBox, JdbcClient jdbc, Clock clock) {
        this.secretBox = secretBox;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Stores it for an hour from when it was typed; the token is for that browser alone. */
    SecretToken keep(long exchangeId, Typed typed) {
        var token = SecretToken.generate();
        var text = String.join(
                "\n",
                typed.at().toString(),
                String.valueOf(typed.newcomer()),
                String.valueOf(typed.holdsPlace()),
                String.valueOf(typed.wishes().reminders()),
                String.valueOf(typed.wishes().invitation()),
                typed.email().value(),
                typed.profile().name(),
                typed.profile().giftIdeas());
        jdbc.sql("INSERT INTO typed_registration (created_at, exchange_id, token_hash, typed, holds_place, expires_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)")
                .params(
                        typed.at().toEpochMilli(),
                        exchangeId,
                        token.hash(),
                        secretBox.seal(text.getBytes(StandardCharsets.UTF_8), context(token)),
                        typed.holdsPlace(),
                        typed.at().plus(LIFE).toEpochMilli())
                .update();
        return token;
    }

    /** Returns what belongs to a token; empty once its hour is over. */
    Optional<Typed> find(long exchangeId, SecretToken token) {
        return jdbc.sql(
                        "SELECT typed FROM typed_registration WHERE token_hash = ? AND exchange_id = ? AND expires_at > ?")
                .params(token.hash(), exchangeId, clock.instant().toEpochMilli())
                .query(String.class)
                .optional()
                .flatMap(text -> secretBox.open(text, context(token)))
                .map(bytes -> read(new String(bytes, StandardCharsets.UTF_8).split("\n", 8)));
    }

    void forget(SecretToken token) {
        jdbc.sql("DELETE FROM typed_registration WHERE token_hash = ?")
                .param(token.hash())
                .update();
    }

    /** Returns the number of places occupied without a row. */
    int placesHeld(long exchangeId) {
        return jdbc.sql("SELECT COUNT(*) FROM typed_registration WHERE exchange_id = ? AND holds_place = ?"
                        + " AND expires_at > ?")
                .params(exchangeId, true, clock.instant().toEpochMilli())
                .query(Integer.class)
                .single();
    }

    private static Typed read(String[] parts) {
        return new Typed(
                new EmailAddress(parts[5]),
                new ProfileDetails(parts[6], parts[7]),
                new Wishes(Boolean.parseBoolean(parts[3]), Boolean.parseBoolean(parts[4])),
                parts[1].equals("null") ? null : Long.valueOf(parts[1]),
                Boolean.parseBoolean(parts[2]),
                Instant.parse(parts[0]));
    }

    private static String context(SecretToken token) {
        // A change of what is sealed changes this, so that what was sealed before it does not open.
        return "typed registration 2:" + token.text();
    }
}
