package org.sneakyklaus.participation.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.SecretBox;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * Lets a browser correct, for an hour, the address that was typed into it: what is needed for that travels in a sealed
 * cookie, so that nobody else can, and nothing is stored for those who never do.
 */
@Component
class TypedAddress {

    static final Duration LIFE = Duration.ofHours(1);

    private static final String NAME = "klaus-registered";

    private final SecretBox secretBox;
    private final AppProperties properties;
    private final Clock clock;

    TypedAddress(SecretBox secretBox, AppProperties properties, Clock clock) {
        this.secretBox = secretBox;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * What the browser typed, and when.
     *
     * @param newcomer the row that was made, or null when the address was known
     */
    record Typed(@Nullable Long newcomer, String email, String name, Instant at) {}

    ResponseCookie cookie(String slug, @Nullable Long newcomer, String email, String name) {
        // A fixed width, so that the length of the cookie does not tell whether there is a row.
        var row = "%019d".formatted(newcomer == null ? 0L : newcomer);
        var text = String.join("\n", clock.instant().toString(), row, email, name);
        var value = secretBox.seal(text.getBytes(StandardCharsets.UTF_8), context(slug));
        return ResponseCookie.from(name(slug), value)
                .path(path(slug))
                .maxAge(LIFE)
                .httpOnly(true)
                .secure(properties.isHttps())
                .sameSite("Lax")
                .build();
    }

    /** What this browser typed for this exchange within the last hour. */
    Optional<Typed> in(HttpServletRequest request, String slug) {
        return Optional.ofNullable(WebUtils.getCookie(request, name(slug)))
                .flatMap(cookie -> secretBox.open(cookie.getValue(), context(slug)))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).split("\n", 4))
                .filter(parts -> Instant.parse(parts[0]).plus(LIFE).isAfter(clock.instant()))
                .map(parts -> {
                    var row = Long.parseLong(parts[1]);
                    return new Typed(row == 0 ? null : row, parts[2], parts[3], Instant.parse(parts[0]));
                });
    }

    private String name(String slug) {
        return properties.cookieName(NAME, path(slug));
    }

    private static String path(String slug) {
        return "/exchange/" + slug + "/register";
    }

    private static String context(String slug) {
        return "registered:" + slug;
    }
}
