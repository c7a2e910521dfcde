package org.sneakyklaus.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.testsupport.Mail.token;

import java.net.http.HttpRequest;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sneakyklaus.draw.Reminders;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.support.SecretBox;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;

@IntegrationTest
@Tag("once")
class UnsubscribeIT {

    private static final Instant SOME_TIME = Instant.parse("2026-12-17T23:00:00Z");

    private final Site site;
    private final Reminders reminders;
    private final SecretBox secretBox;

    UnsubscribeIT(Site site, Reminders reminders, SecretBox secretBox) {
        this.site = site;
        this.reminders = reminders;
        this.secretBox = secretBox;
    }

    @Test
    void lookingChangesNothingAndPostingAloneEndsTheReminders() {
        var exchange = Gathering.in(ExchangeState.MATCHED, site, site.setUp());
        var link = linkOf(exchange, "Ann");
        var before = site.everything();

        for (int i = 0; i < 10; i++) {
            var page = site.browser().open(link);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.heading()).isEqualTo("No more reminders?");
            assertThat(page.cookies()).isEmpty();
        }
        assertThat(site.everything()).isEqualTo(before);

        var stopped = post(link);
        assertThat(stopped.status()).isEqualTo(200);
        assertThat(stopped.heading()).isEqualTo("Reminders are off");
        assertThat(stopped.cookies()).isEmpty();
        var after = site.everything();
        assertThat(post(link).status()).isEqualTo(200);
        assertThat(site.everything()).isEqualTo(after);
        assertThat(withReminders(exchange)).isEqualTo("2");
    }

    @Test
    void theButtonOnThePageDoesTheSame() {
        var exchange = Gathering.in(ExchangeState.MATCHED, site, site.setUp());
        var link = linkOf(exchange, "Ann");
        var browser = site.browser();

        var stopped = browser.submit(browser.open(link).form("/" + token(link)));

        assertThat(stopped.heading()).isEqualTo("Reminders are off");
        assertThat(browser.open(link).heading()).isEqualTo("Reminders are off");
    }

    @Test
    void aReminderThatWaitsIsNotSentAnyMore() {
        var exchange = Gathering.in(ExchangeState.MATCHED, site, site.setUp());
        var link = linkOf(exchange, "Ann");
        var mails = site.mail().to("ann@example.org").size();
        reminders.remind(exchange.id(), SOME_TIME.plusSeconds(86_400));

        post(link);

        assertThat(site.mail().to("ann@example.org")).hasSize(mails);
    }

    @Test
    void newsStillComeAndTheOwnPageSwitchesRemindersOnAgain() {
        var exchange = Gathering.in(ExchangeState.MATCHED, site, site.setUp());
        post(linkOf(exchange, "Ann"));

        exchange.then("rematch");

        assertThat(site.mail().subjectsTo("ann@example.org")).contains("“Family Christmas”: names were drawn again");
        var ann = exchange.enter("Ann");
        ann.submit(exchange.me(ann).form("/me/reminders"));
        assertThat(withReminders(exchange)).isEqualTo("3");
    }

    @Test
    void itWorksWhenTheExchangeIsOverAndForThatExchangeAlone() {
        var admin = site.setUp();
        var exchange = Gathering.in(ExchangeState.MATCHED, site, admin);
        var other = Gathering.in(ExchangeState.MATCHED, site, admin);
        var link = linkOf(exchange, "Ann");
        exchange.then("complete");

        assertThat(post(link).status()).isEqualTo(200);

        assertThat(withReminders(exchange)).isEqualTo("2");
        assertThat(withReminders(other)).isEqualTo("3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1001", "%00", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void aTokenThatWasNotMadeHereLeadsNowhere(String token) {
        site.setUp();

        assertThat(site.browser().open("/unsubscribe/" + token).status()).isIn(400, 404);
        assertThat(post("/unsubscribe/" + token).status()).isIn(400, 404);
    }

    @Test
    void whatWasSealedForSomethingElseOrForNobodyLeadsNowhere() {
        site.setUp();
        var forElse = secretBox.seal(new byte[Long.BYTES], "assignment:1:1:1");
        var forNobody = secretBox.seal(new byte[Long.BYTES], "unsubscribe");

        assertThat(post("/unsubscribe/" + forElse).heading()).isEqualTo("Page not found");
        assertThat(post("/unsubscribe/" + forNobody).status()).isEqualTo(404);
    }

    /** From a reminder. */
    private String linkOf(Gathering exchange, String name) {
        reminders.remind(exchange.id(), SOME_TIME);
        return site.mail().lastTo(Gathering.address(name)).link("/unsubscribe/");
    }

    /** As a mail program does: without cookies, and without having seen the page. */
    private Page post(String link) {
        Browser program = site.browser();
        return program.send(program.request(link)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click")));
    }

    private String withReminders(Gathering exchange) {
        return site.column(
                        "select count(*) from participant where exchange_id = ? and reminder_enabled = true",
                        exchange.id())
                .get(0);
    }
}
