package org.sneakyklaus.support;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;
import org.springframework.validation.annotation.Validated;

/**
 * The settings that more than one module needs.
 *
 * @param publicUrl the address under which browsers reach this installation; every link that is sent starts with it
 * @param data folder of the database, the key and captured mail
 * @param secretKey 32 bytes in base64, or nothing where a key file is used
 */
@Validated
@ConfigurationProperties("klaus")
public record AppProperties(
        @NotNull URI publicUrl,
        @NotNull Path data,
        @Nullable String secretKey) {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    public AppProperties {
        Assert.isTrue(
                ("http".equals(publicUrl.getScheme()) || "https".equals(publicUrl.getScheme()))
                        && publicUrl.getHost() != null,
                "KLAUS_PUBLIC_URL must be an http or https address, for example https://klaus.example.org");
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

    @Override
    public String toString() {
        return "AppProperties[publicUrl=" + publicUrl + ", data=" + data + "]";
    }
}
