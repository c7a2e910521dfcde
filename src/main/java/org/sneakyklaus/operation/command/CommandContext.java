package org.sneakyklaus.operation.command;

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
 * The beans of the application for a command: each is created on request, and nothing runs that a start would launch.
 * Nothing is logged: a command reports by output or exception.
 */
public final class CommandContext {

    private final Class<?> application;

    public CommandContext(Class<?> application) {
        this.application = application;
    }

    /** Reads the configuration and nothing else. The caller closes the result. */
    public ConfigurableApplicationContext open() {
        var parts = new Parts(application);
        // Spring creates the entity mapping eagerly, which would open the database.
        parts.leaveOut(LoadTimeWeaverAware.class);
        return partsOf(parts);
    }

    /**
     * Like {@link #open}, for a command that needs the database.
     *
     * @throws org.sneakyklaus.database.UnusableDatabaseException if there is none; none is created
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
                    // Some loggers have their own level.
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
            // They make beans eager, such as repeated tasks.
            leaveOut(LazyInitializationExcludeFilter.class);
            // A meter binder would create the beans it measures.
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
            // Runners and the ready event would follow.
            throw new AbandonedRunException(context);
        }
    }

    /** Prevents the start of the web server, the scheduler, and every other bean that starts with the application. */
    private static final class NothingStarts implements LifecycleProcessor {

        @Override
        public void onRefresh() {
            // Nothing starts.
        }

        @Override
        public void onClose() {
            // Nothing was started.
        }

        @Override
        public void start() {
            // Never called.
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
