package org.sneakyklaus.signin;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.sneakyklaus.ratelimit.Limit;
import org.sneakyklaus.ratelimit.RateLimits;
import org.sneakyklaus.support.SecretBox;
import org.sneakyklaus.support.SecretToken;
import org.springframework.stereotype.Component;

/**
 * Issues six-digit codes for people who read the email on another device than they sign in on. Each opens the token of
 * the same email, in the browser that asked. A wrong one costs the same whether the address was known or not.
 */
@Component
public class SignInCodes {

    /**
     * Name of the cookie of the browser that asked, without prefix; its value is a {@link SecretToken} made for that
     * one request.
     */
    public static final String COOKIE = "klaus-code";

    static final Duration LIFE = Duration.ofMinutes(10);

    private static final int BOUND = 1_000_000;

    private final MagicTokens tokens;
    private final RateLimits limits;
    private final SecretBox secretBox;
    private final SecureRandom random = new SecureRandom();

    SignInCodes(MagicTokens tokens, RateLimits limits, SecretBox secretBox) {
        this.tokens = tokens;
        this.limits = limits;
        this.secretBox = secretBox;
    }

    /** A link and a code, of which only one can be used. */
    public record Issued(SecretToken token, String code) {

        @Override
        public String toString() {
            return "***";
        }
    }

    /**
     * Issues a token and a code for it; both exist only in the returned value.
     *
     * @param browserHash the hash of the cookie value of the browser that asked
     */
    public Issued issue(TokenSpec spec, String browserHash) {
        var code = "%06d".formatted(random.nextInt(BOUND));
        return new Issued(tokens.issue(spec, hashed(code, browserHash)), code);
    }

    /**
     * Uses up the token that a code opens. Must not be called in a transaction, because attempts count regardless of
     * the result.
     */
    Optional<FoundToken> use(TypedCode typed) {
        var browserHash = new SecretToken(typed.browser()).hash();
        if (limits.count(Limit.CODE_REQUEST, browserHash).isPresent()) {
            return Optional.empty();
        }
        var asked = tokens.askedBy(browserHash, typed.exchangeId());
        var person = asked.stream()
                .findFirst()
                // Not the id: who corrects an address there and back gets another row.
                .map(token -> token.email().value() + ' ' + typed.exchangeId())
                .orElse(browserHash);
        if (limits.count(Limit.CODE_PERSON, person).isPresent()) {
            return Optional.empty();
        }
        var code = hashed(digits(typed), browserHash);
        var used = asked.stream()
                .filter(token -> token.isOpenedBy(code))
                .findFirst()
                .flatMap(token -> tokens.use(token, Purpose.MAGIC_LINK));
        used.ifPresent(right -> limits.takeBack(Limit.CODE_PERSON, person));
        return used;
    }

    private HashedCode hashed(String code, String browserHash) {
        return new HashedCode(secretBox.hash("sign-in code", browserHash + ' ' + code), browserHash);
    }

    /** Returns the digits only: people copy or type gaps between them. */
    private static String digits(TypedCode typed) {
        return Objects.requireNonNullElse(typed.getTokenValue(), "").replaceAll("[\\s-]", "");
    }
}
