package org.sneakyklaus.job;

import org.jspecify.annotations.Nullable;
import org.quartz.SchedulerException;

/** Quartz refused; unchecked, because a checked exception would let the transaction around it commit. */
final class SchedulingException extends RuntimeException {

    private SchedulingException(SchedulerException cause) {
        super(cause);
    }

    /** A call of the scheduler. */
    @FunctionalInterface
    interface Call<T extends @Nullable Object> {

        T call() throws SchedulerException;
    }

    /** Does it, and turns Quartz's checked exception into this one. */
    static <T extends @Nullable Object> T unchecked(Call<T> call) {
        try {
            return call.call();
        } catch (SchedulerException e) {
            throw new SchedulingException(e);
        }
    }
}
