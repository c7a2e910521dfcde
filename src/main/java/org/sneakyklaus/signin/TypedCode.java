package org.sneakyklaus.signin;

import org.springframework.security.authentication.ott.OneTimeTokenAuthenticationToken;

/** A typed code, to be exchanged for the participant it signs in, as the token of a link is. */
public final class TypedCode extends OneTimeTokenAuthenticationToken {

    private static final long serialVersionUID = 1;

    private final long exchangeId;
    private final String browser;

    /**
     * @param browser the value of the cookie {@link SignInCodes#COOKIE}
     * @param code as it was typed
     */
    public TypedCode(long exchangeId, String browser, String code) {
        super(code);
        this.exchangeId = exchangeId;
        this.browser = browser;
    }

    long exchangeId() {
        return exchangeId;
    }

    String browser() {
        return browser;
    }
}
