package org.sneakyklaus.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.support.SignedIn;
import org.sneakyklaus.support.web.Layout;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/**
 * Refuses what somebody may not do (403), and says so in the log: who by number, and nothing of what was sent or asked
 * for, which may be a token, an address or a forged line.
 */
@Component
class Refusals implements AccessDeniedHandler {

    private static final Logger log = LoggerFactory.getLogger(Refusals.class);

    private final AccessDeniedHandler page = new AccessDeniedHandlerImpl();

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception)
            throws IOException, ServletException {
        note(exception);
        Layout.rememberWhoAsks(request);
        page.handle(request, response, exception);
    }

    static void note(AccessDeniedException exception) {
        log.warn(
                "Refused: {}, by {}",
                exception instanceof CsrfException ? "a form without its token" : "no right to it",
                who());
    }

    private static String who() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn person
                ? person.getName()
                : "nobody who is signed in";
    }
}
