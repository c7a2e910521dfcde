package org.sneakyklaus.support;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.settings.Requirements;
import org.sneakyklaus.support.settings.Variable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The settings that more than one module needs.
 *
 * @param publicUrl the address under which browsers reach this installation, the beginning of every link that is sent.
 *     With https, cookies are marked secure
 * @param data folder of the database, the key and the e-mails that are kept; at most one process may use it. In the
 *     container it is /data
 * @param secretKey 32 bytes in base64 that encrypt what must not be read in the database. Required with PostgreSQL; with
 *     SQLite left out for the file secret.key in the data folder, which the first start makes
 */
@Validated
@ConfigurationProperties("klaus")
public record AppProperties(
        @NotNull URI publicUrl,
        @NotNull Path data,
        @Nullable String secretKey) {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    public AppProperties {
        new Requirements()
                .that(isSite(publicUrl), Variable.KLAUS_PUBLIC_URL)
                .that(secretKey == null || secretKey.isBlank() || SecretKey.isKey(secretKey), Variable.KLAUS_SECRET_KEY)
                .check();
    }

    /** An absolute link to a path of this site, which starts with a slash. */
    public String link(String path) {
        var base = publicUrl.toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }

    /** Whether only browsers on the machine that it runs on reach this site. */
    public boolean isOfThisMachine() {
        return THIS_MACHINE.contains(publicUrl.getHost());
    }

    /** Whether browsers reach this site over https, so that cookies may be marked secure. */
    public boolean isHttps() {
        return "https".equals(publicUrl.getScheme());
    }

    /**
     * What a cookie is called. Over https the name begins with what keeps browsers from taking such a cookie from a page
     * without https, and where the path is the whole site, from another host.
     */
    public String cookieName(String name, String path) {
        if (!isHttps()) {
            return name;
        }
        return (path.equals("/") ? "__Host-" : "__Secure-") + name;
    }

    /** Pages lead to each other by paths from the root, so there is no place for a path; a slash alone does no harm. */
    private static boolean isSite(@Nullable URI url) {
        return url != null
                && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                && url.getHost() != null
                && (url.getPath().isEmpty() || url.getPath().equals("/"))
                && url.getQuery() == null
                && url.getFragment() == null
                && url.getUserInfo() == null;
    }

    @Override
    public String toString() {
        return "AppProperties[publicUrl=" + publicUrl + ", data=" + data + "]";
    }
}
