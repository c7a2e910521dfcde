package org.sneakyklaus.database;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.sneakyklaus.support.settings.WrongSettings;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;

@IntegrationTest
@EnabledIfSystemProperty(named = "test.database", matches = "postgresql")
class FirstConnectionIT {

    private final String url;

    FirstConnectionIT(DataSourceProperties running) {
        this.url = running.determineUrl();
    }

    @Test
    void whoIsLetInPasses() {
        FirstConnection.check(to(url));
    }

    @Test
    void aDatabaseThatIsNotThereIsSaid() {
        assertRefused(
                url.replaceAll("/klaus_\\d+", "/canary"),
                "SPRING_DATASOURCE_URL must name a database that PostgreSQL has");
    }

    @Test
    void aUserThatIsNotThereIsSaid() {
        assertRefused(url.replace("user=postgres", "user=canary"), "SPRING_DATASOURCE_USERNAME must be a user");
    }

    private static void assertRefused(String url, String said) {
        assertThatExceptionOfType(WrongSettings.class)
                .isThrownBy(() -> FirstConnection.check(to(url)))
                .withMessageContaining(said)
                .withMessageNotContaining("canary");
    }

    private static DataSourceProperties to(String url) {
        var properties = new DataSourceProperties();
        properties.setUrl(url);
        return properties;
    }
}
