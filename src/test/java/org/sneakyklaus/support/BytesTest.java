package org.sneakyklaus.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BytesTest {

    @ParameterizedTest
    @CsvSource({"0, 0.0 MB", "1540000, 1.5 MB", "999900000, 999.9 MB", "18211000000, 18.2 GB"})
    void areToldInMegabytesUntilThereAreGigabytes(long bytes, String words) {
        assertThat(Bytes.inWords(bytes)).isEqualTo(words);
    }
}
