package org.sneakyklaus.job;

import java.time.Duration;
import java.time.LocalTime;

/** When a recurring job runs. */
public sealed interface Schedule {

    /** The text that says it in words. */
    String messageKey();

    /** What that text is filled in with. */
    Object argument();

    /** Once a day at this time, in UTC. */
    record Daily(LocalTime at) implements Schedule {

        @Override
        public String messageKey() {
            return "job.schedule.daily";
        }

        @Override
        public Object argument() {
            return at;
        }

        String cron() {
            return "0 %d %d * * ?".formatted(at.getMinute(), at.getHour());
        }
    }

    /** Again and again, the first time soon after the start. */
    record Every(Duration interval) implements Schedule {

        @Override
        public String messageKey() {
            return "job.schedule.every";
        }

        @Override
        public Object argument() {
            return interval.toSeconds();
        }
    }
}
