package org.sneakyklaus.participation;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.ratelimit.Limit;
import org.sneakyklaus.ratelimit.RateLimits;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.SecretBox;
import org.sneakyklaus.support.SecretToken;
import org.sneakyklaus.support.TooOftenException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Signs people in with a personal link and its word. Wrong words are limited for each link, but a browser that opened it
 * before has tries of its own, so that no stranger locks its owner out. Hashing is slow by design, so that nothing here
 * runs in a transaction.
 */
@Component
public class LinkSignIn {

    private final PersonalLinks links;
    private final ParticipantAccess access;
    private final RateLimits limits;
    private final PasswordEncoder encoder;
    private final SecretBox secretBox;

    LinkSignIn(
            PersonalLinks links,
            ParticipantAccess access,
            RateLimits limits,
            PasswordEncoder encoder,
            SecretBox secretBox) {
        this.links = links;
        this.access = access;
        this.limits = limits;
        this.encoder = encoder;
        this.secretBox = secretBox;
    }

    /**
     * An opened link, before the word.
     *
     * @param fresh whether its word is still to be chosen
     */
    public record Door(long participantId, String name, boolean fresh) {}

    /**
     * A participant who has proved who they are.
     *
     * @param session the id of the session that has begun
     * @param mark what the browser keeps to have tries of its own
     */
    public record SignedIn(String session, String mark) {

        @Override
        public String toString() {
            return "***";
        }
    }

    /**
     * A link that is shown once to the participant who made it.
     *
     * @param mark as of {@link SignedIn}: the browser that made it counts as one that opened it
     */
    public record Own(ParticipantPrincipal principal, SecretToken token, String mark) {

        @Override
        public String toString() {
            return principal.toString();
        }
    }

    /** Returns who a link is for; empty if it opens nothing. Changes nothing. */
    public Optional<Door> look(ExchangeView exchange, String token) {
        return links.find(exchange, token)
                .map(opened ->
                        new Door(opened.participant().id(), opened.participant().name(), opened.wordHash() == null));
    }

    /**
     * Registers a person who makes a link for themselves, and chooses its word.
     *
     * @return empty if registration is not open, or the exchange is full
     * @throws RuleViolation on {@code word} if it is easily guessed
     */
    public Optional<Own> register(ExchangeView exchange, ProfileDetails profile, String typed) {
        var hash = hashOfNew(exchange, typed, profile.name());
        return links.register(exchange.id(), profile, hash).map(made -> own(made, hash));
    }

    /**
     * Makes a new link for the participant who asks for it; their word stays, their other sessions end.
     *
     * @param presentSession the id of the session that asks
     * @return empty if that session has ended meanwhile
     */
    public Optional<Own> renew(ExchangeView exchange, ParticipantPrincipal me, String presentSession) {
        return links.renewOwn(exchange.id(), me.participantId(), presentSession)
                .flatMap(made -> links.find(exchange, made.token().text())
                        .map(opened -> own(made, Objects.requireNonNullElse(opened.wordHash(), ""))));
    }

    private Own own(PersonalLinks.Made made, String wordHash) {
        return new Own(ParticipantPrincipal.of(made.participant()), made.token(), mark(wordHash));
    }

    /**
     * Signs in with a word, which the first one to open the link chooses.
     *
     * @param mark what the browser kept from an earlier time, or null
     * @return empty if the link opens nothing
     * @throws RuleViolation on {@code word} if it is wrong or easily guessed, or another browser has just chosen one
     * @throws TooOftenException after too many wrong words
     */
    public Optional<SignedIn> open(ExchangeView exchange, String token, String typed, @Nullable String mark) {
        return links.find(exchange, token).map(opened -> {
            var length = access.sessionLength(ParticipantPrincipal.of(opened.participant()));
            var hash = opened.wordHash();
            if (hash == null) {
                var chosen = hashOfNew(exchange, typed, opened.participant().name());
                return links.choose(opened, chosen, length)
                        .map(session -> new SignedIn(session, mark(chosen)))
                        .orElseThrow(() -> RuleViolation.onField("word", "link.word.taken"));
            }
            check(opened, hash, Word.typed(typed), mark);
            return links.enter(opened, length)
                    .map(session -> new SignedIn(session, mark(hash)))
                    .orElseThrow(LinkSignIn::wrong);
        });
    }

    private void check(PersonalLinks.Opened opened, String hash, Word word, @Nullable String mark) {
        var known = Optional.ofNullable(mark).filter(one -> one.equals(marked(one.split("\\.", 2)[0], hash)));
        var limit = known.isPresent() ? Limit.WORD_BROWSER : Limit.WORD_LINK;
        var subject = known.orElseGet(() -> String.valueOf(opened.participant().id()));
        limits.count(limit, subject).ifPresent(wait -> {
            throw new TooOftenException(wait);
        });
        if (!encoder.matches(keyed(word), hash)) {
            links.refuse(opened);
            throw wrong();
        }
        // A known browser gets another mark, and with it all of its tries back.
        limits.takeBack(limit, subject);
    }

    private String hashOfNew(ExchangeView exchange, String typed, String ownName) {
        var word = Word.typed(typed);
        word.refuseWeak(Stream.concat(Stream.of(ownName), links.knownNames(exchange)));
        if (!secretBox.isLasting()) {
            throw RuleViolation.of("draw.noKey");
        }
        return Objects.requireNonNull(encoder.encode(keyed(word)));
    }

    /** Returns what is hashed: without the secret key, a database alone does not let anyone try words. */
    private String keyed(Word word) {
        return secretBox.hash("word of a personal link", word.text());
    }

    private static RuleViolation wrong() {
        return RuleViolation.onField("word", "link.word.wrong");
    }

    /** Returns a mark that only this server makes, and that is worth nothing once another word is chosen. */
    private String mark(String wordHash) {
        return marked(SecretToken.generate().text(), wordHash);
    }

    private String marked(String random, String wordHash) {
        return random + '.' + secretBox.hash("browser that opened a personal link", random + ' ' + wordHash);
    }
}
