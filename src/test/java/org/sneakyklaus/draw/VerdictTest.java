package org.sneakyklaus.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.exclusion.ExclusionView;
import org.sneakyklaus.matching.DrawAnalysis.SingleCircle;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.support.language.PluralMessages;
import org.sneakyklaus.testsupport.Views;
import org.springframework.context.MessageSourceResolvable;

class VerdictTest {

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
    void whoHasOneRecipientLeftIsNamed() {
        var verdict = preview(people(6), oneWay(1, 2), oneWay(1, 3), oneWay(1, 4), oneWay(1, 5));

        assertThat(verdict.onlyOneDraw()).isFalse();
        assertThat(text(verdict.someWithOneOption().orElseThrow())).isEqualTo("Ann");
    }

    @Test
    void onlyOnePossibleDrawIsSeen() {
        // Ann to Ben, Ben to Cy, Cy to Dan, Dan to Ann.
        var verdict = preview(
                people(4),
                oneWay(1, 3),
                oneWay(1, 4),
                oneWay(2, 1),
                oneWay(2, 4),
                oneWay(3, 1),
                oneWay(3, 2),
                oneWay(4, 2),
                oneWay(4, 3));

        assertThat(verdict.onlyOneDraw()).isTrue();
        assertThat(verdict.someWithOneOption()).isEmpty();
    }

    @Test
    void itIsToldWhetherThereCanBeASingleCircle() {
        assertThat(preview(people(4)).singleCircle()).isEqualTo(SingleCircle.POSSIBLE);
        // Ann and Ben may only give to each other.
        assertThat(preview(people(4), mutual(1, 3), mutual(1, 4), mutual(2, 3), mutual(2, 4))
                        .singleCircle())
                .isEqualTo(SingleCircle.IMPOSSIBLE);
    }

    @Test
    void theRulesThatBlockAndThoseWhoseRemovalIsEnoughAreTold() {
        var unrelated = new ExclusionView(7, 3, 4, false);
        var blocking = List.of(
                new ExclusionView(11, 1, 2, true),
                new ExclusionView(12, 1, 3, false),
                new ExclusionView(13, 4, 1, true));

        var verdict = Verdict.of(Group.of(
                people(4),
                Stream.concat(Stream.of(unrelated), blocking.stream()).toList()));

        assertThat(verdict.blocking()).containsExactly(11L, 12L, 13L);
        assertThat(verdict.remedies()).containsExactly(11L, 12L, 13L);
    }

    @Test
    void wherePeopleHaveTheSameNameTheirAddressesAreTold() {
        var ann = participant(1, "Ann");
        var other = participant(2, "ann");
        var group = List.of(ann, other, participant(3, "Ben"), participant(4, "Cy"));

        var sentence = sentence(Verdict.of(Group.of(group, List.of(oneWay(1, 2), oneWay(1, 3), oneWay(1, 4)))));

        assertThat(sentence).isEqualTo("Ann (p1@example.org) cannot draw anyone.");
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
                .isEqualTo("Ann cannot draw anyone.");
        assertThat(sentence(preview(
                        people(8),
                        oneWay(2, 1),
                        oneWay(3, 1),
                        oneWay(4, 1),
                        oneWay(5, 1),
                        oneWay(6, 1),
                        oneWay(7, 1),
                        oneWay(8, 1))))
                .isEqualTo("No one can draw Ann.");
        assertThat(sentence(preview(people(8), onlyToDanAndEve())))
                .isEqualTo("Ann, Ben and Cy can only draw Dan and Eve, which is not enough people.");
    }

    @Test
    void longListsOfNamesAreCutShort() {
        var many = new ArrayList<String>();
        IntStream.rangeClosed(1, 15).forEach(i -> many.add("P" + i));

        var sentence = text(new Obstacle(many, List.of("Dan"), false).message());

        assertThat(sentence)
                .isEqualTo("P1, P2, P3, P4, P5, P6, P7, P8, P9, P10, P11, P12 and 3 more can only draw Dan,"
                        + " which is not enough people.");
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
        assertThat(Group.of(people(3), List.of(mutual(1, 2))).problem().forbidden())
                .hasSize(2);
        assertThat(Group.of(people(3), List.of(oneWay(1, 2))).problem().forbidden())
                .hasSize(1);
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
        return Verdict.of(Group.of(people, List.of(rules)));
    }

    private static String sentence(Verdict verdict) {
        assertThat(verdict.possible()).isFalse();
        return text(Objects.requireNonNull(verdict.obstacle()).message());
    }

    private static String text(MessageSourceResolvable message) {
        var messages = new PluralMessages();
        return Objects.requireNonNull(messages.getMessage(message, Locale.ENGLISH));
    }

    private static List<ParticipantView> people(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(id -> participant(id, NAMES.get(id - 1)))
                .toList();
    }

    private static ParticipantView participant(long id, String name) {
        return Views.participant(id, name, Instant.EPOCH);
    }

    private static ExclusionView mutual(long one, long other) {
        return new ExclusionView(1, one, other, true);
    }

    private static ExclusionView oneWay(long giver, long receiver) {
        return new ExclusionView(1, giver, receiver, false);
    }
}
