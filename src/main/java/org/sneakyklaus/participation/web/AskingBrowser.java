package org.sneakyklaus.participation.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.sneakyklaus.signin.SignInCodes;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.SecretToken;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Gives the browser that registers or asks for a link a secret, without which the code in that email is useless. */
@Component
class AskingBrowser {

    /** As long as the email is worth sending; the code has its own expiry. */
    private static final Duration LIFE = Duration.ofHours(1);

    private final AppProperties properties;

    AskingBrowser(AppProperties properties) {
        this.properties = properties;
    }

    /**
     * Sets the cookie, whether the address is known or not.
     *
     * @return the secret's hash
     */
    String mark(HttpServletResponse response, String slug) {
        var secret = SecretToken.generate();
        var path = "/exchange/" + slug + "/signin";
        var cookie = properties.cookie(SignInCodes.COOKIE, path, secret.text(), LIFE);
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        return secret.hash();
    }
}
