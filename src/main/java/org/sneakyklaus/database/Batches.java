package org.sneakyklaus.database;

import java.util.Objects;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes very many rows as a row of short transactions, between which others have their turns to write. Ends between
 * two of them when the application stops, which waits for the jobs that run.
 */
@Component
public class Batches implements SmartLifecycle {

    /**
     * What was done.
     *
     * @param complete whether nothing is left; if not, the application stops
     */
    public record Result(long rows, boolean complete) {}

    /** A transaction of so many takes some hundredths of a second. */
    private static final int SIZE = 1000;

    private final TransactionTemplate transaction;
    private volatile boolean running = true;

    Batches(TransactionTemplate transaction) {
        this.transaction = transaction;
    }

    /**
     * Repeats a step until it finds less to do than it may. Must not be called in a transaction, which would hold all of
     * it together.
     *
     * @param step given how many rows it may change; returns how many it changed
     */
    public Result run(IntUnaryOperator step) {
        var rows = 0L;
        while (running) {
            int changed = one(() -> step.applyAsInt(SIZE));
            rows += changed;
            if (changed < SIZE) {
                return new Result(rows, true);
            }
        }
        return new Result(rows, false);
    }

    /** Does one batch: in a transaction of its own, after which others take their turns. */
    public <T> T one(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
