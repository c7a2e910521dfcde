package org.sneakyklaus.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.sneakyklaus.support.DatabaseKind;
import org.sneakyklaus.support.settings.Variable;
import org.sneakyklaus.support.settings.WrongSettings;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Checks the data folder before anything is created or opened there, so that an unsafe start fails at once. Not
 * needed with PostgreSQL, where the folder holds little and no demo runs.
 */
public final class StartSafety implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        // After the settings are checked, since one of them names the folder.
        context.addBeanFactoryPostProcessor(beans -> look(context.getEnvironment()));
    }

    /** @throws UnusableDatabaseException if the application must not serve from that folder */
    private static void look(Environment environment) {
        var demo = Binder.get(environment).bind("klaus.demo", Boolean.class).orElse(false);
        if (DatabaseKind.of(environment) == DatabaseKind.POSTGRESQL) {
            if (demo) {
                throw WrongSettings.inWords(
                        Variable.KLAUS_DEMO, "KLAUS_DEMO works with SQLite only: leave SPRING_DATASOURCE_URL out");
            }
            return;
        }
        var data = Binder.get(environment).bind("klaus.data", Path.class).get();
        try {
            new DataFolderState(data).require(demo);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
