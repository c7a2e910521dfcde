package org.sneakyklaus.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.SecretBox;
import org.sneakyklaus.support.SecretToken;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * Derives a browser's CSRF token from its session's id and the secret key, so that an injected cookie does not help to
 * forge it. Without a session, a random cookie identifies the browser, so anonymous pages store nothing. That cookie
 * can be injected where its name cannot have the prefix; {@link CsrfFieldHandler} covers what remains.
 */
@Component
class CsrfCookieRepository implements CsrfTokenRepository {

    private static final String BROWSER = CsrfCookieRepository.class.getName() + ".browser";
    private static final String EVERYWHERE = "/";

    private final SessionCookieResolver sessions;
    private final SecretBox secretBox;
    private final AppProperties properties;
    private final String name;

    CsrfCookieRepository(SessionCookieResolver sessions, SecretBox secretBox, AppProperties properties) {
        this.sessions = sessions;
        this.secretBox = secretBox;
        this.properties = properties;
        this.name = properties.cookieName("klaus-csrf", EVERYWHERE);
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        var browser = SecretToken.generate().text();
        request.setAttribute(BROWSER, browser);
        return token("browser", browser);
    }

    /** Does nothing: the token changes with the session's id. */
    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        if (token != null && request.getAttribute(BROWSER) instanceof String browser) {
            var cookie = ResponseCookie.from(name, browser)
                    .path(properties.cookiePath(EVERYWHERE))
                    .httpOnly(true)
                    .secure(properties.isHttps())
                    .sameSite("Lax")
                    .build();
            response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        }
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        // Also for an ended session: a form that was open meanwhile then leads to signing in.
        var session = sessions.resolveSessionIds(request).stream().findFirst();
        if (session.isPresent()) {
            return token("session", session.get());
        }
        var browser = WebUtils.getCookie(request, name);
        return browser == null ? null : token("browser", browser.getValue());
    }

    private CsrfToken token(String kind, String id) {
        return new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", secretBox.hash("csrf " + kind, id));
    }
}
