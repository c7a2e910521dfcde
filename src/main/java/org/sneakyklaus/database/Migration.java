package org.sneakyklaus.database;

import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Brings the schema up to date when the application starts to serve. A command changes nothing in it, since another
 * version may be serving; nobody touches a database that a newer version made.
 */
@Component
final class Migration implements FlywayMigrationStrategy {

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
            flyway.migrate();
        }
    }
}
