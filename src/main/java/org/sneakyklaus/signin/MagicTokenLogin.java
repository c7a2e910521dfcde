package org.sneakyklaus.signin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.ott.DefaultOneTimeToken;
import org.springframework.security.authentication.ott.GenerateOneTimeTokenRequest;
import org.springframework.security.authentication.ott.OneTimeToken;
import org.springframework.security.authentication.ott.OneTimeTokenAuthenticationToken;
import org.springframework.security.authentication.ott.OneTimeTokenService;
import org.springframework.stereotype.Component;

/**
 * Lets Spring Security sign participants in with our hashed tokens and codes; the user name is the participant's id.
 */
@Component
class MagicTokenLogin implements OneTimeTokenService {

    private final MagicTokens tokens;
    private final SignInCodes codes;

    MagicTokenLogin(MagicTokens tokens, SignInCodes codes) {
        this.tokens = tokens;
        this.codes = codes;
    }

    @Override
    public OneTimeToken generate(GenerateOneTimeTokenRequest request) {
        throw new UnsupportedOperationException("Tokens are issued when their email is sent");
    }

    @Override
    public @Nullable OneTimeToken consume(OneTimeTokenAuthenticationToken authentication) {
        var text = authentication.getTokenValue();
        if (text == null) {
            return null;
        }
        var found = authentication instanceof TypedCode code ? codes.use(code) : tokens.use(text, Purpose.MAGIC_LINK);
        return found.map(used -> new DefaultOneTimeToken(text, String.valueOf(used.participantId()), Instant.MAX))
                .orElse(null);
    }
}
