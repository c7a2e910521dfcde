package org.sneakyklaus.database;

import java.nio.file.Files;
import java.nio.file.Path;
import org.sneakyklaus.support.DatabaseKind;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Keeps a command from making a database, and a secret key, where there is none. */
public final class ExistingDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** @throws UnusableDatabaseException when there is no SQLite file in the data folder, and no other is configured */
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        if (DatabaseKind.of(environment) == DatabaseKind.POSTGRESQL) {
            return;
        }
        var file = Binder.get(environment)
                .bind("klaus.data", Path.class)
                .get()
                .toAbsolutePath()
                .normalize()
                .resolve("klaus.db");
        if (!Files.exists(file)) {
            throw new UnusableDatabaseException("There is no database " + file
                    + ": set KLAUS_DATA to the folder that Sneaky Klaus serves from, or start it once");
        }
    }
}
