package org.sneakyklaus.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppPropertiesTest {

    @ParameterizedTest
    @CsvSource({
        "https://klaus.test,                 https://klaus.test,       '',              /,               __Host-a",
        "https://klaus.test/,                https://klaus.test,       '',              /,               __Host-a",
        "http://localhost:8080,              http://localhost:8080,    '',              /,               a",
        "https://klaus.test/klaus,           https://klaus.test,       /klaus,          /klaus,          __Secure-a",
        "https://klaus.test:8443/klaus/,     https://klaus.test:8443,  /klaus,          /klaus,          __Secure-a",
        "https://klaus.test/our-2._x/.k/,    https://klaus.test,       /our-2._x/.k,    /our-2._x/.k,    __Secure-a",
        "http://klaus.test/klaus,            http://klaus.test,        /klaus,          /klaus,          a"
    })
    void thePublicUrlTellsWhereLinksAndCookiesBelong(
            URI url, String origin, String path, String cookiePath, String cookieName) {
        var app = new AppProperties(url, Path.of("data"), null);

        assertThat(app.origin()).isEqualTo(origin);
        assertThat(app.path()).isEqualTo(path);
        assertThat(app.link("/find")).isEqualTo(origin + path + "/find");
        assertThat(app.cookiePath("/")).isEqualTo(cookiePath);
        assertThat(app.cookiePath("/admin")).isEqualTo(path + "/admin");
        assertThat(app.cookieName("a", "/")).isEqualTo(cookieName);
    }
}
