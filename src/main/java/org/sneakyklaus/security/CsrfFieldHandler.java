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
 * Reads the CSRF field of forms on our own pages only, as far as the browser reports their origin. Treats a field with
 * changed bytes as no token, where Spring Security would fail with an error if they are no valid text.
 */
@Component
class CsrfFieldHandler implements CsrfTokenRequestHandler {

    /** The values of {@code Sec-Fetch-Site} for our own forms, and for actions of the user in the browser itself. */
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
            // In this order: the refusal page can no longer read the fields for the first time.
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
        // Old browsers, and others without https. The origin of our own forms is mostly "null" then, because our pages
        // send no referrer. A foreign page can have that, too, so the token alone decides.
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null && !origin.equals("null") && !isOurs(origin, request.getHeader(HttpHeaders.HOST));
    }

    /**
     * Returns whether the origin is this site under any of its addresses: a proxy may change the host, and a site at
     * home may have several names.
     */
    private boolean isOurs(String origin, @Nullable String host) {
        return origin.equalsIgnoreCase(properties.origin())
                || origin.equalsIgnoreCase("https://" + host)
                // With https configured, our cookies are not sent over plain http.
                || (!properties.isHttps() && origin.equalsIgnoreCase("http://" + host));
    }
}
