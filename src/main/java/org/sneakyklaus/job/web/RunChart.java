package org.sneakyklaus.job.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sneakyklaus.job.history.RunCounts;
import org.sneakyklaus.job.history.RunOutcome;
import org.sneakyklaus.job.history.RunView;
import org.sneakyklaus.support.web.ChartBar;

/**
 * The latest runs of a job as bars, the newest at the right: the longer a run took, the taller its bar; unsuccessful
 * ones stand out. The drawing is 40 high.
 */
record RunChart(List<ChartBar> bars, RunCounts counts, double longestSeconds) {

    static final int HEIGHT = 40;
    private static final int STEP = 10;
    private static final int WIDTH = 7;
    private static final int LEAST = 4;

    /** @param runs at most 30, oldest first */
    static RunChart of(List<RunView> runs) {
        var longest = runs.stream().mapToDouble(RunChart::seconds).max().orElse(0);
        var bars = new ArrayList<ChartBar>();
        for (var run : runs) {
            var height = height(run, longest);
            var x = ChartBar.DRAWING - STEP * (runs.size() - bars.size());
            bars.add(new ChartBar(
                    x, HEIGHT - height, WIDTH, height, run.outcome().name().toLowerCase(Locale.ROOT)));
        }
        return new RunChart(bars, RunCounts.of(runs), longest);
    }

    public long count(RunOutcome outcome) {
        return counts.of(outcome);
    }

    /** Uses the square root, so that one very long run does not hide the others. */
    private static int height(RunView run, double longest) {
        if (run.outcome() != RunOutcome.SUCCESS) {
            return HEIGHT;
        }
        return longest == 0 ? LEAST : LEAST + (int) Math.round((HEIGHT - LEAST) * Math.sqrt(seconds(run) / longest));
    }

    private static double seconds(RunView run) {
        var duration = run.duration();
        return (duration == null ? Duration.ZERO : duration).toMillis() / 1000.0;
    }
}
