package org.sneakyklaus.job.quartz;

import java.util.Properties;
import org.sneakyklaus.support.DatabaseKind;
import org.springframework.boot.quartz.autoconfigure.QuartzProperties;
import org.springframework.boot.quartz.autoconfigure.SchedulerFactoryBeanCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Configures Quartz for the database in use; the rest is in application.yml. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class QuartzConfiguration {

    private static final String LOCKS = "org.quartz.jobStore.lockHandler.class";
    private static final String CLUSTERED = "org.quartz.jobStore.isClustered";

    @Bean
    SchedulerFactoryBeanCustomizer quartzForDatabase(QuartzProperties common, Environment environment) {
        return factory -> {
            var properties = new Properties();
            properties.putAll(common.getProperties());
            switch (DatabaseKind.of(environment)) {
                case SQLITE -> {
                    properties.setProperty(CLUSTERED, "false");
                    // Quartz's in-memory lock would be taken before the write connection by some threads and after it
                    // by others, a deadlock. This lock needs the connection first.
                    properties.setProperty(LOCKS, "org.quartz.impl.jdbcjobstore.UpdateLockRowSemaphore");
                }
                case POSTGRESQL -> {
                    properties.setProperty(CLUSTERED, "true");
                    properties.setProperty("org.quartz.jobStore.clusterCheckinInterval", "3000");
                    properties.setProperty(LOCKS, "org.quartz.impl.jdbcjobstore.StdRowLockSemaphore");
                    // Quartz looks for new triggers when they are set, which is before their commit, and then only
                    // after this many milliseconds. On SQLite that look waits for the commit, and an idle one costs a
                    // commit of its own.
                    properties.setProperty("org.quartz.scheduler.idleWaitTime", "2000");
                }
            }
            factory.setQuartzProperties(properties);
            factory.setSchedulerListeners(new SchedulerErrors());
        };
    }
}
