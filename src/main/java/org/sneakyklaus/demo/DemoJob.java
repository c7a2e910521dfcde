package org.sneakyklaus.demo;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.database.OnSqlite;
import org.sneakyklaus.job.Schedule;
import org.sneakyklaus.job.ScheduledJob;
import org.sneakyklaus.job.history.JobOutcome;
import org.sneakyklaus.support.DemoMode;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** The job of a demo. */
@Configuration(proxyBeanMethods = false)
@Conditional(OnSqlite.class)
class DemoJob {

    /** Returns null outside a demo: there is no such job then, though the beans are the same in every installation. */
    // Looked up when it runs: what fills the demo needs to know the jobs.
    @Bean
    @Nullable
    ScheduledJob resetDemo(DemoMode mode, ObjectProvider<DemoReset> reset) {
        return mode.demo() ? new Reset(reset) : null;
    }

    private record Reset(ObjectProvider<DemoReset> reset) implements ScheduledJob {

        @Override
        public String id() {
            return "reset_demo";
        }

        @Override
        public Schedule schedule() {
            return new Schedule.Hourly();
        }

        /** Else a visitor could stop it. */
        @Override
        public boolean isForAdmin() {
            return false;
        }

        @Override
        public JobOutcome run(Instant planned) {
            return JobOutcome.of("refilled", 1).but(reset.getObject().run());
        }
    }
}
