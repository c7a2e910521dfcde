package org.sneakyklaus.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A part of the site with a session of its own, so that one browser can be signed in as admin and to several exchanges
 * at once and none of them touches another.
 *
 * @param name tells the cookies of different parts apart
 * @param path the path of the part's cookies, so that the browser sends them nowhere else
 */
record SitePart(String name, String path) {

    private static final Pattern EXCHANGE = Pattern.compile("(/exchange/[a-z0-9]+)(/.*)?");

    /** The part that a request is for, by its path. */
    static SitePart of(HttpServletRequest request) {
        var path = decodedPath(request);
        if (path.equals("/admin") || path.startsWith("/admin/")) {
            return new SitePart("admin", "/admin");
        }
        var exchange = EXCHANGE.matcher(path);
        return exchange.matches() ? new SitePart("exchange", exchange.group(1)) : new SitePart("site", "/");
    }

    /** The part whose session a request opens: the set-up signs the admin in. */
    static SitePart ofSession(HttpServletRequest request) {
        return decodedPath(request).equals("/setup") ? new SitePart("admin", "/admin") : of(request);
    }

    /** Decoded, as the controllers match it: written another way, a path must not lead to another part. */
    private static String decodedPath(HttpServletRequest request) {
        return Objects.requireNonNullElse(request.getServletPath(), "")
                + Objects.requireNonNullElse(request.getPathInfo(), "");
    }

    /** False for what is of neither the admin nor an exchange: everybody is a stranger there. */
    boolean hasSessions() {
        return !path.equals("/");
    }

    /** The path of one of the part's pages, or the start page when the request was for none of the parts. */
    String page(String name) {
        return path.equals("/") ? path : path + '/' + name;
    }
}
