package org.sneakyklaus.database;

import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.sneakyklaus.support.DatabaseKind;

/** How the tables of a database compare with those that this version of the application knows. */
public final class Schema {

    private final Flyway flyway;

    /** Looks at a database that the application itself does not have open. */
    public Schema(DataSource database, DatabaseKind kind) {
        this.flyway = Flyway.configure()
                .dataSource(database)
                .placeholders(FlywayPlaceholders.of(kind))
                .load();
    }

    /** Whether it is a database of this application at all. */
    public boolean isOurs() {
        return flyway.info().applied().length > 0;
    }

    /** The newest change of the tables that this version does not know; nothing when it knows all of them. */
    public Optional<String> unknown() {
        return Arrays.stream(flyway.info().applied())
                .filter(change -> !change.getState().isResolved())
                .reduce((first, last) -> last)
                .map(MigrationInfo::getScript);
    }

    /** Brings the tables up to what this version works with; returns how many changes that took. */
    public int update() {
        return flyway.migrate().migrationsExecuted;
    }
}
