package org.sneakyklaus.job.quartz;

import org.quartz.SchedulerException;
import org.quartz.listeners.SchedulerListenerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.support.DatabaseUnavailability;

/** Logs Quartz errors instead of Quartz, which always adds a stack trace. */
final class SchedulerErrors extends SchedulerListenerSupport {

    private static final Logger log = LoggerFactory.getLogger(SchedulerErrors.class);

    @Override
    public void schedulerError(String message, SchedulerException cause) {
        DatabaseUnavailability.complain(log, message.replaceAll("\\.$", ""), cause);
    }
}
