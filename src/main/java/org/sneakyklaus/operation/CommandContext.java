package org.sneakyklaus.operation;

import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Objects;
import org.sneakyklaus.database.CommandMode;
import org.sneakyklaus.database.ExistingDatabase;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.Banner;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.weaving.LoadTimeWeaverAware;

/**
 * The parts of the application for a command: each is made when it is asked for, and nothing runs that a start would set
 * off. Nothing is logged: what is to be said is an answer, or an exception.
 */
final class CommandContext {

    private final Class<?> application;

    CommandContext(Class<?> application) {
        this.application = application;
    }

    /** Reads the configuration, and looks at nothing else. The caller closes what is returned. */
    ConfigurableApplicationContext open() {
        var parts = new Parts(application);
        // The mapping of entities, which Spring makes before it is asked for, would open the database.
        parts.leaveOut(LoadTimeWeaverAware.class);
        return partsOf(parts);
    }

    /**
     * The same for a command that works on the database, which must be there.
     *
     * @throws org.sneakyklaus.database.UnusableDatabaseException when it is not; none is made
     */
    ConfigurableApplicationContext openWithDatabase() {
        var parts = new Parts(application);
        parts.addInitializers(new ExistingDatabase());
        return partsOf(parts);
    }

    private static ConfigurableApplicationContext partsOf(Parts parts) {
        try {
            return parts.run(
                    "--" + CommandMode.PROPERTY + "=on",
                    "--spring.quartz.auto-startup=false",
                    "--management.endpoint.health.validate-group-membership=false",
                    "--spring.data.jpa.repositories.bootstrap-mode=lazy",
                    "--logging.level.root=off",
                    // Some loggers have a level of their own.
                    "--logging.threshold.console=off");
        } catch (SpringApplication.AbandonedRunException e) {
            return Objects.requireNonNull(e.getApplicationContext());
        }
    }

    private static final class Parts extends SpringApplication {

        Parts(Class<?> application) {
            super(application);
            setWebApplicationType(WebApplicationType.NONE);
            setBannerMode(Banner.Mode.OFF);
            setLazyInitialization(true);
            addInitializers(context -> context.getBeanFactory()
                    .registerSingleton(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME, new NothingStarts()));
            // They say what is made before it is asked for, such as what runs again and again.
            leaveOut(LazyInitializationExcludeFilter.class);
            // Whatever measures is made together with what it measures.
            leaveOut(MeterBinder.class);
        }

        void leaveOut(Class<?> type) {
            addInitializers(context -> context.addBeanFactoryPostProcessor(parts -> {
                for (var name : parts.getBeanNamesForType(type, true, false)) {
                    ((BeanDefinitionRegistry) parts).removeBeanDefinition(BeanFactoryUtils.transformedBeanName(name));
                }
            }));
        }

        @Override
        protected void afterRefresh(ConfigurableApplicationContext context, ApplicationArguments arguments) {
            // What follows would be runners, and the news that the application is ready.
            throw new AbandonedRunException(context);
        }
    }

    /** Leaves out the web server, the scheduler, and whatever else wants to be started with the application. */
    private static final class NothingStarts implements LifecycleProcessor {

        @Override
        public void onRefresh() {
            // Not even then.
        }

        @Override
        public void onClose() {
            // Nothing was started.
        }

        @Override
        public void start() {
            // Nobody asks for it.
        }

        @Override
        public void stop() {
            // Nothing was started.
        }

        @Override
        public boolean isRunning() {
            return false;
        }
    }
}
