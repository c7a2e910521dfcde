package org.sneakyklaus.database;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sneakyklaus.support.settings.WrongSettings;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;

class FirstConnectionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://localhost:1/klaus?user=klaus&password=canary",
                "jdbc:postgresql://no.such.host.invalid/klaus?password=canary",
                "jdbc:postgresql:///klaus:canary:"
            })
    void whereNothingAnswersTheUrlIsNamedAndNotShown(String url) {
        var properties = new DataSourceProperties();
        properties.setUrl(url);
        properties.setUsername("klaus");
        properties.setPassword("canary");

        assertThatExceptionOfType(WrongSettings.class)
                .isThrownBy(() -> FirstConnection.check(properties))
                .withMessageContaining("SPRING_DATASOURCE_URL must lead to a PostgreSQL that answers")
                .withMessageNotContaining("canary")
                .withNoCause();
    }
}
