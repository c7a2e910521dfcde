package org.sneakyklaus.exchange.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.exchange.ExchangeState.DRAFT;
import static org.sneakyklaus.exchange.ExchangeState.MATCHED;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;

/** An exchange is created, edited and copied. */
@IntegrationTest
class ExchangeFormControllerIT {

    private final Site site;
    private final TestClock clock;

    ExchangeFormControllerIT(Site site, TestClock clock) {
        this.site = site;
        this.clock = clock;
    }

    @Test
    void anExchangeIsCreatedEditedAndCopied() {
        var admin = site.setUp();
        var made = Gathering.created(
                site,
                admin,
                Gathering.blank(admin)
                        .with("description", "At Nora's\nBring cake")
                        .with("budget", "about 20 €")
                        .with("maxParticipants", "8")
                        .with("registrationCloseDate", "2026-12-10T12:00")
                        .with("reminderDays", "14, 2")
                        .with("organiserName", "Nora")
                        .with("organiserContact", "nora@example.org")
                        .with("rememberPairs", "true"));
        assertThat(made.state()).isEqualTo(DRAFT);
        assertThat(made.page().text())
                .contains(
                        "Family Christmas",
                        "(Eastern Time)",
                        "18:00",
                        "14, 2",
                        "about 20 €",
                        "Bring cake",
                        "at most 8");

        var edit = admin.open(made.path() + "/edit");
        assertThat(edit.value("/edit", "reminderDays")).isEqualTo("14, 2");
        assertThat(edit.value("/edit", "registrationCloseDate")).isEqualTo("2026-12-10T12:00");
        assertThat(edit.value("/edit", "rememberPairs")).isEqualTo("true");
        assertThat(admin.submit(edit.form("/edit")
                                .with("name", "New Year")
                                .without("rememberPairs")
                                .with("reminderDays", ""))
                        .leadsTo())
                .isEqualTo(made.path());
        assertThat(made.page().heading()).isEqualTo("New Year");
        assertThat(site.count("reminder_interval")).isZero();

        made.then("open").with("Ann");
        var copied = made.press("copy");
        assertThat(copied.leadsTo()).matches("/admin/exchanges/\\d+/edit");
        var copy = admin.open(copied.leadsTo());
        assertThat(copy.value("/edit", "name")).isEqualTo("New Year");
        assertThat(copy.value("/edit", "exchangeDate")).isEqualTo("2026-12-24T18:00");
        assertThat(site.count("participant")).isEqualTo(1);
    }

    @Test
    void aNewExchangeTakesAfterItsOrganiserAndIsForTheNextChristmasEve() {
        var admin = site.setUp();
        admin.submit(admin.open("/admin/settings").form("/profile").with("timezone", "Pacific/Auckland"));
        clock.set(Instant.parse("2026-12-23T10:59:00Z"));
        assertThat(admin.open("/admin/exchanges/new").value("/admin/exchanges", "exchangeDate"))
                .isEqualTo("2026-12-24T18:00");

        clock.set(Instant.parse("2026-12-23T11:01:00Z"));
        var page = admin.open("/admin/exchanges/new");

        assertThat(page.value("/admin/exchanges", "exchangeDate")).isEqualTo("2027-12-24T18:00");
        assertThat(page.value("/admin/exchanges", "timezone")).isEqualTo("Pacific/Auckland");
        assertThat(page.value("/admin/exchanges", "locale")).isEqualTo("en");
    }

    @Test
    void whatTheFirstRegistrationFixedStays() {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin).with("Ann", "Ben", "Cy", "Dan");
        var edit = admin.open(exchange.path() + "/edit").form("/edit");

        assertThat(admin.submit(edit.with("nameInMail", "true")).errorAt("/edit", "nameInMail"))
                .contains("cannot change");
        var remember = admin.submit(edit.without("nameInMail").with("rememberPairs", "true"));
        assertThat(remember.errorAt("/edit", "rememberPairs")).contains("cannot turn it on");
        assertThat(remember.value("/edit", "rememberPairs")).isEqualTo("true");
        var tooFew = admin.submit(edit.without("rememberPairs").with("maxParticipants", "3"));
        assertThat(tooFew.errorAt("/edit", "maxParticipants")).contains("4");
        assertThat(admin.submit(edit.with("maxParticipants", "4")).status()).isEqualTo(303);
    }

    @Test
    void aChangedDateOfADrawnExchangeIsToldToEverybody() {
        var admin = site.setUp();
        var exchange = Gathering.in(MATCHED, site, admin);
        var edit = admin.open(exchange.path() + "/edit").form("/edit");

        admin.submit(edit.with("description", "Only this"));
        assertThat(site.mail().subjectsTo("ann@example.org")).noneMatch(s -> s.contains("changed"));
        admin.submit(edit.with("exchangeDate", "2026-12-26T18:00"));

        for (var name : exchange.people()) {
            assertThat(site.mail().lastTo(Gathering.address(name)).text()).contains("26 December 2026");
        }
    }
}
