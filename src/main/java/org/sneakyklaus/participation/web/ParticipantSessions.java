package org.sneakyklaus.participation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.participation.LinkSignIn.Own;
import org.sneakyklaus.participation.LinkSignIn.SignedIn;
import org.sneakyklaus.participation.ParticipantAccess;
import org.sneakyklaus.signin.Sessions;
import org.sneakyklaus.support.AppProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** Gives browsers the sessions of participants who signed in at a personal link, and the mark that they keep of it. */
@Component
class ParticipantSessions {

    private static final String MARK = "klaus-link";

    /** As long as a session may last. */
    private static final Duration MARK_LIFE = Duration.ofDays(180);

    private final Sessions sessions;
    private final HttpSessionIdResolver cookies;
    private final ParticipantAccess access;
    private final AppProperties app;

    ParticipantSessions(Sessions sessions, HttpSessionIdResolver cookies, ParticipantAccess access, AppProperties app) {
        this.sessions = sessions;
        this.cookies = cookies;
        this.access = access;
        this.app = app;
    }

    /** Gives the browser the session of someone who has signed in, in place of any other of this exchange. */
    void begin(HttpServletRequest request, HttpServletResponse response, SignedIn signedIn, String slug, String token) {
        give(request, response, signedIn.session());
        mark(response, slug, token, signedIn.mark());
    }

    /** Signs in someone who has just made their link, in place of any other session of this exchange. */
    void begin(HttpServletRequest request, HttpServletResponse response, Own own, String slug) {
        give(request, response, sessions.begin(own.principal(), access.sessionLength(own.principal())));
        mark(response, slug, own);
    }

    /** Marks the browser that made a link as one that opened it. */
    void mark(HttpServletResponse response, String slug, Own own) {
        mark(response, slug, own.token().text(), own.mark());
    }

    /** Returns the mark that this browser has of a link; null if it has none. */
    @Nullable
    String markOf(HttpServletRequest request, String slug, String token) {
        var cookie = WebUtils.getCookie(request, app.cookieName(MARK, path(slug, token)));
        return cookie == null ? null : cookie.getValue();
    }

    private void give(HttpServletRequest request, HttpServletResponse response, String session) {
        var before = request.getSession(false);
        if (before != null) {
            // Not invalidated: at the end of the request, that would delete the cookie.
            sessions.end(before.getId());
        }
        cookies.setSessionId(request, response, session);
    }

    private void mark(HttpServletResponse response, String slug, String token, String mark) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                app.cookie(MARK, path(slug, token), mark, MARK_LIFE).toString());
    }

    private static String path(String slug, String token) {
        return "/exchange/" + slug + "/link/" + token;
    }
}
