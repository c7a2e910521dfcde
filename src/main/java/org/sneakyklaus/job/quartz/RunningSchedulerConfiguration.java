package org.sneakyklaus.job.quartz;

import static org.sneakyklaus.job.quartz.SchedulingException.unchecked;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.sneakyklaus.database.CommandMode;
import org.sneakyklaus.database.DataFolderLock;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.DatabaseKind;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The application checks its own scheduler; a command checks that of the serving application. */
@Configuration(proxyBeanMethods = false)
class RunningSchedulerConfiguration {

    @Bean
    RunningScheduler runningScheduler(
            Environment environment, AppProperties properties, Scheduler scheduler, JobNodes nodes) {
        if (!CommandMode.isOn(environment)) {
            return new RunningScheduler(() -> unchecked(() -> isStarted(scheduler)), true);
        }
        // Whether the scheduler of the application is in standby cannot be seen from outside.
        return switch (DatabaseKind.of(environment)) {
            case SQLITE -> new RunningScheduler(() -> isServing(properties), false);
            case POSTGRESQL -> new RunningScheduler(() -> !nodes.alive().isEmpty(), false);
        };
    }

    private static boolean isServing(AppProperties properties) {
        try {
            return DataFolderLock.isHeld(properties.data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isStarted(Scheduler scheduler) throws SchedulerException {
        // Stays true once it was started.
        return scheduler.isStarted() && !scheduler.isInStandbyMode() && !scheduler.isShutdown();
    }
}
