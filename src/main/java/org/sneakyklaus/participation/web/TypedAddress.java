package org.sneakyklaus.participation.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.SecretToken;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** Manages the cookie that lets a browser, and no other, correct the address typed in it. */
@Component
class TypedAddress {

    private static final String NAME = "klaus-registered";

    /** The stored data has its own expiry. */
    private static final Duration LIFE = Duration.ofHours(1);

    private final AppProperties properties;
    private final String name;

    TypedAddress(AppProperties properties) {
        this.properties = properties;
        this.name = properties.cookieName(NAME, path(""));
    }

    ResponseCookie cookie(String slug, SecretToken token) {
        return properties.cookie(NAME, path(slug), token.text(), LIFE);
    }

    Optional<SecretToken> in(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, name)).map(cookie -> new SecretToken(cookie.getValue()));
    }

    private static String path(String slug) {
        return "/exchange/" + slug + "/register";
    }
}
