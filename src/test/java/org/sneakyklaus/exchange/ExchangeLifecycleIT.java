package org.sneakyklaus.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.sneakyklaus.testsupport.Refusals.assertConflict;
import static org.sneakyklaus.testsupport.Refusals.assertRefusedOnField;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.draw.ClosingDraw;
import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.NotFoundException;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.testsupport.AnExchange;
import org.sneakyklaus.testsupport.AtOnce;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@IntegrationTest
class ExchangeLifecycleIT {

    private final ExchangeEditing editing;
    private final ExchangeLifecycle lifecycle;
    private final ExchangeQueries exchanges;
    private final ExchangeHistory history;
    private final ExchangeDraws draws;
    private final ClosingDraw closing;
    private final TransactionTemplate transaction;
    private final TestClock clock;

    ExchangeLifecycleIT(
            ExchangeEditing editing,
            ExchangeLifecycle lifecycle,
            ExchangeQueries exchanges,
            ExchangeHistory history,
            ExchangeDraws draws,
            ClosingDraw closing,
            PlatformTransactionManager transactions,
            TestClock clock) {
        this.editing = editing;
        this.lifecycle = lifecycle;
        this.exchanges = exchanges;
        this.history = history;
        this.draws = draws;
        this.closing = closing;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** On 26 March 2028 at two o'clock, clocks in Berlin go on to three. */
    @Test
    void aCopyClosesBeforeItsDateAlsoWhereAClockChangeMovesThat() {
        var id = editing.create(new AnExchange()
                .in("Europe/Berlin")
                .on("2027-03-26T03:00")
                .closingAt("2027-03-26T02:30")
                .details());
        clock.set(Instant.parse("2027-04-01T10:00:00Z"));

        var copy = exchanges.byId(editing.copy(id, false));

        assertThat(copy.exchangeDate()).isEqualTo(ZonedDateTime.parse("2028-03-26T03:00+02:00[Europe/Berlin]"));
        assertThat(copy.registrationClose()).isEqualTo(ZonedDateTime.parse("2028-03-26T01:30+01:00[Europe/Berlin]"));
    }

    @Test
    void everythingThatHappensIsToldWithItsTimeInTheZoneOfTheExchange() {
        var id = editing.create(new AnExchange().details());

        lifecycle.open(id, null);
        clock.advance(Duration.ofDays(1));
        lifecycle.close(id, null);
        lifecycle.reopen(id, null);
        lifecycle.close(id, null);
        transaction.executeWithoutResult(status -> draws.drawn(id, null));
        transaction.executeWithoutResult(status -> draws.drawnAgain(id, null));
        lifecycle.complete(id, null);
        lifecycle.postpone(id, LocalDateTime.parse("2027-01-06T18:00"), null);
        transaction.executeWithoutResult(status -> draws.drawCancelled(id, null));
        lifecycle.callOff(id, null);

        assertThat(kinds(id))
                .containsExactly(
                        ExchangeHistory.Kind.CALLED_OFF,
                        ExchangeHistory.Kind.DRAW_CANCELLED,
                        ExchangeHistory.Kind.DATE_CHANGED,
                        ExchangeHistory.Kind.COMPLETED,
                        ExchangeHistory.Kind.DRAWN_AGAIN,
                        ExchangeHistory.Kind.DRAWN,
                        ExchangeHistory.Kind.CLOSED,
                        ExchangeHistory.Kind.OPENED,
                        ExchangeHistory.Kind.CLOSED,
                        ExchangeHistory.Kind.OPENED);
        assertThat(happenings(id))
                .last()
                .extracting(Activity.Happening::at)
                .isEqualTo(ZonedDateTime.parse("2026-11-25T05:00-05:00[America/New_York]"));
    }

    @Test
    void onlyAChangedDateIsTold() {
        var id = editing.create(new AnExchange().details());

        editing.edit(
                id, new AnExchange().withBudget("nothing").remindingBefore(2).details(), null);
        assertThat(happenings(id)).isEmpty();
        editing.edit(id, new AnExchange().on("2026-12-25T18:00").details(), null);

        assertThat(kinds(id)).containsExactly(ExchangeHistory.Kind.DATE_CHANGED);
    }

    @Test
    void aPageThatShowsAnOlderVersionChangesNothing() {
        var id = editing.create(new AnExchange().details());
        var shown = exchanges.byId(id).version();
        editing.edit(id, new AnExchange().named("Office party").details(), null);

        assertConflict("exchange.conflict.stale", () -> lifecycle.open(id, shown));
        assertThat(exchanges.byId(id).state()).isEqualTo(ExchangeState.DRAFT);
        lifecycle.open(id, exchanges.byId(id).version());

        assertThat(exchanges.byId(id).state()).isEqualTo(ExchangeState.REGISTRATION_OPEN);
    }

    @Test
    void aMoveThatTheStateForbidsChangesNothing() {
        var id = editing.create(new AnExchange().details());
        lifecycle.open(id, null);

        assertConflict("exchange.conflict.REGISTRATION_OPEN", () -> lifecycle.complete(id, null));

        assertThat(exchanges.byId(id).state()).isEqualTo(ExchangeState.REGISTRATION_OPEN);
        assertThat(kinds(id)).containsExactly(ExchangeHistory.Kind.OPENED);
    }

    @Test
    void anOpeningThatIsRefusedLeavesADraft() {
        var id = editing.create(new AnExchange().details());
        clock.set(Instant.parse("2026-12-26T10:00:00Z"));

        assertThatExceptionOfType(RuleViolation.class).isThrownBy(() -> lifecycle.open(id, null));

        assertThat(exchanges.byId(id).state()).isEqualTo(ExchangeState.DRAFT);
    }

    @RepeatedTest(5)
    void ofTwoClosingsAtOnceOneWins() throws InterruptedException {
        var id = editing.create(new AnExchange().details());
        lifecycle.open(id, null);

        var refused = AtOnce.attempt(() -> lifecycle.close(id, null), () -> lifecycle.close(id, null));

        assertThat(refused).singleElement().isInstanceOf(ConflictException.class);
        assertThat(exchanges.byId(id).state()).isEqualTo(ExchangeState.REGISTRATION_CLOSED);
        assertThat(kinds(id)).containsExactly(ExchangeHistory.Kind.CLOSED, ExchangeHistory.Kind.OPENED);
    }

    @RepeatedTest(5)
    void theAdminAndTheCloseDateCloseOnce() throws InterruptedException {
        var id = editing.create(new AnExchange().closingAt("2026-12-01T12:00").details());
        lifecycle.open(id, null);
        clock.set(Instant.parse("2026-12-01T17:00:00Z"));

        var refused = AtOnce.attempt(() -> lifecycle.close(id, null), () -> closing.closeIfDue(id));

        assertThat(refused).hasSizeLessThan(2).allSatisfy(e -> assertThat(e).isInstanceOf(ConflictException.class));
        assertThat(kinds(id)).containsExactly(ExchangeHistory.Kind.CLOSED, ExchangeHistory.Kind.OPENED);
    }

    @Test
    void registrationClosesByItselfOnlyWhenItIsDue() {
        var id = editing.create(new AnExchange().closingAt("2026-12-01T12:00").details());
        lifecycle.open(id, null);

        clock.set(Instant.parse("2026-12-01T16:59:59.999Z"));
        assertThat(closing.closeIfDue(id)).isEqualTo(ClosingDraw.Outcome.NOT_DUE);
        clock.advance(Duration.ofMillis(1));

        assertThat(closing.closeIfDue(id)).isEqualTo(ClosingDraw.Outcome.CLOSED);
        assertThat(closing.closeIfDue(id)).isEqualTo(ClosingDraw.Outcome.NOT_DUE);
        assertThat(exchanges.byId(id).state()).isEqualTo(ExchangeState.REGISTRATION_CLOSED);
    }

    @Test
    void aDrawnExchangeIsDueForCompletionOnceItsDateHasPassed() {
        var id = editing.create(new AnExchange().details());
        lifecycle.open(id, null);
        lifecycle.close(id, null);
        transaction.executeWithoutResult(status -> draws.drawn(id, null));

        clock.set(Instant.parse("2026-12-24T22:59:59.999Z"));
        assertThat(exchanges.dueForCompletion()).isEmpty();
        clock.advance(Duration.ofMillis(1));

        assertThat(exchanges.dueForCompletion()).containsExactly(id);
        lifecycle.complete(id, null);
        assertThat(exchanges.dueForCompletion())
                .as("it is over, which nobody was told")
                .containsExactly(id);
        assertThat(lifecycle.completeDue(List.of(id))).isZero();
        assertThat(exchanges.dueForCompletion()).isEmpty();
    }

    @Test
    void ofManyThoseThatAreDrawnAndWhoseDateHasPassedAreCompleted() {
        var due = drawn("2026-12-24T18:00");
        var later = drawn("2026-12-26T18:00");
        var notDrawn = editing.create(new AnExchange().details());
        clock.set(Instant.parse("2026-12-25T00:00:00Z"));
        var shown = exchanges.byId(due).version();

        assertThat(lifecycle.completeDue(List.of(due, later, notDrawn))).isEqualTo(1);

        assertThat(exchanges.byId(due).state()).isEqualTo(ExchangeState.COMPLETED);
        assertThat(exchanges.byId(due).completedAt()).isEqualTo("2026-12-24T19:00-05:00[America/New_York]");
        assertThat(exchanges.byId(later).state()).isEqualTo(ExchangeState.MATCHED);
        assertThat(exchanges.byId(notDrawn).state()).isEqualTo(ExchangeState.DRAFT);
        assertConflict("exchange.conflict.stale", () -> lifecycle.callOff(due, shown));
        assertThat(kinds(due)).first().isEqualTo(ExchangeHistory.Kind.COMPLETED);
        assertThat(lifecycle.completeDue(List.of(due))).isZero();
    }

    private long drawn(String date) {
        var id = editing.create(new AnExchange().on(date).details());
        lifecycle.open(id, null);
        lifecycle.close(id, null);
        transaction.executeWithoutResult(status -> draws.drawn(id, null));
        return id;
    }

    @Test
    void aCopyOfAnOldExchangeIsADraftWholeYearsLater() {
        var id = editing.create(new AnExchange()
                .closingAt("2026-12-01T12:00")
                .forAtMost(12)
                .rememberingPairs()
                .drawnOnClose()
                .remindingBefore(14, 2)
                .details());
        clock.set(Instant.parse("2028-12-10T10:00:00Z"));

        var copy = exchanges.byId(editing.copy(id, false));

        // In 2028 the close date has passed, so both dates move to 2029.
        var original = exchanges.byId(id);
        assertThat(copy.exchangeDate()).isEqualTo("2029-12-24T18:00-05:00[America/New_York]");
        assertThat(copy.registrationClose()).isEqualTo("2029-12-01T12:00-05:00[America/New_York]");
        assertThat(copy.state()).isEqualTo(ExchangeState.DRAFT);
        assertThat(copy.seriesId()).isEqualTo(original.seriesId());
        assertThat(copy.slug()).isNotEqualTo(original.slug());
        assertThat(copy.name()).isEqualTo("Family Christmas");
        assertThat(copy.maxParticipants()).isEqualTo(12);
        assertThat(copy.rememberPairs()).isTrue();
        assertThat(copy.drawOnClose()).isTrue();
        assertThat(copy.reminderDays()).containsExactly(14, 2);
    }

    @Test
    void whatWasPostponedToBeforeItsCloseDateCanBeCopiedAndEdited() {
        var details = new AnExchange().closingAt("2026-12-20T12:00").drawnOnClose();
        var id = editing.create(details.details());
        lifecycle.open(id, null);
        lifecycle.close(id, null);
        transaction.executeWithoutResult(status -> draws.drawn(id, null));
        lifecycle.complete(id, null);

        lifecycle.postpone(id, LocalDateTime.parse("2026-12-12T18:00"), null);

        var copy = exchanges.byId(editing.copy(id, false));
        assertThat(copy.exchangeDate()).isEqualTo("2026-12-12T18:00-05:00[America/New_York]");
        assertThat(copy.registrationClose())
                .as("as long before the date as it was")
                .isEqualTo("2026-12-08T12:00-05:00[America/New_York]");
        assertThat(copy.drawOnClose()).isTrue();
        assertThat(exchanges.byId(id).registrationClose()).isEqualTo(copy.registrationClose());
    }

    @Test
    void aCopyOfAnExchangeToComeKeepsItsDate() {
        var id = editing.create(new AnExchange().details());

        var copy = exchanges.byId(editing.copy(id, false));

        assertThat(copy.exchangeDate())
                .isEqualTo(exchanges.byId(id).exchangeDate())
                .isEqualTo("2026-12-24T18:00-05:00[America/New_York]");
    }

    @Test
    void aCopyOfALeapDayLandsOnADayThatExists() {
        clock.set(Instant.parse("2028-02-01T10:00:00Z"));
        var id = editing.create(new AnExchange()
                .on("2028-02-29T18:00")
                .closingAt("2028-02-28T18:00")
                .details());
        clock.set(Instant.parse("2028-03-01T10:00:00Z"));

        var copy = exchanges.byId(editing.copy(id, false));

        assertThat(copy.exchangeDate()).isEqualTo("2029-02-28T18:00-05:00[America/New_York]");
        assertThat(copy.registrationClose()).isEqualTo("2029-02-27T18:00-05:00[America/New_York]");
    }

    @Test
    void deletingNeedsTheName() {
        var id = editing.create(new AnExchange().details());

        assertRefusedOnField("name", "exchange.delete.otherName", () -> editing.delete(id, "Office party"));
        assertThat(exchanges.find(id)).isPresent();
        editing.delete(id, "Family Christmas");

        assertThat(exchanges.find(id)).isEmpty();
    }

    @Test
    void anOpenExchangeIsNotDeleted() {
        var id = editing.create(new AnExchange().details());
        lifecycle.open(id, null);

        assertConflict("exchange.conflict.REGISTRATION_OPEN", () -> editing.delete(id, "Family Christmas"));

        assertThat(exchanges.find(id)).isPresent();
    }

    @Test
    void anUnknownExchangeIsNotFound() {
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> lifecycle.open(4711, null));
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> exchanges.byId(4711));
        assertThat(closing.closeIfDue(4711)).isEqualTo(ClosingDraw.Outcome.NOT_DUE);
    }

    private List<Activity.Happening> happenings(long id) {
        return history.of(id).happenings(exchanges.byId(id).zone());
    }

    private List<ExchangeHistory.Kind> kinds(long id) {
        return happenings(id).stream().map(Activity.Happening::kind).toList();
    }
}
