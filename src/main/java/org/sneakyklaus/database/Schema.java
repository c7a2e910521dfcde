package org.sneakyklaus.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.sneakyklaus.support.DatabaseKind;

/** The tables of a database, and how they are brought up to those of this version. */
public final class Schema {

    private final Flyway flyway;

    /** Looks at a database that the application itself does not have open. */
    public Schema(DataSource database, DatabaseKind kind) {
        this.flyway = Flyway.configure()
                .dataSource(database)
                .placeholders(FlywayPlaceholders.of(kind))
                .load();
    }

    /** How far it has come. */
    public SchemaState state() {
        return SchemaState.of(flyway.info());
    }

    /** Brings the tables up to what this version works with; returns how many changes that took. */
    public int update() {
        return flyway.migrate().migrationsExecuted;
    }
}
