package org.sneakyklaus.job.jobs;

import java.time.Duration;
import java.time.Instant;
import org.sneakyklaus.job.JobOutcome;
import org.sneakyklaus.job.OutboxWaker;
import org.sneakyklaus.job.Schedule;
import org.sneakyklaus.job.ScheduledJob;
import org.sneakyklaus.notification.OutboxDelivery;
import org.springframework.stereotype.Component;

/** Sends the mails that are due. */
@Component
class DispatchOutbox implements ScheduledJob {

    private final OutboxDelivery outbox;
    private final OutboxWaker waker;

    DispatchOutbox(OutboxDelivery outbox, OutboxWaker waker) {
        this.outbox = outbox;
        this.waker = waker;
    }

    @Override
    public String id() {
        return OutboxWaker.DISPATCH_OUTBOX;
    }

    @Override
    public Schedule schedule() {
        return new Schedule.Every(Duration.ofSeconds(30));
    }

    @Override
    public JobOutcome run(Instant planned) {
        var result = outbox.deliverDue();
        if (result.moreDue()) {
            waker.wakeSoon();
        }
        var summary = "%d sent, %d failed".formatted(result.sent(), result.failed());
        return result.isIdle() ? JobOutcome.idle(summary) : JobOutcome.done(summary);
    }

    @Override
    public boolean recordsIdleRuns() {
        return false;
    }
}
