package org.sneakyklaus.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.draw.DrawPreview.Verdict;
import org.sneakyklaus.exclusion.ExclusionView;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.support.EmailAddress;
import org.springframework.context.support.ResourceBundleMessageSource;

class DrawPreviewTest {

    private static final List<String> NAMES = List.of("Ann", "Ben", "Cy", "Dan", "Eve", "Fay", "Gil", "Hal");

    @Test
    void twoPeopleAreTooFew() {
        var verdict = preview(people(2));

        assertThat(verdict.tooFew()).isTrue();
        assertThat(verdict.possible()).isFalse();
        assertThat(verdict.obstacle()).isNull();
    }

    @Test
    void threePeopleCanAlwaysWorkItOut() {
        var verdict = preview(people(3));

        assertThat(verdict.possible()).isTrue();
        assertThat(verdict.canBeWorkedOut()).isTrue();
    }

    @Test
    void fourPeopleWithoutRulesCannotWorkItOut() {
        var verdict = preview(people(4));

        assertThat(verdict.people()).isEqualTo(4);
        assertThat(verdict.possible()).isTrue();
        assertThat(verdict.canBeWorkedOut()).isFalse();
    }

    @Test
    void somebodyWithOneRecipientLeftCanBeWorkedOut() {
        var verdict = preview(people(6), oneWay(1, 2), oneWay(1, 3), oneWay(1, 4), oneWay(1, 5));

        assertThat(verdict.possible()).isTrue();
        assertThat(verdict.canBeWorkedOut()).isTrue();
    }

    @Test
    void somebodyWithTwoRecipientsOfWhomOthersNeedOneCanBeWorkedOut() {
        // Ann may give to Ben and Cy, but nobody else may give to Cy.
        var verdict = preview(people(6), oneWay(2, 3), oneWay(4, 3), oneWay(5, 3), oneWay(6, 3));

        assertThat(verdict.possible()).isTrue();
        assertThat(verdict.canBeWorkedOut()).isTrue();
    }

    @Test
    void theShorterSideOfAnObstacleIsNamed() {
        assertThat(sentence(preview(
                        people(8),
                        oneWay(1, 2),
                        oneWay(1, 3),
                        oneWay(1, 4),
                        oneWay(1, 5),
                        oneWay(1, 6),
                        oneWay(1, 7),
                        oneWay(1, 8))))
                .isEqualTo("Ann may give to nobody.");
        assertThat(sentence(preview(
                        people(8),
                        oneWay(2, 1),
                        oneWay(3, 1),
                        oneWay(4, 1),
                        oneWay(5, 1),
                        oneWay(6, 1),
                        oneWay(7, 1),
                        oneWay(8, 1))))
                .isEqualTo("Nobody may give to Ann.");
        assertThat(sentence(preview(people(8), onlyToDanAndEve())))
                .isEqualTo("Ann, Ben and Cy may only give to Dan and Eve, so there are not enough people to give to.");
    }

    @Test
    void longListsOfNamesAreCutShort() {
        var many = new ArrayList<String>();
        IntStream.rangeClosed(1, 15).forEach(i -> many.add("P" + i));

        var sentence = text(new Obstacle(many, List.of("Dan"), false));

        assertThat(sentence)
                .isEqualTo("P1, P2, P3, P4, P5, P6, P7, P8, P9, P10, P11, P12 and 3 more may only give to Dan,"
                        + " so there are not enough people to give to.");
    }

    @Test
    void rulesAboutPeopleWhoDoNotTakePartSleep() {
        var ghost = 99;

        var verdict = preview(people(4), new ExclusionView(1, 1, ghost, true), new ExclusionView(2, ghost, 2, false));

        assertThat(verdict.possible()).isTrue();
        assertThat(verdict.canBeWorkedOut()).isFalse();
    }

    @Test
    void rulesSleepForThoseWhoAreLeftOut() {
        var group = Group.of(people(5), List.of(mutual(1, 2), oneWay(3, 4)));

        var rest = group.without(List.of(2L));

        assertThat(rest.names().keySet()).containsExactly(1L, 3L, 4L, 5L);
        assertThat(rest.problem().forbidden()).hasSize(1);
    }

    @Test
    void aMutualRuleForbidsBothDirectionsAndAOneWayRuleOne() {
        assertThat(Group.of(people(3), List.of(mutual(1, 2))).forbidden()).hasSize(2);
        assertThat(Group.of(people(3), List.of(oneWay(1, 2))).forbidden()).hasSize(1);
    }

    private static ExclusionView[] onlyToDanAndEve() {
        var rules = new ArrayList<ExclusionView>();
        for (long giver = 1; giver <= 3; giver++) {
            for (long receiver : new long[] {1, 2, 3, 6, 7, 8}) {
                if (giver != receiver) {
                    rules.add(oneWay(giver, receiver));
                }
            }
        }
        return rules.toArray(ExclusionView[]::new);
    }

    private static Verdict preview(List<ParticipantView> people, ExclusionView... rules) {
        return DrawPreview.verdict(Group.of(people, List.of(rules)));
    }

    private static String sentence(Verdict verdict) {
        assertThat(verdict.possible()).isFalse();
        return text(Objects.requireNonNull(verdict.obstacle()));
    }

    private static String text(Obstacle obstacle) {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        return Objects.requireNonNull(messages.getMessage(obstacle.message(), Locale.ENGLISH));
    }

    private static List<ParticipantView> people(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(id -> new ParticipantView(
                        id,
                        1,
                        NAMES.get(id - 1),
                        new EmailAddress("p" + id + "@example.org"),
                        "",
                        true,
                        false,
                        true,
                        false,
                        false,
                        false))
                .toList();
    }

    private static ExclusionView mutual(long one, long other) {
        return new ExclusionView(1, one, other, true);
    }

    private static ExclusionView oneWay(long giver, long receiver) {
        return new ExclusionView(1, giver, receiver, false);
    }
}
