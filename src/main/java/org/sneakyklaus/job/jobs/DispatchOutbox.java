package org.sneakyklaus.job.jobs;

import java.time.Duration;
import java.time.Instant;
import org.sneakyklaus.job.JobOutcome;
import org.sneakyklaus.job.OutboxWaker;
import org.sneakyklaus.job.Schedule;
import org.sneakyklaus.job.ScheduledJob;
import org.sneakyklaus.outbox.OutboxDelivery;
import org.sneakyklaus.support.MailCapture;
import org.springframework.stereotype.Component;

/** Sends the emails that are due. */
@Component
class DispatchOutbox implements ScheduledJob {

    private final OutboxDelivery outbox;
    private final OutboxWaker waker;
    private final MailCapture mailCapture;

    DispatchOutbox(OutboxDelivery outbox, OutboxWaker waker, MailCapture mailCapture) {
        this.outbox = outbox;
        this.waker = waker;
        this.mailCapture = mailCapture;
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
        var done = mailCapture.active() ? "kept" : "sent";
        var summary = "%d %s, %d failed".formatted(result.sent(), done, result.failed());
        return result.isIdle() ? JobOutcome.idle(summary) : JobOutcome.done(summary);
    }

    @Override
    public boolean recordsIdleRuns() {
        return false;
    }
}
