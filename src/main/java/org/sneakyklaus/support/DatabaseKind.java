package org.sneakyklaus.support;

import org.springframework.core.env.Environment;

/** Where everything is kept: an SQLite file under the data folder, or PostgreSQL when a URL says so. */
public enum DatabaseKind {
    SQLITE,
    POSTGRESQL;

    /**
     * Reads {@code spring.datasource.url}.
     *
     * @throws IllegalStateException when the URL is of another database
     */
    public static DatabaseKind of(Environment environment) {
        var url = environment.getProperty("spring.datasource.url", "");
        if (url.isBlank()) {
            return SQLITE;
        }
        if (url.startsWith("jdbc:postgresql:")) {
            return POSTGRESQL;
        }
        throw new IllegalStateException("SPRING_DATASOURCE_URL must be empty (SQLite under KLAUS_DATA) or start with"
                + " jdbc:postgresql:, for example jdbc:postgresql://localhost/klaus");
    }
}
