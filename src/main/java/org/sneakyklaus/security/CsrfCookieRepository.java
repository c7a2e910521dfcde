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
 * Makes the CSRF token of a browser from its session's id and the secret key, so that no cookie which somebody else
 * slips in helps to forge it. Where there is no session, a random cookie stands for the browser; so anonymous pages
 * store nothing. That one can be slipped in where the name cannot have its prefix; what is left then is for
 * {@link CsrfFieldHandler} to see.
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

    /** Ends none: with the session's id its token changes by itself. */
    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        if (token != null && request.getAttribute(BROWSER) instanceof String browser) {
            var cookie = ResponseCookie.from(name, browser)
                    .path(EVERYWHERE)
                    .httpOnly(true)
                    .secure(properties.isHttps())
                    .sameSite("Lax")
                    .build();
            response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        }
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        // Of a session that has ended as well: a form that was open meanwhile leads to signing in.
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
