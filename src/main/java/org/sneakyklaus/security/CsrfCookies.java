package org.sneakyklaus.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.AppProperties;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Component;

/**
 * Keeps a CSRF token for each part of the site in a cookie, so that anonymous pages store nothing and signing in to one
 * part does not spoil a form that is open in another.
 */
@Component
class CsrfCookies implements CsrfTokenRepository {

    private final AppProperties properties;

    CsrfCookies(AppProperties properties) {
        this.properties = properties;
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return cookies(request).generateToken(request);
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        cookies(request).saveToken(token, request, response);
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        return cookies(request).loadToken(request);
    }

    private CookieCsrfTokenRepository cookies(HttpServletRequest request) {
        var part = SitePart.of(request);
        var cookies = new CookieCsrfTokenRepository();
        cookies.setCookieName("klaus-csrf-" + part.name());
        cookies.setCookiePath(part.path());
        cookies.setCookieCustomizer(
                cookie -> cookie.secure(properties.isHttps()).sameSite("Lax"));
        return cookies;
    }
}
