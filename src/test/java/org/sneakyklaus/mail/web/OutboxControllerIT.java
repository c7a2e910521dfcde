package org.sneakyklaus.mail.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_OPEN;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sneakyklaus.outbox.OutboxState;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.NoErrorLogged;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;

/** Emails are sent again, one or a list of them. */
@IntegrationTest
class OutboxControllerIT implements NoErrorLogged {

    private final Site site;

    OutboxControllerIT(Site site) {
        this.site = site;
    }

    @ParameterizedTest
    @EnumSource
    void whatIsOnItsWayOrHasArrivedIsNotSentAgain(OutboxState state) {
        var admin = site.setUp();
        Gathering.open(site, admin).with("Ann");
        var later = TestClock.START.plus(Duration.ofDays(1)).toEpochMilli();
        site.change("update outbound_email set state = ?, next_attempt_at = ?", state.name(), later);
        var id = site.column("select id from outbound_email").get(0);
        var before = site.everything();

        var answer = admin.post("/admin/outbox/" + id + "/retry");

        if (state.mayBeRetried()) {
            assertThat(answer.leadsTo()).isEqualTo("/admin/outbox");
            assertThat(site.column("select state from outbound_email")).containsExactly("PENDING");
        } else {
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.text()).containsPattern("[Tt]his email");
            assertThat(site.everything()).isEqualTo(before);
        }
    }

    @Tag("once")
    @ParameterizedTest
    @CsvSource({
        "state, SOMEWHERE",
        "delivery, SOMEHOW",
        "exchange, abc",
        "exchange, 99999999999999999999",
        "participant, abc"
    })
    void aListThatDoesNotExistIsNotSentAgain(String field, String value) {
        var admin = site.setUp();
        Gathering.in(REGISTRATION_OPEN, site, admin);
        site.change("update outbound_email set state = 'FAILED'");
        var before = site.everything();

        var answer = admin.post("/admin/outbox/retry", field, value);

        assertThat(answer.status()).as("%s", answer).isEqualTo(422);
        assertThat(answer.heading()).isEqualTo("Outbox");
        assertThat(answer.texts("[role=alert]")).hasSize(1);
        assertThat(site.everything()).isEqualTo(before);
    }

    @Tag("once")
    @ParameterizedTest
    @CsvSource({"q, '\u0000'", "q, '%_\\'", "participant, -1", "exchange, 4242"})
    void aListInWhichThereIsNothingSendsNothingAgain(String field, String value) {
        var admin = site.setUp();
        Gathering.in(REGISTRATION_OPEN, site, admin);
        site.change("update outbound_email set state = 'SENT'");
        var before = site.everything();

        assertThat(admin.post("/admin/outbox/retry", field, value).leadsTo()).isEqualTo("/admin/outbox");
        assertThat(admin.post("/admin/outbox/drop-failed", field, value).leadsTo())
                .isEqualTo("/admin/outbox");
        assertThat(admin.post("/admin/outbox/release", field, value).leadsTo()).isEqualTo("/admin/outbox");

        assertThat(site.everything()).isEqualTo(before);
    }
}
