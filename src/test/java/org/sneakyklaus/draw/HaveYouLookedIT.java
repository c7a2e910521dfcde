package org.sneakyklaus.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.exchange.ExchangeState.MATCHED;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.AtOnce;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Mail;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;

/** The organiser asks everybody to look whom they give to. The exchange is in New York, where it is 05:00. */
@IntegrationTest
@Tag("once")
class HaveYouLookedIT {

    private final Site site;
    private final TestClock clock;

    HaveYouLookedIT(Site site, TestClock clock) {
        this.site = site;
        this.clock = clock;
    }

    @Test
    void everybodyIsAskedInTheSameWords() {
        var exchange = Gathering.open(site, site.setUp());
        var anna = exchange.join("Anna");
        var bert = exchange.join("Bert");
        exchange.join("Cleo");
        bert.submit(exchange.me(bert).form("/me/reminders"));
        exchange.then("close").then("match");
        anna.submit(exchange.me(anna).form("/me/reveal"));

        exchange.then("reminders/send");

        var mails = asked();
        assertThat(mails)
                .extracting(Mail::to)
                .containsExactlyInAnyOrder("anna@example.org", "bert@example.org", "cleo@example.org");
        assertThat(mails.stream().map(HaveYouLookedIT::withoutNameAndLink).distinct())
                .hasSize(1);
        Gathering.signIn(site.browser(), site.mail().lastTo("cleo@example.org"));
        assertThat(exchange.me(anna).texts(".timeline li").get(0))
                .contains("Participants were asked to check who they drew");
        assertThat(exchange.page().texts(".timeline li").get(0))
                .contains("Participants were asked to check who they drew");
    }

    @Test
    void whoWantsToLeaveIsNotAsked() {
        var exchange = Gathering.open(site, site.setUp()).with("Ben", "Cy", "Dan");
        exchange.register(site.browser(), "Ann", "ann@example.org");
        var notMe = site.mail().lastTo("ann@example.org").link("/not-me/");
        exchange.then("close").then("match");
        var ben = exchange.enter("Ben");
        var stranger = site.browser();

        stranger.submit(stranger.open(notMe).form(notMe.substring(notMe.indexOf("/exchange/"))));
        ben.submit(exchange.me(ben).form("/leave-request"));
        assertThat(exchange.page().text()).contains("2 people will get an email.");
        exchange.then("reminders/send");

        assertThat(asked()).extracting(Mail::to).containsExactlyInAnyOrder("cy@example.org", "dan@example.org");
    }

    @Test
    void onceADayIsEnough() {
        var exchange = Gathering.in(MATCHED, site, site.setUp());
        var shown = exchange.page();

        var answer = exchange.press("reminders/send");

        assertThat(exchange.admin().follow(answer).text())
                .contains("We’re emailing participants to ask them to check who they drew");
        assertThat(exchange.page().text())
                .contains("0 of 3 people have seen who they drew", "You can ask again tomorrow");
        assertThat(exchange.page().has("form[action*=/reminders/send]")).isFalse();
        clock.set(Instant.parse("2026-11-26T04:59:59Z"));
        var before = site.everything();
        assertThatItIsRefused(exchange.admin().submit(shown.form("/reminders/send")));
        assertThat(site.everything()).isEqualTo(before);

        clock.set(Instant.parse("2026-11-26T05:00:00Z"));
        exchange.then("reminders/send");
        assertThat(asked()).hasSize(6);
    }

    @Test
    void whatWasAskedTomorrowDoesNotCountOnceTheClockIsSetBack() {
        var exchange = Gathering.in(MATCHED, site, site.setUp());
        clock.set(Instant.parse("2026-11-26T15:00:00Z"));
        exchange.then("reminders/send");
        assertThat(asked()).hasSize(3);

        clock.set(Instant.parse("2026-11-25T15:00:00Z"));
        exchange.then("reminders/send");

        assertThat(asked()).hasSize(6);
    }

    @Test
    void anotherDrawOfTheSameDayDoesNotLetThemBeAskedAgain() {
        var exchange =
                Gathering.in(MATCHED, site, site.setUp()).then("reminders/send").then("rematch");

        assertThatItIsRefused(exchange.admin().post(exchange.path() + "/reminders/send"));
    }

    @Test
    void aDoubleClickAsksOnce() throws InterruptedException {
        var exchange = Gathering.in(MATCHED, site, site.setUp());
        var form = exchange.page().form("/reminders/send");

        var answers = AtOnce.get(
                () -> exchange.admin().submit(form), () -> exchange.admin().submit(form));

        assertThat(answers).extracting(Page::status).containsExactlyInAnyOrder(303, 409);
        assertThat(asked()).hasSize(3);
    }

    private static void assertThatItIsRefused(Page answer) {
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.texts("[role=alert]"))
                .containsExactly("You asked everyone today. You can ask again tomorrow.");
    }

    private List<Mail> asked() {
        return site.mail().all().stream()
                .filter(mail -> mail.subject().contains("check who you drew"))
                .toList();
    }

    private static String withoutNameAndLink(Mail mail) {
        return (mail.subject() + mail.text() + mail.html())
                .replaceAll("/signin/[\\w-]{43}", "")
                .replaceAll("Anna|Bert|Cleo", "");
    }
}
