package org.sneakyklaus.job.history;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.FailurePlace;

/**
 * The result of a run.
 *
 * @param counts what was done how often, by the word that {@code job.result} has texts for; empty if an error left
 *     nothing done
 * @param error what went wrong in a part of the work, or null if nothing did
 */
public record JobOutcome(Map<String, Long> counts, @Nullable String error) {

    /** Only this was done. */
    public static JobOutcome of(String word, long count) {
        return new JobOutcome(Map.of(word, count), null);
    }

    /** Nothing was done because of an error, and the job has logged it. */
    public static JobOutcome failed(String error) {
        return new JobOutcome(Map.of(), error);
    }

    /** The run was aborted by an exception. */
    public static JobOutcome broken(Throwable failure) {
        return failed(FailurePlace.of(failure));
    }

    /** This was done, too. */
    public JobOutcome and(String word, long count) {
        var all = new LinkedHashMap<>(counts);
        all.put(word, count);
        return new JobOutcome(Collections.unmodifiableMap(all), error);
    }

    /** Parts of the work failed, and the job has logged it. */
    public JobOutcome but(List<String> problems) {
        return problems.isEmpty() ? this : new JobOutcome(counts, String.join("; ", problems));
    }

    /** Returns whether there was nothing to do. */
    public boolean isIdle() {
        return error == null && counts.values().stream().allMatch(count -> count == 0);
    }

    /** Returns the counts as the log and the history have them: {@code sent=3 failed=0}. */
    public String summary() {
        return counts.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(" "));
    }
}
