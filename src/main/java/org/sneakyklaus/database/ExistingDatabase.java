package org.sneakyklaus.database;

import java.nio.file.Files;
import java.nio.file.Path;
import org.sneakyklaus.support.DatabaseKind;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Prevents a command from creating a database and a secret key where there is none. */
public final class ExistingDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        // After the settings are checked, since one of them names the folder.
        context.addBeanFactoryPostProcessor(beans -> {
            var environment = context.getEnvironment();
            if (DatabaseKind.of(environment) == DatabaseKind.SQLITE) {
                require(Binder.get(environment).bind("klaus.data", Path.class).get());
            }
        });
    }

    /** @throws UnusableDatabaseException if there is no SQLite file in the data folder, or it cannot be used there */
    public static void require(Path data) {
        if (Files.isDirectory(data)) {
            new DataFolderState(data).notWritable().ifPresent(obstacle -> {
                throw new UnusableDatabaseException(obstacle);
            });
        }
        new DataFolderState(data).moved().ifPresent(where -> {
            throw new UnusableDatabaseException(where);
        });
        var file = data.toAbsolutePath().normalize().resolve("klaus.db");
        if (!Files.exists(file)) {
            throw new UnusableDatabaseException("There is no database " + file
                    + ": set KLAUS_DATA to the folder that Sneaky Klaus serves from, or start it once");
        }
    }
}
