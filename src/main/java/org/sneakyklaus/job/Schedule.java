package org.sneakyklaus.job;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;

/** When a recurring job runs. */
public sealed interface Schedule {

    /** The text that says it in words. */
    String messageKey();

    /** What that text is filled in with. */
    Object argument();

    /** How long it is from one time to the next. */
    Duration interval();

    /** Whether a next time is later than there can be one. */
    default boolean isBeyond(Instant next, Instant now) {
        return next.isAfter(now.plus(interval()).plus(Duration.ofMinutes(1)));
    }

    /** The same as an expression: one for cron, with seconds and in UTC, or a duration. */
    String expression();

    /** At certain times of the day. */
    sealed interface AtTimes extends Schedule {}

    /** Once a day at this time, in UTC. */
    record Daily(LocalTime at) implements AtTimes {

        @Override
        public String messageKey() {
            return "job.schedule.daily";
        }

        @Override
        public Object argument() {
            return at;
        }

        @Override
        public Duration interval() {
            return Duration.ofDays(1);
        }

        @Override
        public String expression() {
            return "0 %d %d * * ?".formatted(at.getMinute(), at.getHour());
        }
    }

    /** Every full hour. */
    record Hourly() implements AtTimes {

        @Override
        public String messageKey() {
            return "job.schedule.hourly";
        }

        @Override
        public Object argument() {
            return "";
        }

        @Override
        public Duration interval() {
            return Duration.ofHours(1);
        }

        @Override
        public String expression() {
            return "0 0 * * * ?";
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

        @Override
        public String expression() {
            return interval.toString();
        }
    }
}
