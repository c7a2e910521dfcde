package org.sneakyklaus.job.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.draw.ClosingDraw;
import org.sneakyklaus.draw.Reminders;
import org.sneakyklaus.job.ExchangeJob;
import org.sneakyklaus.job.history.JobOutcome;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The jobs that run for one exchange at one instant, and how late each may still run. */
@Configuration(proxyBeanMethods = false)
class ExchangeJobs {

    private record ForExchange(String type, @Nullable Duration latest, BiFunction<Long, Instant, JobOutcome> work)
            implements ExchangeJob {

        @Override
        public Optional<Duration> grace() {
            return Optional.ofNullable(latest);
        }

        @Override
        public JobOutcome run(long exchangeId, Instant planned) {
            return work.apply(exchangeId, planned);
        }
    }

    /** Never late by more than an hour: a reminder on the wrong day would be wrong. */
    @Bean
    ExchangeJob remindParticipants(Reminders reminders) {
        return new ForExchange(
                "reminder",
                Duration.ofHours(1),
                (exchange, planned) -> JobOutcome.done(reminders.remind(exchange, planned) + " queued"));
    }

    /** @param closing looked up when it runs, since a draw asks the jobs whether sending is paused */
    @Bean
    ExchangeJob closeRegistration(ObjectProvider<ClosingDraw> closing) {
        return new ForExchange(
                "close_registration",
                null,
                (exchange, planned) -> JobOutcome.done(
                        switch (closing.getObject().closeIfDue(exchange)) {
                            case NOT_DUE -> "nothing to close";
                            case CLOSED -> "closed";
                            case CLOSED_AND_DRAWN -> "closed and drawn";
                            case CLOSED_NOT_DRAWN -> "closed, not drawn";
                        }));
    }
}
