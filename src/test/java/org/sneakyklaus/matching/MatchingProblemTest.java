package org.sneakyklaus.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    void whatIsForbiddenIsThePairInOneDirection() {
        Set<Pair> forbidden = new MatchingProblem(List.of(1L, 2L, 3L), Set.of(new Pair(1, 2))).forbidden();
        assertThat(forbidden.contains(new Pair(1, 2))).isTrue();
        assertThat(forbidden.contains(new Pair(2, 1))).isFalse();
        assertThat(forbidden.contains(new Pair(1, 4))).isFalse();
    }

    @Test
    void textNamesNobody() {
        Pair pair = new Pair(4711, 4712);
        MatchingProblem problem = new MatchingProblem(List.of(4711L, 4712L, 4713L), Set.of(pair));
        assertThat(problem.toString()).isEqualTo("MatchingProblem[3 people, 1 forbidden pairs]");
        assertThat(pair).hasToString("Pair[…]");
    }

    @Test
    void manyPairsOfNeighbouringIdsHaveManyHashCodes() {
        Set<Pair> forbidden = Problems.apart(600, 300).forbidden();
        assertThat(forbidden).hasSize(2 * 300 * 300);
        assertThat(forbidden.stream().map(Pair::hashCode).distinct().count()).isGreaterThan(178_000);
    }

    @Test
    void forbiddenPairsAreThoseThatWereGiven() {
        Set<Pair> pairs = Set.of(new Pair(7, 8), new Pair(9, 7));
        Set<Pair> forbidden = new MatchingProblem(List.of(7L, 8L, 9L), pairs).forbidden();
        assertThat(forbidden).isEqualTo(pairs).hasToString("2 forbidden pairs");
        assertThat(forbidden.contains(new Pair(8, 7))).isFalse();
        assertThat(forbidden.contains(new Pair(4, 7))).isFalse();
        assertThat(forbidden.contains(new Pair(7, 4))).isFalse();
    }

    @Test
    void peopleOfAGroupAreKeptApartBothWays() {
        MatchingProblem problem =
                new Rules(List.of(1L, 2L, 3L, 4L)).apart(List.of(1L, 2L, 4L)).problem();
        assertThat(problem.forbidden())
                .containsExactlyInAnyOrder(
                        new Pair(1, 2), new Pair(1, 4), new Pair(2, 1), new Pair(2, 4), new Pair(4, 1), new Pair(4, 2));
    }

    @Test
    void aGiverMayBeLeftAFewReceivers() {
        Rules rules = new Rules(List.of(1L, 2L, 3L, 4L)).only(2, Set.of(3L));
        assertThat(rules.problem().forbidden()).containsExactlyInAnyOrder(new Pair(2, 1), new Pair(2, 4));
        assertThat(rules.only(2, Set.of(4L)).problem().forbidden()).hasSize(3);
    }

    @Test
    void laterRulesDoNotChangeWhatWasBuilt() {
        Rules rules = new Rules(List.of(1L, 2L, 3L));
        MatchingProblem problem = rules.problem();
        rules.apart(List.of(1L, 2L));
        assertThat(problem.forbidden()).isEmpty();
    }

    @Test
    void rulesNameOnlyPeopleWhoTakePart() {
        Rules rules = new Rules(List.of(1L, 2L, 3L));
        assertThatIllegalArgumentException().isThrownBy(() -> rules.apart(List.of(1L, 4L)));
        assertThatIllegalArgumentException().isThrownBy(() -> rules.only(1, List.of(4L)));
        assertThatIllegalArgumentException().isThrownBy(() -> rules.only(4, List.of(1L)));
    }
}
