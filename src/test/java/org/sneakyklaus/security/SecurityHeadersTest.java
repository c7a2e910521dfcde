package org.sneakyklaus.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.support.AppProperties;

class SecurityHeadersTest {

    @Test
    void overHttpsBrowsersAreToldToStayThere() {
        assertThat(of("https://klaus.example.org")).containsEntry("Strict-Transport-Security", "max-age=31536000");
    }

    @Test
    void overHttpTheyAreNot() {
        assertThat(of("http://klaus.example.org")).doesNotContainKey("Strict-Transport-Security");
    }

    @Test
    void whoRunsItCanIncludeSubdomains() {
        assertThat(of("https://klaus.example.org", true))
                .containsEntry("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        assertThat(of("http://klaus.example.org", true)).doesNotContainKey("Strict-Transport-Security");
    }

    private static Map<String, String> of(String publicUrl) {
        return of(publicUrl, false);
    }

    private static Map<String, String> of(String publicUrl, boolean subdomains) {
        return new SecurityHeaders(
                        new AppProperties(URI.create(publicUrl), Path.of("."), null), new SubdomainPolicy(subdomains))
                .values();
    }
}
