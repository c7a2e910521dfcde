package org.sneakyklaus.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChiSquareTest {

    /** 99.9 % points of printed tables: 10.828 for one degree of freedom, 16.266 for 3, 27.877 for 9. */
    @Test
    void agreesWithPrintedTables() {
        assertThat(ofTwo(10.828).p()).isCloseTo(0.001, within(0.0002));
        assertThat(ofTwo(3.841).p()).isCloseTo(0.05, within(0.003));
        assertThat(new ChiSquare(List.of(1_000L + 202, 1_000L - 202, 1_000L, 1_000L - 0)).p())
                .isCloseTo(0, within(1e-9));
        assertThat(new ChiSquare(List.of(1_064L, 936L, 1_064L, 936L)).p()).isCloseTo(0.001, within(0.0002));
    }

    @Test
    void evenCountsAreLikely() {
        assertThat(new ChiSquare(List.of(100L, 100L, 100L, 100L)).p()).isGreaterThan(0.99);
        assertThat(new ChiSquare(List.of(100L)).p()).isEqualTo(1);
    }

    @Test
    void mostToLeastIsTheirRatio() {
        assertThat(new ChiSquare(List.of(120L, 100L, 80L)).mostToLeast()).isEqualTo(1.5);
    }

    private static ChiSquare ofTwo(double statistic) {
        long each = 1_000_000;
        long difference = Math.round(Math.sqrt(statistic * each / 2));
        return new ChiSquare(List.of(each + difference, each - difference));
    }
}
