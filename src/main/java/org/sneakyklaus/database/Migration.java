package org.sneakyklaus.database;

import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Brings the schema up to date when the application starts to serve. A command changes nothing in it, since another
 * version may be serving; nobody touches a database that a newer version made.
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

    /** Before it begins: it may take a while, or fail. */
    private static void tell(SchemaState schema) {
        if (schema.missing() > 0) {
            log.info(
                    "The tables are brought from schema {} to {}, in {} steps",
                    schema.isOurs() ? schema.version() : "none",
                    schema.known(),
                    schema.missing());
        }
    }
}
