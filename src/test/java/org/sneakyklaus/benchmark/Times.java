package org.sneakyklaus.benchmark;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** How long the same thing took, time after time. */
record Times(List<Duration> ascending) {

    static Times of(Collection<Duration> times) {
        return new Times(times.stream().sorted().toList());
    }

    /** How long it takes once. */
    static Duration time(Runnable work) {
        var begun = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    Duration median() {
        return percentile(50);
    }

    /** What so many of a hundred do not exceed. */
    Duration percentile(int percent) {
        var rank = (int) Math.ceil(ascending.size() * percent / 100.0);
        return ascending.get(Math.max(rank, 1) - 1);
    }

    Duration longest() {
        return percentile(100);
    }

    /** For waits, of which the long ones matter. */
    String spread() {
        if (ascending.isEmpty()) {
            return "none";
        }
        return "p50 %s, p99 %s, longest %s".formatted(text(median()), text(percentile(99)), text(longest()));
    }

    /** A duration with three digits or so. */
    static String text(Duration duration) {
        var millis = duration.toNanos() / 1e6;
        return millis < 10
                ? String.format(Locale.ROOT, "%.2f ms", millis)
                : millis < 1000
                        ? String.format(Locale.ROOT, "%.0f ms", millis)
                        : String.format(Locale.ROOT, "%.2f s", millis / 1000);
    }
}
