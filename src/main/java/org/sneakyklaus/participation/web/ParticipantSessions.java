package org.sneakyklaus.participation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.sneakyklaus.participation.ParticipantAccess;
import org.sneakyklaus.participation.ParticipantPrincipal;
import org.sneakyklaus.signin.Sessions;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/** Begins sessions of participants who have proved who they are in a form of a page. */
@Component
class ParticipantSessions {

    private final ParticipantAccess access;

    ParticipantSessions(ParticipantAccess access) {
        this.access = access;
    }

    /** Begins a session in place of any other of this exchange in this browser, with another id. */
    void begin(HttpServletRequest request, HttpServletResponse response, ParticipantPrincipal participant) {
        var before = request.getSession(false);
        if (before != null) {
            before.invalidate();
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(participant, null, participant.getAuthorities()));
        new HttpSessionSecurityContextRepository().saveContext(context, request, response);
        var session = request.getSession();
        session.setAttribute(Sessions.FIXED, true);
        session.setMaxInactiveInterval(
                Math.toIntExact(access.sessionLength(participant).toSeconds()));
    }
}
