package org.sneakyklaus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.sneakyklaus.benchmark.DrawSpeed.Rules;

/** How long a draw takes, what is told before it, and a mend; measured by JMH in a Java machine of its own with 512 MB. */
class DrawBenchmark {

    private final Report report = new Report("9-draw");

    @Test
    void underRulesOfEveryKind() throws RunnerException {
        draw(10, "< 1 ms", Rules.COUPLES, Rules.HOUSEHOLDS, Rules.TWO_TEAMS, Rules.LISTS);
        draw(100, "< 5 ms", Rules.COUPLES, Rules.HOUSEHOLDS, Rules.YEARS);
        draw(100, "before: < 50 ms", Rules.TEN_YEARS, Rules.TWO_TEAMS, Rules.LISTS, Rules.TWO_OFFICES);
        draw(1_000, "< 50 ms", Rules.COUPLES, Rules.HOUSEHOLDS, Rules.YEARS, Rules.IMPOSSIBLE);
        draw(1_000, "< 1 s", Rules.TEN_YEARS, Rules.TWO_TEAMS, Rules.LISTS, Rules.TWO_OFFICES);
        draw(10_000, "< 1 s", Rules.COUPLES, Rules.HOUSEHOLDS, Rules.YEARS);
        draw(10_000, "< 2 s", Rules.TEN_YEARS, Rules.TWO_TEAMS, Rules.LISTS, Rules.IMPOSSIBLE);
        adjust(1_000, "< 50 ms", Rules.HOUSEHOLDS, Rules.YEARS, Rules.TWO_TEAMS, Rules.LISTS);
        report.write();
    }

    private void draw(int people, String target, Rules... kinds) throws RunnerException {
        var results = run(DrawSpeed.class, people, kinds);
        assertThat(results).hasSize(2 * kinds.length);
        for (var kind : kinds) {
            var what = String.format(Locale.ROOT, "Draw of %,d, %s / what is told before it", people, kind.title());
            report.line(what, spread(results, kind, "draw"), spread(results, kind, "preview"), target);
        }
    }

    private void adjust(int people, String target, Rules... kinds) throws RunnerException {
        var results = run(RepairSpeed.class, people, kinds);
        assertThat(results).hasSize(kinds.length);
        for (var kind : kinds) {
            var what = String.format(Locale.ROOT, "One of %,d leaves, fewest changes, %s", people + 1, kind.title());
            report.line(what, spread(results, kind, "mend"), "", target);
        }
    }

    private static Collection<RunResult> run(Class<?> measured, int people, Rules... kinds) throws RunnerException {
        var options = new OptionsBuilder()
                .include(measured.getName())
                .param("people", String.valueOf(people))
                .param("rules", Arrays.stream(kinds).map(Rules::name).toArray(String[]::new))
                .build();
        return new Runner(options).run();
    }

    private static String spread(Collection<RunResult> results, Rules kind, String method) {
        var result = results.stream()
                .filter(one -> one.getParams().getParam("rules").equals(kind.name()))
                .filter(one -> one.getParams().getBenchmark().endsWith("." + method))
                .findFirst()
                .orElseThrow();
        var times = result.getPrimaryResult().getStatistics();
        return "p50 %s, p99 %s".formatted(text(times.getPercentile(50)), text(times.getPercentile(99)));
    }

    private static String text(double microseconds) {
        return Times.text(Duration.ofNanos((long) (1_000 * microseconds)));
    }
}
