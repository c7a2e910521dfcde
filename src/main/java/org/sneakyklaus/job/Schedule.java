package org.sneakyklaus.job;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;

/** When a recurring job runs. */
public sealed interface Schedule {

    /** Returns the key of the text that describes it. */
    String messageKey();

    /** Returns the argument of that text. */
    Object argument();

    /** Returns the time from one run to the next. */
    Duration interval();

    /** Whether the next time is later than this schedule allows. */
    default boolean isBeyond(Instant next, Instant now) {
        return next.isAfter(now.plus(interval()).plus(Duration.ofMinutes(1)));
    }

    /** Returns it as an expression: a cron expression, with seconds and in UTC, or a duration. */
    String expression();

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
    record Hourly() implements Schedule {

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

    /** Repeatedly, the first time soon after the start. */
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
