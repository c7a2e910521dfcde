package org.sneakyklaus.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a body of more than 256 KiB, of whatever type, before anything reads it; people to be imported may take 2 MiB.
 * A body that comes in chunks does not tell how long it is, so it is read first; no browser sends people that way.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class BodyLimit extends OncePerRequestFilter {

    // Several times the longest form.
    private static final int LONGEST = 256 * 1024;
    private static final int LONGEST_IMPORT = 2 * 1024 * 1024;
    private static final Pattern IMPORT = Pattern.compile("/admin/exchanges/\\d+/import");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > longest(request)) {
            refuse(response);
        } else if (request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null) {
            chain.doFilter(request, response);
        } else {
            var body = request.getInputStream().readNBytes(LONGEST + 1);
            if (body.length > LONGEST) {
                refuse(response);
            } else {
                chain.doFilter(new ReadBody(request, body), response);
            }
        }
    }

    private static int longest(HttpServletRequest request) {
        return IMPORT.matcher(request.getServletPath()).matches() ? LONGEST_IMPORT : LONGEST;
    }

    private static void refuse(HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
    }
}
