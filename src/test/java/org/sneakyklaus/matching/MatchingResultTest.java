package org.sneakyklaus.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.matching.MatchingResult.Circles;
import org.sneakyklaus.matching.MatchingResult.Infeasible;
import org.sneakyklaus.matching.MatchingResult.Matched;

class MatchingResultTest {

    @Test
    void oneCircleIsToldFromSeveral() {
        assertThat(new Matched(Map.of(1L, 2L, 2L, 3L, 3L, 4L, 4L, 1L)).circles())
                .isEqualTo(Circles.ONE);
        assertThat(new Matched(Map.of(1L, 2L, 2L, 1L, 3L, 4L, 4L, 3L)).circles())
                .isNotEqualTo(Circles.ONE);
    }

    @Test
    void oneCircleIsNotCalledSeveral() {
        Map<Long, Long> one = Map.of(1L, 2L, 2L, 3L, 3L, 1L);
        Map<Long, Long> two = Map.of(1L, 2L, 2L, 1L, 3L, 4L, 4L, 3L);
        assertThat(Matched.of(one, Circles.SEVERAL_PROVEN).circles()).isEqualTo(Circles.ONE);
        assertThat(Matched.of(two, Circles.SEVERAL_PROVEN).circles()).isEqualTo(Circles.SEVERAL_PROVEN);
        assertThat(new Matched(two).circles()).isEqualTo(Circles.SEVERAL_FOUND);
        assertThatIllegalArgumentException().isThrownBy(() -> new Matched(one, Circles.SEVERAL_FOUND));
        assertThatIllegalArgumentException().isThrownBy(() -> new Matched(two, Circles.ONE));
    }

    @Test
    void textDoesNotTellThePairing() {
        Matched matched = new Matched(Map.of(4711L, 4712L, 4712L, 4713L, 4713L, 4711L));
        assertThat(matched.toString()).isEqualTo("Matched[3 people]");
    }

    @Test
    void everybodyGivesAndReceivesOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Matched(Map.of(1L, 2L, 2L, 1L, 3L, 1L)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Matched(Map.of(1L, 2L, 2L, 3L)));
    }

    @Test
    void asManyReceiversAsGiversAreNoObstacle() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Infeasible(Set.of(1L), Set.of(2L)));
    }

    @Test
    void anObstacleIsToldFromTheSideThatIsTooMany() {
        assertThat(new Infeasible(Set.of(1L, 2L), Set.of(3L)).isFromReceivers()).isFalse();
        assertThat(new Infeasible(Set.of(3L), Set.of(1L, 2L)).isFromReceivers()).isTrue();
    }

    @Test
    void textDoesNotTellTheObstacle() {
        assertThat(new Infeasible(Set.of(4711L, 4712L), Set.of(4713L)).toString())
                .isEqualTo("Infeasible[2 givers, 1 receivers]");
    }
}
