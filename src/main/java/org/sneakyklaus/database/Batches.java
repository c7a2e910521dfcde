package org.sneakyklaus.database;

import java.util.Objects;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes many rows in short transactions to let other writers in. Ends between two transactions when the application
 * stops, which waits for running jobs.
 */
@Component
public class Batches implements SmartLifecycle {

    /**
     * The result of a run.
     *
     * @param rows number of rows changed
     * @param complete whether nothing is left; false if the application is stopping
     */
    public record Result(long rows, boolean complete) {}

    /** A transaction of this many rows takes some hundredths of a second. */
    private static final int SIZE = 1000;

    private final TransactionTemplate transaction;
    private volatile boolean running = true;

    Batches(TransactionTemplate transaction) {
        this.transaction = transaction;
    }

    /**
     * Repeats a step until it changes fewer rows than it may. Must not be called in a transaction, which would hold
     * all batches together.
     *
     * @param step receives the maximum number of rows to change; returns how many it changed
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

    /** Runs one batch in its own transaction, after which other writers get their turn. */
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
