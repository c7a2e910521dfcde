package org.sneakyklaus.account.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.sneakyklaus.account.AdminQueries;
import org.sneakyklaus.signin.Sessions;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/** The admin's session of the current request. */
@Component
class PresentSession {

    private final AdminQueries admins;
    private final UserDetailsService details;

    PresentSession(AdminQueries admins, @Qualifier("adminUserDetails") UserDetailsService details) {
        this.admins = admins;
        this.details = details;
    }

    /** Gives the session another id, and updates the address of the admin stored in it. */
    void renew(HttpServletRequest request, HttpServletResponse response) {
        request.changeSessionId();
        var admin = details.loadUserByUsername(admins.view().email());
        var context = SecurityContextHolder.createEmptyContext();
        var signedIn = UsernamePasswordAuthenticationToken.authenticated(admin, null, admin.getAuthorities());
        signedIn.eraseCredentials();
        context.setAuthentication(signedIn);
        SecurityContextHolder.setContext(context);
        new HttpSessionSecurityContextRepository().saveContext(context, request, response);
    }

    /** Records the browser, for the list of sessions. */
    void noteBrowser(HttpServletRequest request) {
        request.getSession()
                .setAttribute(Sessions.USER_AGENT, Sessions.kept(request.getHeader(HttpHeaders.USER_AGENT)));
    }
}
