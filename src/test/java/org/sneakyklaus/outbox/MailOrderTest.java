package org.sneakyklaus.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.support.EmailAddress;

class MailOrderTest {

    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");

    @Test
    void theKeyHoldsWhatMakesTheEventNew() {
        var pairing = new MailOrder(MailKind.PAIRING, 42, 1001, "3");
        var reminder = new MailOrder(MailKind.REMINDER, 42, 1001, NOW.toString());

        assertThat(pairing.dedupeKey()).isEqualTo("pairing:42:3:1001");
        assertThat(reminder.dedupeKey()).isEqualTo("reminder:42:2026-12-01T10:00:00Z:1001");
    }

    @Test
    void theKeyOfAnEmailToTheAdminNamesNobody() {
        var warning = MailOrder.toAdmin(MailKind.PURGE_WARNING, 42L, "2026-12-01", "");
        var failure = MailOrder.toAdmin(MailKind.JOB_FAILED, null, "dispatch_outbox:2026-12-01", "dispatch_outbox");

        assertThat(warning.dedupeKey()).isEqualTo("purge_warning:42:2026-12-01");
        assertThat(failure.dedupeKey()).isEqualTo("job_failed:dispatch_outbox:2026-12-01");
    }

    @Test
    void aLinkThatWasAskedForIsOfNoUseAnHourLater() {
        var signIn = MailOrder.unasked(MailKind.SIGN_IN, 42, 1001, "a", "", new EmailAddress("ann@example.org"));

        assertThat(signIn.useUntil(NOW)).contains(NOW.plus(Duration.ofHours(1)));
        assertThat(new MailOrder(MailKind.PAIRING, 42, 1001, "3").useUntil(NOW)).isEmpty();
    }

    /** So it passes the limit of that address. */
    @Test
    void whatNobodyMayHaveAskedForIsNotQueuedWithoutItsAddress() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MailOrder(MailKind.SIGN_IN, 42, 1001, "a"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MailOrder.toAdmin(MailKind.ADMIN_ADDRESS, null, "a", "ann@example.org"));
    }

    @Test
    void signInMailGoesBeforeEveryOther() {
        var first = EnumSet.of(MailKind.SIGN_IN, MailKind.FIND_EXCHANGES, MailKind.PASSWORD_RESET);

        assertThat(first).allMatch(kind -> kind.priority() == MailKind.SIGN_IN.priority());
        assertThat(EnumSet.complementOf(first)).allMatch(kind -> kind.priority() < MailKind.SIGN_IN.priority());
    }
}
