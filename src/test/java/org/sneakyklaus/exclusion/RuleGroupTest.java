package org.sneakyklaus.exclusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RuleGroupTest {

    private final List<ExclusionView> rules = new ArrayList<>();

    @Test
    void everyHouseholdIsOneGroup() {
        household(LongStream.rangeClosed(1, 16).toArray());
        household(20, 30, 25);
        mutual(40, 41);

        assertThat(groups())
                .containsExactly(LongStream.rangeClosed(1, 16).boxed().toList(), List.of(20L, 25L, 30L));
        assertThat(RuleGroup.among(rules).get(0).rules()).isEqualTo(rules.subList(0, 120));
    }

    @Test
    void twoAndWhatGoesOneWayIsNoGroup() {
        mutual(1, 2);
        mutual(1, 3);
        rule(2, 3, false);
        rule(3, 2, false);

        assertThat(groups()).isEmpty();
    }

    @Test
    void somebodyWithRulesOfTheirOwnBreaksNoGroup() {
        household(10, 11, 12, 13, 14);
        // Fits to the first two, and has the lowest id.
        mutual(10, 1);
        mutual(11, 1);

        assertThat(groups()).containsExactly(List.of(10L, 11L, 12L, 13L, 14L));
    }

    @Test
    void noRuleStandsInTwoGroups() {
        household(1, 2, 3);
        mutual(1, 4);
        mutual(2, 4);
        mutual(3, 5);
        mutual(4, 5);
        mutual(3, 4);

        var groups = RuleGroup.among(rules);

        assertThat(groups.stream().flatMap(group -> group.rules().stream())).doesNotHaveDuplicates();
        assertThat(groups.stream().map(RuleGroup::people)).containsExactly(List.of(1L, 2L, 3L, 4L));
    }

    private List<List<Long>> groups() {
        return RuleGroup.among(rules).stream().map(RuleGroup::people).toList();
    }

    private void household(long... people) {
        for (int i = 0; i < people.length; i++) {
            for (int j = i + 1; j < people.length; j++) {
                mutual(people[i], people[j]);
            }
        }
    }

    private void mutual(long one, long other) {
        rule(one, other, true);
    }

    private void rule(long one, long other, boolean mutual) {
        rules.add(new ExclusionView(rules.size() + 1, one, other, mutual));
    }
}
