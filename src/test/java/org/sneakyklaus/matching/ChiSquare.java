package org.sneakyklaus.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How well counts agree with all being equally likely (Pearson 1900). */
record ChiSquare(Collection<Long> counts) {

    /** Draws so often that each state is to be expected {@code each} times; whatever is drawn must be a state. */
    static <T> ChiSquare of(List<T> states, int each, Supplier<T> draw) {
        Map<T, Long> seen = Stream.generate(draw)
                .limit((long) each * states.size())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(states).containsAll(seen.keySet());
        return new ChiSquare(
                states.stream().map(state -> seen.getOrDefault(state, 0L)).toList());
    }

    int degrees() {
        return counts.size() - 1;
    }

    double statistic() {
        double expected = counts.stream().mapToLong(count -> count).average().orElseThrow();
        return counts.stream()
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
    }

    /** By how many standard deviations the statistic exceeds what is to be expected. */
    double z() {
        return degrees() == 0 ? 0 : (statistic() - degrees()) / Math.sqrt(2.0 * degrees());
    }

    /**
     * The chance that counts as uneven come about when all are equally likely. The cube root of chi-square is nearly
     * normal (E. B. Wilson and M. M. Hilferty 1931).
     */
    double p() {
        if (degrees() == 0) {
            return 1;
        }
        double variance = 2.0 / (9 * degrees());
        return normalTail((Math.cbrt(statistic() / degrees()) - (1 - variance)) / Math.sqrt(variance));
    }

    /** W. J. Cody's and others' rational approximations are more exact; this one is to 7 digits (Hastings 1955). */
    private static double normalTail(double x) {
        double t = 1 / (1 + 0.2316419 * Math.abs(x));
        double polynomial =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        double tail = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) * polynomial;
        return x >= 0 ? tail : 1 - tail;
    }

    double mostToLeast() {
        return (double) counts.stream().mapToLong(count -> count).max().orElseThrow()
                / counts.stream().mapToLong(count -> count).min().orElseThrow();
    }

    /** A line of the tables in docs/measurements/draw.md. */
    void print(String what) {
        System.out.printf(
                "| %s | %d | %.1f | %d | %.3f | %.1f | %.3f |%n",
                what, counts.size(), statistic(), degrees(), p(), z(), mostToLeast());
    }
}
