package org.sneakyklaus.job.jobs;

import java.time.Instant;
import java.time.LocalTime;
import org.sneakyklaus.job.JobOutcome;
import org.sneakyklaus.job.Schedule;
import org.sneakyklaus.job.ScheduledJob;
import org.sneakyklaus.outbox.UndeliveredMails;
import org.springframework.stereotype.Component;

/** Notifies the admin once a day of undelivered emails, if there are any. */
@Component
class TellOfUndeliveredMail implements ScheduledJob {

    private final UndeliveredMails mails;

    TellOfUndeliveredMail(UndeliveredMails mails) {
        this.mails = mails;
    }

    @Override
    public String id() {
        return "tell_of_undelivered_mail";
    }

    @Override
    public Schedule schedule() {
        return new Schedule.Daily(LocalTime.of(6, 0));
    }

    @Override
    public JobOutcome run(Instant planned) {
        var told = mails.tellOfNew();
        var summary = told + " undelivered";
        return told == 0 ? JobOutcome.idle(summary) : JobOutcome.done(summary);
    }
}
