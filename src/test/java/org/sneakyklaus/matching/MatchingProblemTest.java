package org.sneakyklaus.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.matching.MatchingProblem.Pair;

class MatchingProblemTest {

    @Test
    void threePeopleAreEnough() {
        assertThat(new MatchingProblem(List.of(7L, 8L, 9L), Set.of(new Pair(7, 8))).people())
                .containsExactly(7L, 8L, 9L);
    }

    @Test
    void twoPeopleAreTooFew() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MatchingProblem(List.of(1L, 2L), Set.of()));
    }

    @Test
    void nobodyIsListedTwice() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MatchingProblem(List.of(1L, 2L, 1L), Set.of()));
    }

    @Test
    void forbiddenPairsNameOnlyPeopleWhoTakePart() {
        List<Long> people = List.of(1L, 2L, 3L);
        assertThatIllegalArgumentException().isThrownBy(() -> new MatchingProblem(people, Set.of(new Pair(1, 4))));
        assertThatIllegalArgumentException().isThrownBy(() -> new MatchingProblem(people, Set.of(new Pair(4, 1))));
    }

    @Test
    void aPairIsTwoDifferentPeople() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Pair(5, 5));
    }

    @Test
    void laterChangesOfTheCallersCollectionsDoNotMatter() {
        Set<Pair> forbidden = new HashSet<>();
        MatchingProblem problem = new MatchingProblem(List.of(1L, 2L, 3L), forbidden);
        forbidden.add(new Pair(1, 2));
        assertThat(problem.forbidden()).isEmpty();
    }

    @Test
    void textNamesNobody() {
        Pair pair = new Pair(4711, 4712);
        MatchingProblem problem = new MatchingProblem(List.of(4711L, 4712L, 4713L), Set.of(pair));
        assertThat(problem.toString()).isEqualTo("MatchingProblem[3 people, 1 forbidden pairs]");
        assertThat(pair.toString()).doesNotContain("471");
    }

    @Test
    void manyPairsOfNeighbouringIdsAreQuick() {
        MatchingProblem problem = Assertions.assertTimeout(Duration.ofSeconds(3), () -> Problems.apart(600, 300));
        assertThat(problem.forbidden()).hasSize(2 * 300 * 300);
        assertThat(problem.forbidden().stream().map(Pair::hashCode).distinct().count())
                .isGreaterThan(178_000);
    }
}
