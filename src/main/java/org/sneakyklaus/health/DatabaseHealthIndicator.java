package org.sneakyklaus.health;

import org.sneakyklaus.database.ProbeDataSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether the database answers. */
@Component
class DatabaseHealthIndicator extends DatabaseDependentHealth {

    private final JdbcClient jdbc;

    DatabaseHealthIndicator(ProbeDataSource probing) {
        super("The database does not answer");
        this.jdbc = JdbcClient.create(probing.dataSource());
    }

    @Override
    void look(Health.Builder health) {
        // Of a table: what needs none, SQLite answers without a look at its file.
        jdbc.sql("SELECT count(*) FROM installation").query(Long.class).single();
        health.up();
    }
}
