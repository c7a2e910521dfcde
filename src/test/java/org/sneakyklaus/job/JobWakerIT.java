package org.sneakyklaus.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;
import org.sneakyklaus.outbox.MailQueued;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

@IntegrationTest
class JobWakerIT {

    private static final TriggerKey WAKE = TriggerKey.triggerKey("wake", "dispatch_outbox");

    private final ApplicationEventPublisher events;
    private final Scheduler scheduler;
    private final RecurringTriggers triggers;
    private final TransactionTemplate transaction;

    JobWakerIT(
            ApplicationEventPublisher events,
            Scheduler scheduler,
            RecurringTriggers triggers,
            TransactionTemplate transaction) {
        this.events = events;
        this.scheduler = scheduler;
        this.triggers = triggers;
        this.transaction = transaction;
    }

    @Test
    void aCommitThatQueuedMailsHasTheOutboxSwept() throws SchedulerException {
        transaction.executeWithoutResult(status -> {
            events.publishEvent(new MailQueued());
            events.publishEvent(new MailQueued());
        });

        await().until(() -> scheduler.checkExists(WAKE));
        assertThat(scheduler.getTrigger(WAKE).getJobKey().getName()).isEqualTo("dispatch_outbox");
    }

    @Test
    void whatWasRolledBackWakesNobody() {
        transaction.executeWithoutResult(status -> {
            events.publishEvent(new MailQueued());
            status.setRollbackOnly();
        });

        await().during(Duration.ofMillis(300)).until(() -> !scheduler.checkExists(WAKE));
    }

    @Test
    void askingTwiceChangesNothing() throws SchedulerException {
        transaction.executeWithoutResult(status -> triggers.wake("dispatch_outbox"));
        var first = scheduler.getTrigger(WAKE).getStartTime();

        transaction.executeWithoutResult(status -> triggers.wake("dispatch_outbox"));

        assertThat(scheduler.getTrigger(WAKE).getStartTime()).isEqualTo(first);
    }
}
