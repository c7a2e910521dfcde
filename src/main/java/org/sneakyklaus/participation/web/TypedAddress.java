package org.sneakyklaus.participation.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.SecretToken;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** The cookie that lets a browser correct the address that was typed into it, and nobody else. */
@Component
class TypedAddress {

    /** What it opens knows by itself when its hour is over. */
    private static final Duration LIFE = Duration.ofHours(1);

    private static final String NAME = "klaus-registered";

    private final AppProperties properties;

    TypedAddress(AppProperties properties) {
        this.properties = properties;
    }

    ResponseCookie cookie(String slug, SecretToken token) {
        return ResponseCookie.from(NAME, token.text())
                .path("/exchange/" + slug + "/register")
                .maxAge(LIFE)
                .httpOnly(true)
                .secure(properties.isHttps())
                .sameSite("Lax")
                .build();
    }

    Optional<SecretToken> in(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, NAME)).map(cookie -> new SecretToken(cookie.getValue()));
    }
}
