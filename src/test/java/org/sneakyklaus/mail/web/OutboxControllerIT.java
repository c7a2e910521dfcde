package org.sneakyklaus.mail.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sneakyklaus.outbox.OutboxState;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;

/** Emails are sent again, one or a list of them. */
@IntegrationTest
class OutboxControllerIT {

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
}
