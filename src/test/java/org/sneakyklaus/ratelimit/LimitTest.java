package org.sneakyklaus.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LimitTest {

    @ParameterizedTest
    @EnumSource
    void hasAVariableThatSetsIt(Limit limit) {
        assertThat(limit.variable()).hasToString("KLAUS_LIMIT_" + limit);
    }
}
