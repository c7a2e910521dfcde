package org.sneakyklaus.exchange;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes many exchanges in batches. Repeats a failed batch one by one, so that a broken exchange stops no other, and
 * logs all failures in one line.
 */
public final class ExchangeBatches {

    private static final Logger log = LoggerFactory.getLogger(ExchangeBatches.class);
    private static final int NAMED = 20;

    private final String intention;
    private final ToIntFunction<List<Long>> work;
    private final List<Long> failed = new ArrayList<>();
    private @Nullable RuntimeException firstFailure;
    private int done;

    /**
     * @param intention verb for the log, such as {@code complete}
     * @param work processes some exchanges in one transaction, all or none of them, and returns how many
     */
    public ExchangeBatches(String intention, ToIntFunction<List<Long>> work) {
        this.intention = intention;
        this.work = work;
    }

    /** Processes all of these in batches of the given size. */
    public ExchangeBatches runAll(List<Long> ids, int size) {
        for (var from = 0; from < ids.size(); from += size) {
            run(ids.subList(from, Math.min(from + size, ids.size())));
        }
        return this;
    }

    /** Processes one batch. */
    public void run(List<Long> batch) {
        try {
            done += work.applyAsInt(batch);
        } catch (RuntimeException e) {
            if (batch.size() == 1) {
                failed.addAll(batch);
                firstFailure = firstFailure == null ? e : firstFailure;
            } else {
                batch.forEach(id -> run(List.of(id)));
            }
        }
    }

    /** Returns the number of exchanges processed. */
    public int done() {
        return done;
    }

    /** Logs the failures in one line and returns a short summary; empty if nothing failed. */
    public Optional<String> reportFailures() {
        if (failed.isEmpty()) {
            return Optional.empty();
        }
        var report = "could not %s %d exchanges: %s".formatted(intention, failed.size(), firstOf(failed));
        log.error("Job {}; each will be retried in the next run. First failure:", report, firstFailure);
        return Optional.of(report);
    }

    private static String firstOf(Collection<Long> ids) {
        var named = ids.stream().limit(NAMED).toList();
        return ids.size() > NAMED ? named + " and more" : named.toString();
    }
}
