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
 * Works through many exchanges in batches. A batch that throws is done again one by one, so that one broken exchange
 * stops no other, and all that fail are told of in one line of the log.
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
     * @param intention for the log, such as {@code complete}
     * @param work does it to some exchanges in one transaction, to all or to none of them, and returns to how many
     */
    public ExchangeBatches(String intention, ToIntFunction<List<Long>> work) {
        this.intention = intention;
        this.work = work;
    }

    /** Does it to all of these, so many at once. */
    public ExchangeBatches runAll(List<Long> ids, int size) {
        for (var from = 0; from < ids.size(); from += size) {
            run(ids.subList(from, Math.min(from + size, ids.size())));
        }
        return this;
    }

    /** Does it to one batch. */
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

    /** To how many it was done. */
    public int done() {
        return done;
    }

    /** Logs what failed, once for all, and says it in a few words; nothing when nothing failed. */
    public Optional<String> reportFailures() {
        if (failed.isEmpty()) {
            return Optional.empty();
        }
        var report = "could not %s %d exchanges: %s".formatted(intention, failed.size(), firstOf(failed));
        log.error("The job {}; each is tried again the next time. The first failed with", report, firstFailure);
        return Optional.of(report);
    }

    private static String firstOf(Collection<Long> ids) {
        var named = ids.stream().limit(NAMED).toList();
        return ids.size() > NAMED ? named + " and more" : named.toString();
    }
}
