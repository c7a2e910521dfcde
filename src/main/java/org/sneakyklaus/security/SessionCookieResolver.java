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
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * Stores each area's session in a cookie of that area's path. The value is the session's id with a keyed hash, so that
 * an id from a database dump is useless.
 */
@Component
class SessionCookieResolver implements HttpSessionIdResolver {

    /** As long as any session may last; each has its own expiry. */
    private static final Duration LIFE = Duration.ofDays(180);

    private final SecretBox secretBox;
    private final AppProperties properties;

    SessionCookieResolver(SecretBox secretBox, AppProperties properties) {
        this.secretBox = secretBox;
        this.properties = properties;
    }

    @Override
    public List<String> resolveSessionIds(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, name(SitePart.ofSession(request)));
        return cookie == null
                ? List.of()
                : sessionId(cookie.getValue()).stream().toList();
    }

    @Override
    public void setSessionId(HttpServletRequest request, HttpServletResponse response, String sessionId) {
        // An error page belongs to no area: its session is that of the requested page.
        if (SitePart.ofSession(request).hasSessions()) {
            setSessionId(SitePart.ofSession(request), response, sessionId);
        }
    }

    /** Gives the browser the session of an area, in place of the one it may have there. */
    void setSessionId(SitePart part, HttpServletResponse response, String sessionId) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(part, sessionId + '.' + hash(sessionId), LIFE));
    }

    @Override
    public void expireSession(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(SitePart.ofSession(request), "", Duration.ZERO));
    }

    private String cookie(SitePart part, String value, Duration life) {
        return properties
                .cookie("klaus-" + part.name(), part.path(), value, life)
                .toString();
    }

    private String name(SitePart part) {
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
