package org.sneakyklaus.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * An area of the site with its own session, so that a browser can be signed in as admin and to several exchanges at
 * once, independently.
 *
 * @param name distinguishes the cookies of different areas
 * @param path the path of the area's cookies, so that the browser sends them nowhere else
 */
record SitePart(String name, String path) {

    private static final Pattern EXCHANGE = Pattern.compile("(/exchange/[a-z0-9]+)(/.*)?");

    /** Returns the area of a request, by its path. */
    static SitePart of(HttpServletRequest request) {
        var path = decodedPath(request);
        if (path.equals("/admin") || path.startsWith("/admin/")) {
            return new SitePart("admin", "/admin");
        }
        var exchange = EXCHANGE.matcher(path);
        return exchange.matches() ? new SitePart("exchange", exchange.group(1)) : new SitePart("site", "/");
    }

    /** Returns the area of an exchange. */
    static SitePart ofExchange(String slug) {
        return new SitePart("exchange", "/exchange/" + slug);
    }

    /** Returns the area whose session a request opens: the set-up signs the admin in. */
    static SitePart ofSession(HttpServletRequest request) {
        return decodedPath(request).equals("/setup") ? new SitePart("admin", "/admin") : of(request);
    }

    /** Returns the path decoded, as the controllers match it: another spelling must not lead to another area. */
    private static String decodedPath(HttpServletRequest request) {
        return Objects.requireNonNullElse(request.getServletPath(), "")
                + Objects.requireNonNullElse(request.getPathInfo(), "");
    }

    /** Returns false for paths of neither the admin nor an exchange: no one is signed in there. */
    boolean hasSessions() {
        return !path.equals("/");
    }

    /** Returns the path of a page of this area, or the home page if the area has no session. */
    String page(String name) {
        return path.equals("/") ? path : path + '/' + name;
    }
}
