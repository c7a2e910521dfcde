package org.sneakyklaus.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The page that an admin asked for before signing in. It is handed on in the address of the sign-in page, so that
 * whoever is not signed in leaves nothing on the server; anybody can write such an address, so only pages of the admin
 * count, spelled in the one way that no browser and no server reads otherwise.
 */
final class LoginRedirect {

    static final String PARAMETER = "next";

    private static final String START = "/admin";
    private static final int LONGEST = 500;
    private static final Pattern PAGE = Pattern.compile("/admin/(exchanges|jobs|outbox|mail|settings|status)"
            + "(/[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*)*"
            + "(\\?([A-Za-z0-9._~&=+-]|%[2-9A-F][0-9A-F])*)?");

    private LoginRedirect() {}

    /** The sign-in page, with the page that this request was for if it can be asked for again. */
    static String signInFor(HttpServletRequest request) {
        var path = request.getRequestURI().substring(request.getContextPath().length());
        var query = request.getQueryString();
        var page = query == null ? path : path + '?' + query;
        return "GET".equals(request.getMethod()) && isPage(page)
                ? "/admin/login?" + PARAMETER + '=' + URLEncoder.encode(page, StandardCharsets.UTF_8)
                : "/admin/login";
    }

    /** The page that the sign-in form sends along, or the start page. */
    static String sentAlong(HttpServletRequest request) {
        var page = Objects.requireNonNullElse(request.getParameter(PARAMETER), "");
        return isPage(page) ? page : START;
    }

    private static boolean isPage(String page) {
        return page.length() <= LONGEST && PAGE.matcher(page).matches();
    }
}
