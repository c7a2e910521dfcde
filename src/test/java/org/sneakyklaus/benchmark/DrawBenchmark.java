package org.sneakyklaus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.sneakyklaus.benchmark.DrawSpeed.Rules;

/** How long a draw takes, measured by JMH in a Java machine of its own with 512 MB. */
class DrawBenchmark {

    private final Report report = new Report("9-draw");

    @Test
    void underRulesOfEveryKind() throws RunnerException {
        measure(10, "< 1 ms", Rules.COUPLES, Rules.HOUSEHOLDS, Rules.TWO_TEAMS, Rules.LISTS);
        measure(100, "< 5 ms", Rules.COUPLES, Rules.HOUSEHOLDS, Rules.YEARS);
        measure(100, "", Rules.TEN_YEARS, Rules.TWO_TEAMS, Rules.LISTS);
        measure(1_000, "< 50 ms", Rules.COUPLES, Rules.HOUSEHOLDS, Rules.YEARS);
        measure(1_000, "< 1 s", Rules.TEN_YEARS, Rules.TWO_TEAMS, Rules.LISTS);
        measure(1_000, "< 50 ms", Rules.IMPOSSIBLE);
        measure(10_000, "< 1 s", Rules.COUPLES, Rules.HOUSEHOLDS, Rules.YEARS);
        measure(10_000, "< 2 s", Rules.TEN_YEARS, Rules.TWO_TEAMS, Rules.LISTS);
        report.write();
    }

    private void measure(int people, String target, Rules... kinds) throws RunnerException {
        var options = new OptionsBuilder()
                .include(DrawSpeed.class.getName())
                .param("people", String.valueOf(people))
                .param("rules", Arrays.stream(kinds).map(Rules::name).toArray(String[]::new))
                .build();
        var results = new Runner(options).run();
        assertThat(results).hasSize(2 * kinds.length);
        for (var kind : kinds) {
            var draws = results.stream()
                    .filter(result -> isOf(result, kind, "draw"))
                    .findFirst()
                    .orElseThrow();
            var verdicts = results.stream()
                    .filter(result -> isOf(result, kind, "singleCircle"))
                    .findFirst()
                    .orElseThrow();
            var what = String.format(
                    Locale.ROOT, "Draw of %,d, %s / whether there is a single circle", people, kind.title());
            report.line(what, spread(draws), spread(verdicts), target);
        }
    }

    private static boolean isOf(RunResult result, Rules kind, String method) {
        return result.getParams().getParam("rules").equals(kind.name())
                && result.getParams().getBenchmark().endsWith("." + method);
    }

    private static String spread(RunResult result) {
        var times = result.getPrimaryResult().getStatistics();
        return "p50 %s, p99 %s".formatted(text(times.getPercentile(50)), text(times.getPercentile(99)));
    }

    private static String text(double microseconds) {
        return Times.text(Duration.ofNanos((long) (1_000 * microseconds)));
    }
}
