package org.sneakyklaus.job;

import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.sneakyklaus.job.history.JobOutcome;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Recurring jobs whose work a test can watch. */
@TestConfiguration(proxyBeanMethods = false)
class TestJobs {

    static final Set<String> IDS = Set.of("nightly", "hourly", "failing", "waiting");

    /** Remembers when its runs were due. */
    static class Watched implements ScheduledJob {

        final List<Instant> runs = new CopyOnWriteArrayList<>();
        private final String id;
        private final Schedule schedule;

        Watched(String id, Schedule schedule) {
            this.id = id;
            this.schedule = schedule;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public Schedule schedule() {
            return schedule;
        }

        @Override
        public JobOutcome run(Instant planned) {
            runs.add(planned);
            return JobOutcome.of("seen", 1);
        }
    }

    /** Always throws what quotes an address. */
    static class Failing extends Watched {

        Failing() {
            super("failing", new Schedule.Daily(LocalTime.NOON));
        }

        @Override
        public JobOutcome run(Instant planned) {
            runs.add(planned);
            throw new IllegalArgumentException("Ann <ann@example.org>");
        }
    }

    /** Runs until it is let go. */
    static class Waiting extends Watched {

        volatile CountDownLatch begun = new CountDownLatch(1);
        volatile CountDownLatch end = new CountDownLatch(1);

        Waiting() {
            super("waiting", new Schedule.Daily(LocalTime.NOON));
        }

        @Override
        public JobOutcome run(Instant planned) {
            begun.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return JobOutcome.of("waited", 1);
        }

        void forget() {
            begun = new CountDownLatch(1);
            end = new CountDownLatch(1);
        }
    }

    @Bean
    Watched nightly() {
        return new Watched("nightly", new Schedule.Daily(LocalTime.NOON));
    }

    @Bean
    Watched hourly() {
        return new Watched("hourly", new Schedule.Hourly());
    }

    @Bean
    Failing failing() {
        return new Failing();
    }

    @Bean
    Waiting waiting() {
        return new Waiting();
    }
}
