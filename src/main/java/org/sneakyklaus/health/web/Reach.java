package org.sneakyklaus.health.web;

import static java.util.Objects.requireNonNullElseGet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import org.sneakyklaus.security.ProxyCheck.Finding;
import org.sneakyklaus.support.AppProperties;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.util.ForwardedHeaderUtils;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * How the admin's browser reached this site.
 *
 * @param used the address that the browser used, as far as the request tells
 * @param meant the configured address
 * @param caller the address of the peer: the proxy, if there is one
 */
record Reach(String used, String meant, boolean https, boolean local, Finding proxy, String caller) {

    private static final Map<String, Integer> USUAL_PORTS = Map.of("http", 80, "https", 443);

    static Reach of(HttpServletRequest request, AppProperties app, Finding proxy) {
        var meant = app.publicUrl();
        var used = used(request);
        // A proxy need not send the scheme, but without https there would be no session: its cookie is sent over
        // https alone.
        var scheme = app.isHttps() ? "https" : requireNonNullElseGet(used.getScheme(), request::getScheme);
        // Such as my_host, which browsers accept as a name and the library does not.
        var host = requireNonNullElseGet(used.getHost(), request::getServerName);
        return new Reach(
                origin(scheme, host, used.getPort()) + app.path(),
                origin(meant.getScheme(), meant.getHost(), meant.getPort()) + app.path(),
                app.isHttps(),
                app.isOfThisMachine(),
                proxy,
                request.getRemoteAddr());
    }

    /** Whether links lead to the address the browser used. */
    public boolean matches() {
        return used.equals(meant);
    }

    /** Whether no proxy setting needs to change. */
    public boolean proxyIsWell() {
        return proxy == Finding.NONE || proxy == Finding.TRUSTED;
    }

    /** Trusts the forwarded headers: a sender who forges them misleads only themselves. */
    private static UriComponents used(HttpServletRequest request) {
        var asked = new ServletServerHttpRequest(request);
        try {
            return ForwardedHeaderUtils.adaptFromForwardedHeaders(asked.getURI(), asked.getHeaders())
                    .build();
        } catch (IllegalArgumentException e) {
            // headers that no proxy would write
            return UriComponentsBuilder.fromUri(asked.getURI()).build();
        }
    }

    private static String origin(String scheme, String host, int port) {
        var isUsual = port < 0 || USUAL_PORTS.getOrDefault(scheme, -1) == port;
        return scheme + "://" + host.toLowerCase(Locale.ROOT) + (isUsual ? "" : ":" + port);
    }
}
