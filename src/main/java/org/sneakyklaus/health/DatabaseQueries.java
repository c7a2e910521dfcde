package org.sneakyklaus.health;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Objects;
import org.sneakyklaus.database.ProbeDataSource;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.DatabaseKind;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads properties of the database on the connection for probes. */
@Component
class DatabaseQueries {

    private final JdbcTemplate jdbc;
    private final AppProperties properties;
    private final DatabaseKind kind;

    DatabaseQueries(ProbeDataSource probing, AppProperties properties, Environment environment) {
        this.jdbc = new JdbcTemplate(probing.dataSource());
        this.properties = properties;
        this.kind = DatabaseKind.of(environment);
    }

    DatabaseView now() {
        // The connection is returned first: there is only one for probes.
        var product = told(DatabaseMetaData::getDatabaseProductName);
        var version = told(DatabaseMetaData::getDatabaseProductVersion);
        return switch (kind) {
            case SQLITE -> new DatabaseView(product, version, sizeOf("klaus.db"), sizeOf("klaus.db-wal"));
            case POSTGRESQL -> new DatabaseView(product, version, sizeOnServer(), null);
        };
    }

    @FunctionalInterface
    private interface Question {
        String of(DatabaseMetaData database) throws SQLException;
    }

    private String told(Question question) {
        return Objects.requireNonNull(
                jdbc.execute((ConnectionCallback<String>) connection -> question.of(connection.getMetaData())));
    }

    private long sizeOf(String file) {
        // 0 if there is none
        return properties.data().resolve(file).toFile().length();
    }

    private long sizeOnServer() {
        return Objects.requireNonNull(jdbc.queryForObject("SELECT pg_database_size(current_database())", Long.class));
    }
}
