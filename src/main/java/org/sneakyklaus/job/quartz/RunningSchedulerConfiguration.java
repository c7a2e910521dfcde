package org.sneakyklaus.job.quartz;

import static org.sneakyklaus.job.quartz.SchedulingException.unchecked;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.function.BooleanSupplier;
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
            return new Own(scheduler);
        }
        return switch (DatabaseKind.of(environment)) {
            case SQLITE -> new Other(() -> isServing(properties));
            case POSTGRESQL -> new Other(() -> !nodes.alive().isEmpty());
        };
    }

    private static boolean isServing(AppProperties properties) {
        try {
            return DataFolderLock.isHeld(properties.data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Own(Scheduler scheduler) implements RunningScheduler {

        @Override
        public boolean isRunning() {
            return unchecked(this::isStarted);
        }

        private boolean isStarted() throws SchedulerException {
            // Stays true once it was started.
            return scheduler.isStarted() && !scheduler.isInStandbyMode() && !scheduler.isShutdown();
        }

        @Override
        public Instant expectedSince(Instant now) {
            return now;
        }
    }

    /** @param serves whether the application runs; whether its scheduler is in standby cannot be seen from outside */
    private record Other(BooleanSupplier serves) implements RunningScheduler {

        @Override
        public boolean isRunning() {
            return serves.getAsBoolean();
        }

        @Override
        public Instant expectedSince(Instant now) {
            return Instant.EPOCH;
        }
    }
}
