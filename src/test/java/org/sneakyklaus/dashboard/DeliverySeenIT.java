package org.sneakyklaus.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.exchange.ExchangeState.MATCHED;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_OPEN;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Roster;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;

/** The organiser sees at each person how the e-mails to them stand. */
@IntegrationTest
@Tag("once")
class DeliverySeenIT {

    private final Site site;
    private final Roster roster;
    private final TestClock clock;

    DeliverySeenIT(Site site, Roster roster, TestClock clock) {
        this.site = site;
        this.roster = roster;
        this.clock = clock;
    }

    @Test
    void theWorstIsToldAtEachPersonWithWhatToDo() {
        var exchange = Gathering.in(REGISTRATION_OPEN, site, site.setUp());
        assertThat(of("Ann", exchange.page())).contains("Email waiting");
        site.mail().all();
        assertThat(of("Ann", exchange.page())).contains("Email captured");
        become(exchange, "Ben", "transport = 'smtp'");
        assertThat(of("Ben", exchange.page())).contains("Email sent");

        become(exchange, "Ann", "delivery = 'BOUNCED'");
        become(exchange, "Ben", "state = 'FAILED', last_error = 'Resend answered 422'");
        become(exchange, "Cy", "delivery = 'DELIVERED'");

        var page = exchange.page();
        assertThat(of("Ann", page)).contains("Email bounced Correct the address.");
        assertThat(of("Ben", page)).contains("Email failed See why, then send it again. Resend answered 422");
        assertThat(of("Cy", page)).contains("Email delivered");
        var details = exchange.admin().open("/admin/outbox?participant=" + roster.id(exchange.id(), "Ben"));
        assertThat(details.texts("tbody tr"))
                .singleElement()
                .asString()
                .contains("Ben", "Failed", "Resend answered 422");
    }

    @Test
    void thePageOfTheExchangeCountsThemAndHowPeopleCameIn() {
        var exchange = Gathering.draft(site, site.setUp()).then("open");
        assertThat(exchange.page().has("#mails, .chart")).isFalse();
        exchange.with("Ann", "Ben");
        assertThat(exchange.page().has("#people .chart")).isFalse();
        clock.advance(Duration.ofDays(2));
        exchange.with("Cy");
        site.mail().all();
        become(exchange, "Ann", "delivery = 'BOUNCED'");
        become(exchange, "Cy", "state = 'PENDING'");

        var page = exchange.page();

        assertThat(page.texts("#mails .legend li"))
                .containsExactly("1 captured", "1 waiting", "1 bounced or marked as spam");
        assertThat(page.has("#mails svg > .bar-kept + .bar-waiting + .bar-back"))
                .isTrue();
        assertThat(page.texts("#chart-joined"))
                .containsExactly(
                        "3 people joined between 25 November 2026 and 27 November 2026, at most 2 in one day.");
    }

    @Test
    void whoseAddressBouncesIsNotCountedAmongThoseWhoWillBeAsked() {
        var exchange = Gathering.in(MATCHED, site, site.setUp());
        site.mail().all();
        assertThat(exchange.page().text()).contains("3 people will get an email.");

        become(exchange, "Ann", "delivery = 'BOUNCED'");

        assertThat(exchange.page().text()).contains("2 people will get an email.");
    }

    @Test
    void whatIsMendedByANewerOneIsForgotten() {
        var exchange = Gathering.in(REGISTRATION_OPEN, site, site.setUp());
        site.mail().all();
        become(exchange, "Ann", "delivery = 'BOUNCED'");

        exchange.admin().post(exchange.path() + "/participants/" + roster.id(exchange.id(), "Ann") + "/resend");
        site.mail().all();

        assertThat(of("Ann", exchange.page())).contains("Email captured").doesNotContain("bounced");
    }

    @Test
    void afterTheDrawTheyAreAskedForAnotherAddressAlsoWhenSomethingElseArrived() {
        var exchange = Gathering.in(MATCHED, site, site.setUp());
        site.mail().all();
        become(exchange, "Ann", "delivery = case kind when 'PAIRING' then 'BOUNCED' else 'DELIVERED' end");
        become(exchange, "Ben", "delivery = case kind when 'PAIRING' then 'DELIVERED' else 'BOUNCED' end");

        assertThat(of("Ann", exchange.page())).contains("Email bounced Ask them to change their address");
        assertThat(of("Ben", exchange.page())).contains("Email bounced Ask them to change their address");
    }

    @Test
    void whatWasNotWorthSendingDoesNotHideWhatCameBack() {
        var exchange = Gathering.in(REGISTRATION_OPEN, site, site.setUp());
        site.mail().all();
        become(exchange, "Ann", "delivery = 'BOUNCED'");
        exchange.admin().post(exchange.path() + "/participants/" + roster.id(exchange.id(), "Ann") + "/resend");
        become(exchange, "Ann", "state = case when delivery is null then 'CANCELLED' else state end");

        assertThat(of("Ann", exchange.page())).contains("Email bounced");
    }

    @Test
    void whatIsWrittenToTheOrganiserAboutSomebodyIsNotToldAtThem() {
        var exchange = Gathering.open(site, site.setUp());
        exchange.admin().post(exchange.path() + "/notifications", "newRegistration", "true");
        exchange.join("Dora");
        become(exchange, "Dora", "state = case kind when 'SOMEBODY_REGISTERED' then 'FAILED' else state end");

        assertThat(site.count("outbound_email where state = 'FAILED'")).isOne();
        assertThat(of("Dora", exchange.page())).doesNotContain("Email");
    }

    @Test
    void ofThoseWhoHaveComeByNothingIsToldWhileAllIsWell() {
        var exchange = Gathering.open(site, site.setUp());
        exchange.join("Dora");

        assertThat(of("Dora", exchange.page())).doesNotContain("Email");
        become(exchange, "Dora", "delivery = 'DELIVERED'");
        assertThat(of("Dora", exchange.page())).doesNotContain("Email");
        become(exchange, "Dora", "delivery = 'BOUNCED'");
        assertThat(of("Dora", exchange.page())).contains("Email bounced");
    }

    @Test
    void theWordsOfTheServiceAreToldOnlyWhereSomethingIsWrong() {
        var exchange = Gathering.in(REGISTRATION_OPEN, site, site.setUp());
        site.mail().all();
        become(exchange, "Ann", "delivery = 'BOUNCED', last_error = 'No <b>such</b> mailbox'");
        become(exchange, "Ben", "state = 'PENDING', last_error = 'Try again later'");
        become(exchange, "Cy", "transport = 'smtp', last_error = 'Try again later'");

        var page = exchange.page();

        assertThat(page.texts("#people q")).containsExactly("No <b>such</b> mailbox", "Try again later");
        assertThat(of("Cy", page)).contains("Email sent").doesNotContain("later");
    }

    private void become(Gathering exchange, String name, String assignment) {
        site.change(
                "update outbound_email set " + assignment + " where participant_id = ?",
                roster.id(exchange.id(), name));
    }

    private static String of(String name, Page page) {
        return page.texts("#people tbody tr").stream()
                .filter(row -> row.startsWith(name))
                .findFirst()
                .orElseThrow();
    }
}
