package org.sneakyklaus.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SecretNumbersTest {

    @Test
    void theSameKeyGivesTheSameNumbersAndAnotherOthers() {
        long[] numbers = new SecretNumbers(new Random(1)).longs(1_000).toArray();
        assertThat(new SecretNumbers(new Random(1)).longs(1_000)).containsExactly(box(numbers));
        assertThat(new SecretNumbers(new Random(2)).longs(1_000)).doesNotContain(box(numbers));
        assertThat(numbers).doesNotHaveDuplicates();
    }

    @Test
    void numbersAreEven() {
        SecretNumbers numbers = new SecretNumbers(new Random(3));
        assertThat(ChiSquare.of(IntStream.range(0, 100).boxed().toList(), 1_000, () -> numbers.nextInt(100))
                        .p())
                .isGreaterThan(0.001);
        assertThat(ChiSquare.of(IntStream.range(0, 64).boxed().toList(), 1_000, () -> (int) (numbers.nextLong() >>> 58))
                        .p())
                .isGreaterThan(0.001);
    }

    private static Long[] box(long[] numbers) {
        return Arrays.stream(numbers).boxed().toArray(Long[]::new);
    }
}
