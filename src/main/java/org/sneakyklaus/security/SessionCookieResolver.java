package org.sneakyklaus.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.SecretBox;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * Keeps each part's session in a cookie of that part's path. The value is the session's id with a keyed hash, so that
 * an id found in a database dump opens nothing.
 */
@Component
class SessionCookieResolver implements HttpSessionIdResolver {

    /** The longest that any session may idle; the session itself knows when it ends. */
    private static final Duration LIFE = Duration.ofDays(30);

    private final SecretBox secretBox;
    private final AppProperties properties;

    SessionCookieResolver(SecretBox secretBox, AppProperties properties) {
        this.secretBox = secretBox;
        this.properties = properties;
    }

    @Override
    public List<String> resolveSessionIds(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, name(request));
        return cookie == null
                ? List.of()
                : sessionId(cookie.getValue()).stream().toList();
    }

    @Override
    public void setSessionId(HttpServletRequest request, HttpServletResponse response, String sessionId) {
        if (!SitePart.ofSession(request).hasSessions()) {
            // The page of an error, which belongs to no part: the session there is that of the page that was asked for.
            return;
        }
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, sessionId + '.' + hash(sessionId), LIFE));
    }

    @Override
    public void expireSession(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, "", Duration.ZERO));
    }

    private String cookie(HttpServletRequest request, String value, Duration life) {
        return ResponseCookie.from(name(request), value)
                .path(SitePart.ofSession(request).path())
                .maxAge(life)
                .httpOnly(true)
                .secure(properties.isHttps())
                .sameSite("Lax")
                .build()
                .toString();
    }

    private String name(HttpServletRequest request) {
        var part = SitePart.ofSession(request);
        return properties.cookieName("klaus-" + part.name(), part.path());
    }

    private Optional<String> sessionId(String value) {
        var dot = value.lastIndexOf('.');
        if (dot < 1) {
            return Optional.empty();
        }
        var id = value.substring(0, dot);
        var given = value.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(given, hash(id).getBytes(StandardCharsets.UTF_8))
                ? Optional.of(id)
                : Optional.empty();
    }

    private String hash(String sessionId) {
        return secretBox.hash("session cookie", sessionId);
    }
}
