package org.sneakyklaus.signin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.ott.DefaultOneTimeToken;
import org.springframework.security.authentication.ott.GenerateOneTimeTokenRequest;
import org.springframework.security.authentication.ott.OneTimeToken;
import org.springframework.security.authentication.ott.OneTimeTokenAuthenticationToken;
import org.springframework.security.authentication.ott.OneTimeTokenService;
import org.springframework.stereotype.Component;

/** Lets Spring Security sign participants in with our hashed tokens; the user name it gets is the participant's id. */
@Component
class MagicTokenLogin implements OneTimeTokenService {

    private final MagicTokens tokens;

    MagicTokenLogin(MagicTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public OneTimeToken generate(GenerateOneTimeTokenRequest request) {
        throw new UnsupportedOperationException("Tokens are made when their mail is sent");
    }

    @Override
    public @Nullable OneTimeToken consume(OneTimeTokenAuthenticationToken authentication) {
        var text = authentication.getTokenValue();
        if (text == null) {
            return null;
        }
        return tokens.use(text, Purpose.MAGIC_LINK)
                .map(used -> new DefaultOneTimeToken(text, String.valueOf(used.participantId()), Instant.MAX))
                .orElse(null);
    }
}
