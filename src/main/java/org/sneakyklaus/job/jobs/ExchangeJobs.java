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
                (exchange, planned) -> JobOutcome.of("queued", reminders.remind(exchange, planned)));
    }

    /** @param closing looked up when it runs, since a draw asks the jobs whether sending is paused */
    @Bean
    ExchangeJob closeRegistration(ObjectProvider<ClosingDraw> closing) {
        return new ForExchange(
                "close_registration",
                null,
                (exchange, planned) -> closed(closing.getObject().closeIfDue(exchange)));
    }

    private static JobOutcome closed(ClosingDraw.Outcome outcome) {
        return switch (outcome) {
            case NOT_DUE -> JobOutcome.of("closed", 0);
            case CLOSED -> JobOutcome.of("closed", 1);
            case CLOSED_AND_DRAWN -> JobOutcome.of("closed", 1).and("drawn", 1);
            case CLOSED_NOT_DRAWN -> JobOutcome.of("closed", 1).and("drawn", 0);
        };
    }
}
