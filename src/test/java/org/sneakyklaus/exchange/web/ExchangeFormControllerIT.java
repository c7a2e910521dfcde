package org.sneakyklaus.exchange.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.exchange.ExchangeState.DRAFT;
import static org.sneakyklaus.exchange.ExchangeState.MATCHED;
import static org.sneakyklaus.testsupport.Refusals.assertRefusedOnForm;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.NoErrorLogged;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;

/** An exchange is created, edited and copied. */
@IntegrationTest
class ExchangeFormControllerIT implements NoErrorLogged {

    private final Site site;
    private final TestClock clock;

    ExchangeFormControllerIT(Site site, TestClock clock) {
        this.site = site;
        this.clock = clock;
    }

    @Test
    void aContactWithoutANameIsShown() {
        var admin = site.setUp();
        var made = Gathering.created(
                site, admin, Gathering.blank(admin).with("organiserName", "").with("organiserContact", "0123 456"));

        made.then("open");

        assertThat(site.browser().open(made.link() + "/register").text()).contains("Ask the organiser: 0123 456");
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

    @ParameterizedTest
    @EnumSource(names = {"DRAFT", "MATCHED"})
    void aFormThatWasOpenedBeforeAnotherChangeDoesNotUndoIt(ExchangeState state) {
        var admin = site.setUp();
        var exchange = Gathering.in(state, site, admin);
        var early = admin.open(exchange.path() + "/edit").form("/edit");
        var other = admin.open(exchange.path() + "/edit").form("/edit");
        admin.submit(other.with("exchangeDate", "2026-12-26T18:00"));

        var refused = admin.submit(early.with("budget", "nothing"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("This page was out of date.");
        assertThat(refused.value("/edit", "budget")).as("what was typed").isEqualTo("nothing");
        var now = admin.open(exchange.path() + "/edit");
        assertThat(now.value("/edit", "exchangeDate")).isEqualTo("2026-12-26T18:00");
        assertThat(now.value("/edit", "budget")).isNotEqualTo("nothing");
        admin.submit(refused.form("/edit").with("exchangeDate", "2026-12-26T18:00"));
        assertThat(admin.open(exchange.path() + "/edit").value("/edit", "budget"))
                .isEqualTo("nothing");
    }

    @Test
    void aChangedDateOfADrawnExchangeIsToldToEverybody() {
        var admin = site.setUp();
        var exchange = Gathering.in(MATCHED, site, admin);
        var edit = admin.open(exchange.path() + "/edit").form("/edit");

        admin.submit(edit.with("description", "Only this"));
        assertThat(site.mail().subjectsTo("ann@example.org")).noneMatch(s -> s.contains("changed"));
        var another = admin.open(exchange.path() + "/edit").form("/edit");
        admin.submit(another.with("exchangeDate", "2026-12-26T18:00"));

        for (var name : exchange.people()) {
            assertThat(site.mail().lastTo(Gathering.address(name)).text()).contains("26 December 2026");
        }
    }

    @Tag("once")
    @ParameterizedTest
    @CsvSource({
        "name, ''",
        "name, '   '",
        "exchangeDate, ''",
        "exchangeDate, 2026-11-24T18:00",
        "exchangeDate, 24.12.2026 18:00",
        "exchangeDate, 2026-02-30T18:00",
        "exchangeDate, +999999999-12-31T18:00",
        "exchangeDate, 9999-12-31T23:59:60",
        "registrationCloseDate, 2026-12-25T00:00",
        "registrationCloseDate, 2026-12-24T18:00",
        "registrationCloseDate, 2026-11-25T04:59",
        "registrationCloseDate, tomorrow",
        "timezone, ''",
        "timezone, Mars/Olympus_Mons",
        "timezone, +01:00",
        "maxParticipants, 2",
        "maxParticipants, -1",
        "maxParticipants, 10001",
        "maxParticipants, lots",
        "maxParticipants, 3.5",
        "maxParticipants, 99999999999",
        "reminderDays, '7,x'",
        "reminderDays, '7,,1'",
        "reminderDays, 0",
        "reminderDays, 91",
        "reminderDays, 99999999999"
    })
    void aFieldOfAnExchangeThatIsWrongIsPointedAtAndNothingIsLost(String field, String typed) {
        refusedOnTheExchangeForm(field, typed);
    }

    @Tag("once")
    @ParameterizedTest
    @CsvSource({"name, 120", "budget, 60", "description, 5000", "organiserName, 120", "organiserContact, 254"})
    void aTextOfAnExchangeHasItsLength(String field, int most) {
        var admin = refusedOnTheExchangeForm(field, "x".repeat(most + 1));

        assertThat(admin.submit(Gathering.blank(admin).with(field, "x".repeat(most)))
                        .status())
                .isEqualTo(303);
    }

    private Browser refusedOnTheExchangeForm(String field, String typed) {
        var admin = site.setUp();
        var all = new LinkedHashMap<String, String>();
        all.put("name", "Family & friends");
        all.put("exchangeDate", "2026-12-24T18:00");
        all.put("timezone", "America/New_York");
        all.put("description", "First line\nsecond line");
        all.put("descriptionPublic", "true");
        all.put("drawOnClose", "true");
        all.put("budget", "about 20 €");
        all.put("reminderDays", "5,2");
        all.put("registrationCloseDate", "2026-12-10T12:00");
        all.put("maxParticipants", "12");
        all.put("organiserName", "Nora");
        all.put("organiserContact", "+1 555");
        all.put("nameInMail", "true");
        all.put("rememberPairs", "true");
        all.put(field, typed);

        var created = admin.open("/admin/exchanges/new").form("/admin/exchanges");
        all.forEach(created::with);
        assertRefusedOnForm(admin.submit(created), "/admin/exchanges", field, all);
        assertThat(site.count("exchange")).isZero();

        var exchange = Gathering.draft(site, admin);
        var before = site.everything();
        var edited = admin.open(exchange.path() + "/edit").form("/edit");
        all.forEach(edited::with);
        assertRefusedOnForm(admin.submit(edited), "/edit", field, all);
        assertThat(site.everything()).isEqualTo(before);
        return admin;
    }

    @Tag("once")
    @ParameterizedTest
    @CsvSource({"locale, xx", "theme, HALLOWEEN"})
    void aChoiceThatIsNotOfferedIsRefused(String field, String chosen) {
        var admin = site.setUp();

        var answer = admin.submit(Gathering.blank(admin).with(field, chosen).with("budget", "about 20 €"));

        assertRefusedOnForm(
                answer, "/admin/exchanges", field, Map.of("name", "Family Christmas", "budget", "about 20 €"));
        assertThat(site.count("exchange")).isZero();
    }

    @Tag("once")
    @Test
    void aNewExchangeIsNotFilledWithTheBrowsersZoneOverTheChosenOne() {
        var admin = site.setUp();
        assertThat(admin.open("/admin/exchanges/new").has("select[data-browser-timezone]"))
                .isTrue();

        var refused = admin.submit(Gathering.blank(admin).with("name", ""));

        assertThat(refused.has("select[data-browser-timezone]")).isFalse();
    }
}
