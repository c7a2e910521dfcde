package org.sneakyklaus.security;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sneakyklaus.support.AppProperties;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.stereotype.Component;

/** The headers of every response that restrict the browser. */
@Component
class SecurityHeaders implements Customizer<HeadersConfigurer<HttpSecurity>> {

    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'; object-src 'none'";
    private static final String PERMISSIONS_POLICY = "accelerometer=(), camera=(), geolocation=(), gyroscope=(),"
            + " magnetometer=(), microphone=(), payment=(), usb=()";

    private final Map<String, String> values = new LinkedHashMap<>();

    SecurityHeaders(AppProperties properties, SubdomainPolicy subdomains) {
        values.put("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        values.put("X-Content-Type-Options", "nosniff");
        // For browsers without frame-ancestors; the admin's page of a captured email frames its HTML.
        values.put("X-Frame-Options", "SAMEORIGIN");
        // Links carry tokens.
        values.put("Referrer-Policy", "no-referrer");
        values.put("Permissions-Policy", PERMISSIONS_POLICY);
        values.put("Cross-Origin-Opener-Policy", "same-origin");
        values.put("Cross-Origin-Resource-Policy", "same-origin");
        values.put("X-Robots-Tag", "noindex");
        if (properties.isHttps()) {
            // The reverse proxy terminates TLS, so the request itself does not show it.
            values.put(
                    "Strict-Transport-Security",
                    "max-age=" + Duration.ofDays(365).toSeconds()
                            + (subdomains.hstsIncludeSubdomains() ? "; includeSubDomains" : ""));
        }
    }

    /** Returns the headers and their values; a page may override one. */
    Map<String, String> values() {
        return Collections.unmodifiableMap(values);
    }

    @Override
    public void customize(HeadersConfigurer<HttpSecurity> headers) {
        headers.defaultsDisabled()
                .cacheControl(Customizer.withDefaults())
                .addHeaderWriter((request, response) -> writeMissing(response));
    }

    /** Adds those that the response does not have yet. */
    void writeMissing(HttpServletResponse response) {
        values.forEach((name, value) -> {
            if (!response.containsHeader(name)) {
                response.setHeader(name, value);
            }
        });
    }
}
