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
 * Logs each failure once. The error page shows the id of the request, which that log line carries, so that the operator
 * can find it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ErrorLoggingFilter extends OncePerRequestFilter {

    /** The request attribute that holds the id; templates use this name. */
    static final String REFERENCE = "reference";

    private static final String SECONDS_UNTIL_RETRY = "10";

    private static final Logger log = LoggerFactory.getLogger(ErrorLoggingFilter.class);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (InvalidParameterException refused) {
            // A bad request, which the server answers itself.
            throw refused;
        } catch (ServletException | RuntimeException | Error failure) {
            if (response.isCommitted()) {
                if (DatabaseUnavailability.isAway(failure)) {
                    log.warn("Response aborted, database unavailable: {}", reason(failure));
                    // Makes the server close the connection without logging.
                    throw new CloseNowException();
                }
                throw failure;
            }
            if (DatabaseUnavailability.isBehind(failure)) {
                refer(request);
                // A temporary state, which a stack trace would not explain.
                log.warn("Request refused, database unavailable: {}", reason(failure));
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

    /** Logs a failure unless it is logged already, before the error page is shown. */
    static void noteOnce(HttpServletRequest request) {
        if (request.getAttribute(REFERENCE) == null) {
            note(request, (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
        }
    }

    private static void note(HttpServletRequest request, @Nullable Throwable failure) {
        refer(request);
        // Omits the path, which may hold a token.
        log.error("Request failed", failure);
    }

    private static void refer(HttpServletRequest request) {
        request.setAttribute(REFERENCE, MDC.get("request"));
    }
}
