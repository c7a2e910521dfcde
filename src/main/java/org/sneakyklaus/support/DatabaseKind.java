package org.sneakyklaus.support;

import org.sneakyklaus.support.settings.Variable;
import org.sneakyklaus.support.settings.WrongSettings;
import org.springframework.core.env.Environment;

/** The kind of database: an SQLite file in the data folder, or PostgreSQL if a URL says so. */
public enum DatabaseKind {
    SQLITE,
    POSTGRESQL;

    /**
     * Reads {@code spring.datasource.url}.
     *
     * @throws WrongSettings if the URL is of another database
     */
    public static DatabaseKind of(Environment environment) {
        var url = environment.getProperty("spring.datasource.url", "");
        if (url.isBlank()) {
            return SQLITE;
        }
        if (url.startsWith("jdbc:postgresql:")) {
            return POSTGRESQL;
        }
        throw new WrongSettings(Variable.SPRING_DATASOURCE_URL);
    }
}
