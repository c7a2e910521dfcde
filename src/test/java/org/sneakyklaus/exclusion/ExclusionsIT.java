package org.sneakyklaus.exclusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.participation.Departures;
import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.NotFoundException;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Roster;
import org.sneakyklaus.testsupport.Stages;

@IntegrationTest
class ExclusionsIT {

    private final Exclusions exclusions;
    private final ExchangeLifecycle lifecycle;
    private final Departures departures;
    private final Stages stages;
    private final Roster roster;

    private long exchange;
    private long ann;
    private long ben;
    private long cy;

    ExclusionsIT(
            Exclusions exclusions, ExchangeLifecycle lifecycle, Departures departures, Stages stages, Roster roster) {
        this.exclusions = exclusions;
        this.lifecycle = lifecycle;
        this.departures = departures;
        this.stages = stages;
        this.roster = roster;
    }

    @BeforeEach
    void threePeople() {
        exchange = stages.in(ExchangeState.REGISTRATION_OPEN, "ann", "ben", "cy");
        ann = roster.ids(exchange).get(0);
        ben = roster.ids(exchange).get(1);
        cy = roster.ids(exchange).get(2);
    }

    @Test
    void rulesAreKeptUntilTheyAreRemoved() {
        exclusions.add(exchange, ann, ben, true);
        exclusions.add(exchange, ann, cy, false);

        exclusions.remove(exchange, exclusions.of(exchange).get(0).id());

        assertThat(exclusions.of(exchange)).singleElement().satisfies(rule -> {
            assertThat(rule.forbids(ann, cy)).isTrue();
            assertThat(rule.forbids(cy, ann)).isFalse();
        });
    }

    @Test
    void nobodyIsKeptFromThemselves() {
        refused("participantB", "exclusion.samePerson", () -> exclusions.add(exchange, ann, ann, false));
    }

    @Test
    void whatTheRulesSayAlreadyIsRefused() {
        exclusions.add(exchange, ann, ben, true);
        refused("participantB", "exclusion.already", () -> exclusions.add(exchange, ann, ben, true));
        refused("participantB", "exclusion.already", () -> exclusions.add(exchange, ann, ben, false));
        refused("participantB", "exclusion.already", () -> exclusions.add(exchange, ben, ann, false));
        refused("participantB", "exclusion.already", () -> exclusions.add(exchange, ben, ann, true));

        exclusions.add(exchange, ann, cy, false);
        refused("participantB", "exclusion.already", () -> exclusions.add(exchange, ann, cy, false));
    }

    @Test
    void aOneWayRuleMayStandBesideTheOppositeOne() {
        exclusions.add(exchange, ann, ben, false);
        exclusions.add(exchange, ben, ann, false);

        assertThat(exclusions.of(exchange)).hasSize(2);
    }

    @Test
    void aMutualRuleTakesThePlaceOfOneWayRules() {
        exclusions.add(exchange, ann, ben, false);
        exclusions.add(exchange, cy, ben, false);

        exclusions.add(exchange, ann, ben, true);
        exclusions.add(exchange, ben, cy, true);

        assertThat(exclusions.of(exchange)).hasSize(2).allMatch(ExclusionView::mutual);
    }

    @Test
    void inAGroupEveryTwoAreKeptApartOnce() {
        exclusions.add(exchange, ann, ben, true);
        exclusions.add(exchange, cy, ben, false);

        assertThat(exclusions.addGroup(exchange, List.of(cy, ben, ann, ann))).isEqualTo(2);
        assertThat(exclusions.addGroup(exchange, List.of(ann, ben, cy))).isZero();

        assertThat(exclusions.of(exchange)).hasSize(3).allMatch(ExclusionView::mutual);
    }

    @Test
    void onePersonIsKeptFromSeveralOthersOnce() {
        exclusions.add(exchange, ann, ben, false);

        assertThat(exclusions.addSeveral(exchange, ann, List.of(ann, ben, cy, cy), false))
                .isEqualTo(1);
        assertThat(exclusions.addSeveral(exchange, ann, List.of(ben, cy), false))
                .isZero();
        assertThat(exclusions.of(exchange)).hasSize(2).noneMatch(ExclusionView::mutual);

        assertThat(exclusions.addSeveral(exchange, ann, List.of(ben, cy), true)).isEqualTo(2);
        assertThat(exclusions.of(exchange)).hasSize(2).allMatch(ExclusionView::mutual);
    }

    @Test
    void severalOthersAreAtLeastOneOther() {
        refused("participants", "exclusion.choose", () -> exclusions.addSeveral(exchange, ann, List.of(ann), true));
    }

    @Test
    void aGroupIsAtLeastTwoPeople() {
        refused("participants", "exclusion.group.tooFew", () -> exclusions.addGroup(exchange, List.of(ann, ann)));
    }

    @Test
    void peopleOfAnotherExchangeAreNotFound() {
        long stranger =
                roster.ids(stages.in(ExchangeState.REGISTRATION_OPEN, "dan")).get(0);

        assertThatThrownBy(() -> exclusions.add(exchange, ann, stranger, true)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> exclusions.addGroup(exchange, List.of(ann, stranger)))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> exclusions.addSeveral(exchange, ann, List.of(stranger), true))
                .isInstanceOf(NotFoundException.class);

        assertThat(exclusions.of(exchange)).isEmpty();
    }

    @Test
    void aRuleOfAnotherExchangeIsNotFound() {
        exclusions.add(exchange, ann, ben, true);
        long rule = exclusions.of(exchange).get(0).id();
        long other = stages.in(ExchangeState.REGISTRATION_OPEN, "dan");

        assertThatThrownBy(() -> exclusions.remove(other, rule)).isInstanceOf(NotFoundException.class);

        assertThat(exclusions.of(exchange)).hasSize(1);
    }

    @Test
    void whoWithdrewGetsNoNewRuleAndKeepsTheOldOnes() {
        exclusions.add(exchange, ann, ben, true);
        departures.withdraw(exchange, ben);

        refused("participantB", "exclusion.gone", () -> exclusions.add(exchange, cy, ben, true));
        refused("participantA", "exclusion.gone", () -> exclusions.addSeveral(exchange, ben, List.of(cy), true));
        refused("participants", "exclusion.gone", () -> exclusions.addSeveral(exchange, cy, List.of(ben), true));

        assertThat(exclusions.of(exchange)).hasSize(1);
    }

    @Test
    void rulesStayAsTheyAreOnceTheExchangeIsOver() {
        exclusions.add(exchange, ann, ben, true);
        long rule = exclusions.of(exchange).get(0).id();
        lifecycle.callOff(exchange, null);

        assertThatThrownBy(() -> exclusions.add(exchange, ann, cy, true)).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> exclusions.addGroup(exchange, List.of(ann, cy)))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> exclusions.addSeveral(exchange, ann, List.of(cy), true))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> exclusions.remove(exchange, rule)).isInstanceOf(ConflictException.class);

        assertThat(exclusions.of(exchange)).hasSize(1);
    }

    private static void refused(String field, String key, Runnable request) {
        assertThatThrownBy(request::run)
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        violation -> assertThat(violation.field()).isEqualTo(field))
                .hasMessage(key);
    }
}
