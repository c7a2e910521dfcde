package org.sneakyklaus.participation.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.sneakyklaus.signin.SignInCodes;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.SecretToken;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/** Gives the browser that asks for a link a secret, without which the code of that e-mail is worth nothing. */
@Component
class AskingBrowser {

    /** As long as the e-mail is worth sending; the code itself knows when it ends. */
    private static final Duration LIFE = Duration.ofHours(1);

    private final AppProperties properties;

    AskingBrowser(AppProperties properties) {
        this.properties = properties;
    }

    /** Whether the address is known or not. Returns the secret's hash. */
    String mark(HttpServletResponse response, String slug) {
        var secret = SecretToken.generate();
        var path = "/exchange/" + slug + "/signin";
        var cookie = ResponseCookie.from(properties.cookieName(SignInCodes.COOKIE, path), secret.text())
                .path(path)
                .maxAge(LIFE)
                .httpOnly(true)
                .secure(properties.isHttps())
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        return secret.hash();
    }
}
