package org.sneakyklaus.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.outbox.MailKind;
import org.sneakyklaus.outbox.QueuedMail;

class RelevanceTest {

    private static final Set<MailKind> ABOUT_A_DRAW =
            EnumSet.of(MailKind.PAIRING, MailKind.DRAWN_AGAIN, MailKind.DRAW_ADJUSTED, MailKind.DRAW_CANCELLED);

    private static final EnumSet<MailKind> ABOUT_NO_PARTICIPANT = EnumSet.of(
            MailKind.INVITED_AGAIN,
            MailKind.REGISTRATION_CLOSED,
            MailKind.NOT_DRAWN,
            MailKind.DRAWN,
            MailKind.PURGE_WARNING,
            MailKind.COMPLETED,
            MailKind.JOB_FAILED,
            MailKind.UNDELIVERED,
            MailKind.WEBHOOK_PAUSED,
            MailKind.PASSWORD_RESET,
            MailKind.ADMIN_ADDRESS,
            MailKind.ADMIN_MOVES,
            MailKind.TEST);

    @Test
    void whoHasLeftHearsOnlyThatTheyLeft() {
        var withdrawn = APlace.of("Ann").withdrawn();
        var removed = APlace.of("Ann").removed();

        assertThat(stillTrue(withdrawn))
                .containsExactlyInAnyOrder(MailKind.WITHDRAWAL, MailKind.SOMEBODY_WITHDREW, MailKind.FIND_EXCHANGES);
        assertThat(stillTrue(removed)).containsExactlyInAnyOrder(MailKind.REMOVED, MailKind.FIND_EXCHANGES);
    }

    @Test
    void whoTakesPartHearsNothingOfHavingLeft() {
        assertThat(stillTrue(APlace.of("Ann"))).doesNotContain(MailKind.WITHDRAWAL, MailKind.REMOVED);
    }

    @Test
    void aDrawThatIsNoMoreIsWrittenAboutAllTheSame() {
        for (var participant : List.of(
                APlace.of("Ann"),
                APlace.of("Ann").drawNumber(4),
                APlace.of("Ann").state(ExchangeState.REGISTRATION_CLOSED))) {
            assertThat(stillTrue(participant)).containsAll(ABOUT_A_DRAW);
        }
    }

    @Test
    void nobodyIsAskedToLookAtADrawThatIsNoMore() {
        assertThat(stillTrue(APlace.of("Ann"))).contains(MailKind.HAVE_YOU_LOOKED);
        assertThat(stillTrue(APlace.of("Ann").drawNumber(4))).doesNotContain(MailKind.HAVE_YOU_LOOKED);
        assertThat(stillTrue(APlace.of("Ann").state(ExchangeState.REGISTRATION_CLOSED)))
                .doesNotContain(MailKind.HAVE_YOU_LOOKED);
    }

    @Test
    void whoAsksToLeaveIsNotAskedToLook() {
        assertThat(stillTrue(APlace.of("Ann").leaving()))
                .contains(MailKind.LEAVE_REQUEST, MailKind.PAIRING)
                .doesNotContain(MailKind.HAVE_YOU_LOOKED);
        assertThat(stillTrue(APlace.of("Ann"))).doesNotContain(MailKind.LEAVE_REQUEST);
    }

    @Test
    void aReminderHoldsForWhateverIsDrawn() {
        assertThat(stillTrue(APlace.of("Ann").drawNumber(4))).contains(MailKind.REMINDER);
        assertThat(stillTrue(APlace.of("Ann").state(ExchangeState.REGISTRATION_CLOSED)))
                .doesNotContain(MailKind.REMINDER);
    }

    @Test
    void nobodyIsRemindedAfterTheDayOrAgainstTheirWish() {
        var participant = APlace.of("Ann");
        var date = participant.done().exchange().exchangeDate().toInstant();

        assertThat(Relevance.isStillTrue(MailKind.REMINDER, "3", participant.done(), date.minusMillis(1)))
                .isTrue();
        assertThat(Relevance.isStillTrue(MailKind.REMINDER, "3", participant.done(), date))
                .isFalse();
        assertThat(stillTrue(participant.withoutReminders())).doesNotContain(MailKind.REMINDER);
    }

    @Test
    void nobodyIsAskedToConfirmForAnExchangeThatIsOver() {
        assertThat(stillTrue(APlace.of("Ann").state(ExchangeState.CANCELLED)))
                .doesNotContain(MailKind.REGISTRATION_CONFIRMATION, MailKind.CHANGED)
                .contains(MailKind.CALLED_OFF, MailKind.SIGN_IN);
    }

    @Test
    void anExchangeIsSaidToBeDoneOrDeletedWhileThatIsSo() {
        for (var kind : List.of(MailKind.COMPLETED, MailKind.PURGE_WARNING)) {
            assertThat(isTrueOn("2026-12-24T00:00Z", kind, APlace.of("Ann").completedAt("2026-12-24T00:00Z")))
                    .isTrue();
            assertThat(isTrueOn("2026-12-24T00:00Z", kind, APlace.of("Ann"))).isFalse();
            // Postponed and completed once more.
            assertThat(isTrueOn("2026-12-24T00:00Z", kind, APlace.of("Ann").completedAt("2026-12-28T00:00Z")))
                    .isFalse();
        }
    }

    @Test
    void anExchangeThatWasNeverDrawnIsSaidToBeDeletedWhileItsDateHasPassed() {
        var undrawn = APlace.of("Ann").state(ExchangeState.REGISTRATION_OPEN);

        assertThat(isTrueOn("2027-01-11T00:00Z", MailKind.PURGE_WARNING, undrawn.on("2026-12-19T18:00Z")))
                .isTrue();
        assertThat(isTrueOn("2027-01-11T00:00Z", MailKind.PURGE_WARNING, undrawn.on("2027-02-19T18:00Z")))
                .isFalse();
    }

    @Test
    void theAdminHearsOfADrawAndOfClosingWhileThatIsSo() {
        var now = "2026-12-01T00:00Z";

        assertThat(isTrueOn(now, MailKind.DRAWN, APlace.of("Ann"))).isTrue();
        assertThat(isTrueOn(now, MailKind.DRAWN, APlace.of("Ann").drawNumber(4)))
                .isFalse();
        for (var kind : List.of(MailKind.REGISTRATION_CLOSED, MailKind.NOT_DRAWN)) {
            assertThat(isTrueOn(now, kind, APlace.of("Ann").registrationClosed()))
                    .isTrue();
            assertThat(isTrueOn(now, kind, APlace.of("Ann"))).isFalse();
        }
    }

    private static boolean isTrueOn(String queuedAt, MailKind kind, APlace described) {
        var mail = new QueuedMail(1, ZonedDateTime.parse(queuedAt).toInstant(), "key", kind, 42L, null, "3", null, 0);
        return Relevance.isStillTrue(mail, described.done().exchange());
    }

    private static Set<MailKind> stillTrue(APlace described) {
        var participant = described.done();
        var before = participant.exchange().exchangeDate().toInstant().minus(Duration.ofDays(7));
        var kinds = EnumSet.complementOf(ABOUT_NO_PARTICIPANT);
        kinds.removeIf(kind -> !Relevance.isStillTrue(kind, "3", participant, before));
        return kinds;
    }
}
