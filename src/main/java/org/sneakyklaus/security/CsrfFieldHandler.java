package org.sneakyklaus.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.AppProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.stereotype.Component;

/**
 * Reads the CSRF field of forms that stand on our own pages, as far as the browser says where they stand. Somebody who
 * changes its bytes has no token; Spring Security by itself fails with an error where they are no text any more.
 */
@Component
class CsrfFieldHandler implements CsrfTokenRequestHandler {

    /** What {@code Sec-Fetch-Site} says of our own forms, and of what the reader does by the browser itself. */
    private static final Set<String> OURS = Set.of("same-origin", "none");

    private final CsrfTokenRequestHandler masked = new XorCsrfTokenRequestAttributeHandler();
    private final AppProperties properties;

    CsrfFieldHandler(AppProperties properties) {
        this.properties = properties;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, Supplier<CsrfToken> token) {
        masked.handle(request, response, token);
    }

    @Override
    public @Nullable String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
        try {
            // In this order: the page of the refusal cannot read the fields for the first time any more.
            var field = masked.resolveCsrfTokenValue(request, token);
            return isOfAnotherSite(request) ? null : field;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private boolean isOfAnotherSite(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !OURS.contains(site);
        }
        // Old browsers, and others where the address has no https. Our own forms mostly have the origin "null" then, as
        // our pages tell nobody their address; a page of others can have that, too, so the token alone decides.
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null && !origin.equals("null") && !isOurs(origin, request.getHeader(HttpHeaders.HOST));
    }

    /** By whatever address it is reached: a proxy may change the host, and a page at home have several names. */
    private boolean isOurs(String origin, @Nullable String host) {
        return origin.equalsIgnoreCase(properties.link(""))
                || origin.equalsIgnoreCase("https://" + host)
                // With https no cookie of ours is sent without it.
                || (!properties.isHttps() && origin.equalsIgnoreCase("http://" + host));
    }
}
