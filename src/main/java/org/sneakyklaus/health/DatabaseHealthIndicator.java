package org.sneakyklaus.health;

import org.sneakyklaus.database.ProbeDataSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Checks whether the database answers. */
@Component
class DatabaseHealthIndicator extends DatabaseDependentHealth {

    private final JdbcClient jdbc;

    DatabaseHealthIndicator(ProbeDataSource probing) {
        super("Database does not answer");
        this.jdbc = JdbcClient.create(probing.dataSource());
    }

    @Override
    void look(Health.Builder health) {
        // Reads a table: SQLite answers queries without one even if it cannot read its file.
        jdbc.sql("SELECT count(*) FROM installation").query(Long.class).single();
        health.up();
    }
}
