package org.sneakyklaus.job.quartz;

import org.jspecify.annotations.Nullable;
import org.quartz.SchedulerException;

/** Quartz refused; unchecked, because a checked exception would let the surrounding transaction commit. */
public final class SchedulingException extends RuntimeException {

    private SchedulingException(SchedulerException cause) {
        super(cause);
    }

    /** A call of the scheduler. */
    @FunctionalInterface
    public interface Call<T extends @Nullable Object> {

        T call() throws SchedulerException;
    }

    /** Makes the call, and wraps Quartz's checked exception in this one. */
    public static <T extends @Nullable Object> T unchecked(Call<T> call) {
        try {
            return call.call();
        } catch (SchedulerException e) {
            throw new SchedulingException(e);
        }
    }
}
