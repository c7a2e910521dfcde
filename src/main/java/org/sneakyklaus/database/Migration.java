package org.sneakyklaus.database;

import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Updates the schema when the application starts to serve. A command does not, since another version may be serving.
 * A database of a newer version is never touched.
 */
@Component
final class Migration implements FlywayMigrationStrategy {

    private static final Logger log = LoggerFactory.getLogger(Migration.class);

    private final Environment environment;

    Migration(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void migrate(Flyway flyway) {
        var schema = SchemaState.of(flyway.info());
        if (CommandMode.isOn(environment)) {
            schema.requireCurrent();
        } else {
            schema.requireKnown();
            tell(schema);
            flyway.migrate();
        }
    }

    /** Logged before it begins, since it may take a while, or fail. */
    private static void tell(SchemaState schema) {
        if (schema.missing() > 0) {
            log.info(
                    "Migrating schema from {} to {}, {} steps",
                    schema.isOurs() ? schema.version() : "none",
                    schema.known(),
                    schema.missing());
        }
    }
}
