package org.sneakyklaus.job.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.job.ExchangeJob;
import org.sneakyklaus.job.JobOutcome;
import org.springframework.stereotype.Component;

/** Closes the registration of an exchange on its close date, however late. */
@Component
class CloseRegistration implements ExchangeJob {

    private final ExchangeLifecycle lifecycle;

    CloseRegistration(ExchangeLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public String type() {
        return "close_registration";
    }

    @Override
    public Optional<Duration> grace() {
        return Optional.empty();
    }

    @Override
    public JobOutcome run(long exchangeId, Instant planned) {
        return JobOutcome.done(lifecycle.closeIfDue(exchangeId) ? "closed" : "nothing to close");
    }
}
