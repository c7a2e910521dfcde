package org.sneakyklaus.support.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.coyote.CloseNowException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.sneakyklaus.support.DatabaseUnavailability;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Writes what broke into the log, once. The page of the error shows the id of the request, which the log has in that
 * line, so that whoever runs the site finds the one by the other.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ErrorLoggingFilter extends OncePerRequestFilter {

    /** The attribute of the request that holds it; the templates know it by this name. */
    static final String REFERENCE = "reference";

    private static final String SECONDS_UNTIL_RETRY = "10";

    private static final Logger log = LoggerFactory.getLogger(ErrorLoggingFilter.class);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (InvalidParameterException refused) {
            // The request is wrong, and the server answers it so.
            throw refused;
        } catch (ServletException | RuntimeException | Error failure) {
            if (response.isCommitted()) {
                if (DatabaseUnavailability.isAway(failure)) {
                    log.warn("The database cut a page off: {}", reason(failure));
                    // The server closes the connection, and adds nothing to the log.
                    throw new CloseNowException();
                }
                throw failure;
            }
            if (DatabaseUnavailability.isBehind(failure)) {
                refer(request);
                // It passes by itself, and nothing of where the request came by would say why.
                log.warn("The database did not let a request in: {}", reason(failure));
                response.setHeader(HttpHeaders.RETRY_AFTER, SECONDS_UNTIL_RETRY);
                response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            } else {
                note(request, failure);
                response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            }
        }
    }

    private static @Nullable String reason(Throwable failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure).getMessage();
    }

    /** Notes what nobody has noted yet, before the page of the error is shown. */
    static void noteOnce(HttpServletRequest request) {
        if (request.getAttribute(REFERENCE) == null) {
            note(request, (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
        }
    }

    private static void note(HttpServletRequest request, @Nullable Throwable failure) {
        refer(request);
        // Not what was asked for: a path may hold a token.
        log.error("A request failed", failure);
    }

    private static void refer(HttpServletRequest request) {
        request.setAttribute(REFERENCE, MDC.get("request"));
    }
}
