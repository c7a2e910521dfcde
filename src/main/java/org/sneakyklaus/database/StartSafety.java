package org.sneakyklaus.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.sneakyklaus.support.DatabaseKind;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Looks at the data folder before anything is made or opened there, so that a start that would end badly ends at once.
 * With PostgreSQL there is little in that folder, and nothing is looked at.
 */
public final class StartSafety implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        // Behind the check of the settings, one of which leads to that folder.
        context.addBeanFactoryPostProcessor(beans -> look(context.getEnvironment()));
    }

    /** @throws UnusableDatabaseException when the application must not serve from that folder */
    private static void look(Environment environment) {
        if (DatabaseKind.of(environment) == DatabaseKind.POSTGRESQL) {
            return;
        }
        var data = Binder.get(environment).bind("klaus.data", Path.class).get();
        try {
            new DataFolderState(data).require();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
