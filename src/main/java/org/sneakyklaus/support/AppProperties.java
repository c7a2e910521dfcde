package org.sneakyklaus.support;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.settings.Requirements;
import org.sneakyklaus.support.settings.Variable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.http.ResponseCookie;
import org.springframework.validation.annotation.Validated;

/**
 * Settings that several modules need.
 *
 * @param publicUrl the URL at which browsers reach this installation, the beginning of every link in emails. With
 *     https, cookies are marked secure
 * @param data folder of the database, the key and captured emails; only one process may use it. In the container it is
 *     /data
 * @param secretKey 32 bytes in base64 that encrypt secrets in the database. Required with PostgreSQL. If unset with
 *     SQLite, the file secret.key in the data folder is used, which the first start creates
 */
@Validated
@ConfigurationProperties("klaus")
public record AppProperties(
        @NotNull URI publicUrl,
        @NotNull Path data,
        @Nullable String secretKey) {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    /** Matches paths that servers, proxies and cookies cannot read differently: no segment is empty or only dots. */
    private static final Pattern PATH = Pattern.compile("(/(?!\\.+(/|$))[A-Za-z0-9._-]+)*/?");

    public AppProperties {
        new Requirements()
                .that(isSite(publicUrl), Variable.KLAUS_PUBLIC_URL)
                .that(secretKey == null || secretKey.isBlank() || SecretKey.isKey(secretKey), Variable.KLAUS_SECRET_KEY)
                .check();
    }

    /** Returns an absolute link to a path of this site, which starts with a slash. */
    public String link(String path) {
        return origin() + path() + path;
    }

    /** Returns scheme, host and port, as browsers name the origin of a form. */
    public String origin() {
        return publicUrl.getScheme() + "://" + publicUrl.getRawAuthority();
    }

    /** Returns the path that every page is below, without a slash at its end; empty if the host is this site's alone. */
    public String path() {
        var path = publicUrl.getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Returns whether only browsers on the same machine can reach this site. */
    public boolean isOfThisMachine() {
        return THIS_MACHINE.contains(publicUrl.getHost());
    }

    /** Returns whether browsers reach this site over https, so that cookies may be marked secure. */
    public boolean isHttps() {
        return "https".equals(publicUrl.getScheme());
    }

    /**
     * Returns the name of a cookie. Over https it gets a prefix that keeps browsers from accepting such a cookie from a
     * page without https and, if the path is the whole host, from another host.
     *
     * @param path the path of this site that the cookie is for
     */
    public String cookieName(String name, String path) {
        if (!isHttps()) {
            return name;
        }
        return (cookiePath(path).equals("/") ? "__Host-" : "__Secure-") + name;
    }

    /** Returns the path of a cookie, as browsers see it, for a path of this site. */
    public String cookiePath(String path) {
        // Without the slash, since "/klaus/" would not include the home page at "/klaus".
        return path.equals("/") && !path().isEmpty() ? path() : path() + path;
    }

    /**
     * Returns a cookie that scripts cannot read and other sites do not send.
     *
     * @param name without prefix, as for {@link #cookieName}
     * @param path the path of this site that the cookie is for
     */
    public ResponseCookie cookie(String name, String path, String value, Duration life) {
        return ResponseCookie.from(cookieName(name, path), value)
                .path(cookiePath(path))
                .maxAge(life)
                .httpOnly(true)
                .secure(isHttps())
                .sameSite("Lax")
                .build();
    }

    /** Returns whether the URL is valid for the site. */
    private static boolean isSite(@Nullable URI url) {
        return url != null
                && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                && url.getHost() != null
                && PATH.matcher(url.getRawPath()).matches()
                && url.getQuery() == null
                && url.getFragment() == null
                && url.getUserInfo() == null;
    }

    @Override
    public String toString() {
        return "AppProperties[publicUrl=" + publicUrl + ", data=" + data + "]";
    }
}
