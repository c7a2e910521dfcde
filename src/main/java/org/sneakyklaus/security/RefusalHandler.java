package org.sneakyklaus.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
 * Refuses forbidden requests (403) and logs who made them, by id. Logs nothing that was sent or asked for, which may be
 * a token, an address or a forged line. Strangers can cause any number of refusals, so only some of each kind are
 * logged per minute, and the others are counted.
 */
@Component
class RefusalHandler implements AccessDeniedHandler {

    private static final Logger log = LoggerFactory.getLogger(RefusalHandler.class);

    private static final int MOST = 20;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AccessDeniedHandler page = new AccessDeniedHandlerImpl();
    private final Kind forms = new Kind("a form without its token, or of another site");
    private final Kind rights = new Kind("no right to it");
    private final Clock clock;

    RefusalHandler(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception)
            throws IOException, ServletException {
        note(exception);
        Layout.rememberWhoAsks(request);
        page.handle(request, response, exception);
    }

    void note(AccessDeniedException exception) {
        (exception instanceof CsrfException ? forms : rights).note(clock.instant());
    }

    private static final class Kind {

        private final String why;
        private Instant since = Instant.EPOCH;
        private int count;

        private Kind(String why) {
            this.why = why;
        }

        private synchronized void note(Instant now) {
            // Absolute, in case the clock was set back.
            if (Duration.between(since, now).abs().compareTo(MINUTE) >= 0) {
                if (count > MOST) {
                    log.warn("Refused: {}, {} more within a minute from {}", why, count - MOST, since);
                }
                since = now;
                count = 0;
            }
            count++;
            if (count <= MOST) {
                log.warn("Refused: {}, by {}", why, who());
            } else if (count == MOST + 1) {
                log.warn("Refused: {}, more than {} times within a minute, only counting further ones", why, MOST);
            }
        }
    }

    private static String who() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn person
                ? person.getName()
                : "an anonymous client";
    }
}
