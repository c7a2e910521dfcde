package org.sneakyklaus.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The page that an admin requested before signing in. It is passed in the URL of the sign-in page, so that visitors
 * store nothing on the server. Anyone can create such a URL, so only pages of the admin count, spelled in the one way
 * that browsers and servers cannot read differently.
 */
final class LoginRedirect {

    static final String PARAMETER = "next";

    private static final String START = "/admin";
    private static final int LONGEST = 500;
    private static final Pattern PAGE =
            Pattern.compile("/admin/(exchanges|jobs|outbox|mail|settings|server|status|backups|webhooks)"
                    + "(/[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*)*"
                    + "(\\?([A-Za-z0-9._~&=+-]|%[2-9A-F][0-9A-F])*)?");

    private LoginRedirect() {}

    /** Returns the URL of the sign-in page, with the page of this request if it can be requested again. */
    static String signInFor(HttpServletRequest request) {
        var path = request.getRequestURI().substring(request.getContextPath().length());
        var query = request.getQueryString();
        var page = query == null ? path : path + '?' + query;
        return "GET".equals(request.getMethod()) && isPage(page)
                ? "/admin/login?" + PARAMETER + '=' + URLEncoder.encode(page, StandardCharsets.UTF_8)
                : "/admin/login";
    }

    /** Returns the page that the sign-in form passed along, or the admin's start page. */
    static String sentAlong(HttpServletRequest request) {
        var page = Objects.requireNonNullElse(request.getParameter(PARAMETER), "");
        return isPage(page) ? page : START;
    }

    private static boolean isPage(String page) {
        return page.length() <= LONGEST && PAGE.matcher(page).matches();
    }
}
