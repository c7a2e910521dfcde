package org.sneakyklaus.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.sneakyklaus.support.DatabaseKind;

/** The schema of a database, and its migration to that of this version. */
public final class Schema {

    private final Flyway flyway;

    /** Accesses a database that the application itself does not have open. */
    public Schema(DataSource database, DatabaseKind kind) {
        this.flyway = Flyway.configure()
                .dataSource(database)
                .placeholders(FlywayPlaceholders.of(kind))
                .group(true)
                .load();
    }

    /** Returns the current state of the schema. */
    public SchemaState state() {
        return SchemaState.of(flyway.info());
    }

    /** Migrates the schema to this version; returns the number of migrations applied. */
    public int update() {
        return flyway.migrate().migrationsExecuted;
    }
}
