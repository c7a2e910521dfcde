package org.sneakyklaus.job.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sneakyklaus.draw.Reminders;
import org.sneakyklaus.job.ExchangeJob;
import org.sneakyklaus.job.JobOutcome;
import org.springframework.stereotype.Component;

/** Reminds the participants of an exchange, at most an hour late: later, the day in the text would be wrong. */
@Component
class RemindParticipants implements ExchangeJob {

    private final Reminders reminders;

    RemindParticipants(Reminders reminders) {
        this.reminders = reminders;
    }

    @Override
    public String type() {
        return "reminder";
    }

    @Override
    public Optional<Duration> grace() {
        return Optional.of(Duration.ofHours(1));
    }

    @Override
    public JobOutcome run(long exchangeId, Instant planned) {
        return JobOutcome.done(reminders.remind(exchangeId, planned) + " queued");
    }
}
