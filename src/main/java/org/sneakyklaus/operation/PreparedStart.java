package org.sneakyklaus.operation;

import org.springframework.aot.AotDetector;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.system.ApplicationHome;
import org.springframework.context.ApplicationListener;
import org.springframework.util.ClassUtils;

/**
 * Has a start use what the build found out about it, which saves a third of its work. That holds for a server on SQLite:
 * which beans there are is decided by then.
 *
 * @see <a href="https://docs.spring.io/spring-boot/reference/packaging/aot.html">Ahead-of-time processing</a>
 */
final class PreparedStart implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    private static final String GENERATED = "__ApplicationContextInitializer";

    private final Class<?> application;

    PreparedStart(Class<?> application) {
        this.application = application;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        var isSqlite =
                event.getEnvironment().getProperty("spring.datasource.url", "").isBlank();
        // Outside a jar, what an earlier build found out may be left beside changed classes.
        var source = new ApplicationHome(application).getSource();
        var isPrepared = source != null
                && source.isFile()
                && ClassUtils.isPresent(application.getName() + GENERATED, application.getClassLoader());
        if (isSqlite && isPrepared && System.getProperty(AotDetector.AOT_ENABLED) == null) {
            System.setProperty(AotDetector.AOT_ENABLED, "true");
        }
    }
}
