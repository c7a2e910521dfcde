package org.sneakyklaus.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Screens;
import org.sneakyklaus.testsupport.Site;

/** Whoever gets several things wrong is told all of them at once, each where it stands. */
@IntegrationTest
@Tag("once")
class MistakesIT {

    private final Site site;

    MistakesIT(Site site) {
        this.site = site;
    }

    @Test
    void ofANewExchangeWhateverTheReasonIs() {
        var admin = site.setUp();

        var page = admin.submit(Gathering.blank(admin)
                .with("name", " ")
                .with("exchangeDate", "2026-11-24T18:00")
                .with("registrationCloseDate", "2026-11-25T04:00")
                .with("budget", "x".repeat(61))
                .with("maxParticipants", "lots")
                .with("reminderDays", "7,x"));

        assertWrong(
                page,
                "/admin/exchanges",
                "name",
                "exchangeDate",
                "registrationCloseDate",
                "budget",
                "maxParticipants",
                "reminderDays");
        assertThat(site.count("exchange")).isZero();
        var withoutDates = admin.submit(Gathering.blank(admin)
                .with("exchangeDate", "")
                .with("registrationCloseDate", "2026-11-24T18:00")
                .with("maxParticipants", "2"));
        assertWrong(withoutDates, "/admin/exchanges", "exchangeDate", "registrationCloseDate", "maxParticipants");
    }

    @Test
    void ofAnEditedExchangeAlsoWhatIsFixedByNow() {
        var exchange = Gathering.in(ExchangeState.REGISTRATION_OPEN, site, site.setUp())
                .with("Dan");

        var page = exchange.admin()
                .submit(exchange.admin()
                        .open(exchange.path() + "/edit")
                        .form("/edit")
                        .with("name", "")
                        .with("exchangeDate", "2026-11-24T18:00")
                        .with("maxParticipants", "3")
                        .with("nameInMail", "true"));

        assertWrong(page, "/edit", "name", "exchangeDate", "maxParticipants", "nameInMail");
        assertThat(exchange.page().text()).contains("Family Christmas");
    }

    @Test
    void ofWhoJoinsAndOfWhoIsAdded() {
        var exchange = Gathering.open(site, site.setUp());

        var guest = site.browser();
        var joining = guest.submit(guest.open(exchange.link() + "/register")
                .form("/register")
                .with("name", "")
                .with("email", "nobody")
                .with("giftIdeas", "x".repeat(10_001)));
        assertWrong(joining, "/register", "name", "email", "giftIdeas");

        var adding = exchange.add("", "nobody");
        assertWrong(adding, "/participants", "name", "email");
        assertThat(site.count("participant")).isZero();
    }

    @Test
    void ofTheFirstAdminAndOfTheirSettings() {
        var fresh = site.browser();
        var setUp = fresh.submit(fresh.open(site.setUpLink())
                .form("/setup")
                .with("email", "nora")
                .with("password", "short")
                .with("passwordConfirmation", "other"));
        assertWrong(setUp, "/setup", "email", "password", "passwordConfirmation");

        var admin = site.setUp();
        var settings = admin.open("/admin/settings");
        var password = admin.submit(settings.form("/settings/password")
                .with("currentPassword", "not this one")
                .with("password", "password1234")
                .with("passwordConfirmation", "other"));
        assertWrong(password, "/settings/password", "currentPassword", "password", "passwordConfirmation");
        var address = admin.submit(settings.form("/settings/email")
                .with("currentPassword", "not this one")
                .with("email", "nora"));
        assertWrong(address, "/settings/email", "currentPassword", "email");
    }

    @Test
    void ofWhoMustNotDrawWhom() {
        var exchange = Gathering.in(ExchangeState.REGISTRATION_OPEN, site, site.setUp());

        var page = exchange.admin().submit(exchange.page().form("/exclusions"));

        assertWrong(page, "/exclusions", "participantA", "participantB");
    }

    @Test
    void theFirstMistakeHasTheFocus() {
        var admin = site.setUp();
        try (var screens = Screens.open(site.address(), Path.of("target", "screenshots", "mistakes"))) {
            var page = screens.newPerson(admin);
            page.navigate("/admin/exchanges/new");
            page.fill("[name=name]", " ");
            page.fill("[name=exchangeDate]", "2026-11-24T18:00");
            page.locator("summary").first().click();
            page.fill("[name=registrationCloseDate]", "2026-11-25T04:00");
            page.locator("main form button[type=submit]").first().click();

            assertThat(page.locator(".field-error")).hasCount(3);
            assertThat(page.locator("[name=name]")).isFocused();
            screens.shoot(page, "exchange");
        }
    }

    @Test
    void whatIsMissingAmongSeveralBoxesHasTheFocus() {
        var admin = site.setUp();
        var exchange = Gathering.created(site, admin, Gathering.blank(admin).with("personalLinks", "ORGANISER"));
        admin.submit(exchange.page().form("/participants").with("name", "Hilda").with("contact", "LINK"));
        try (var screens = Screens.open(site.address(), Path.of("target", "screenshots", "mistakes"))) {
            var page = screens.newPerson(admin);
            page.navigate(exchange.path() + "/cards");
            page.check("[name=confirm]");
            page.locator("main form button").click();

            assertThat(page.locator(".field-error")).hasText("Choose at least one person.");
            assertThat(page.locator(".field-error")).isFocused();
            assertThat(page.locator("[name=confirm]")).isChecked();
        }
    }

    private static void assertWrong(Page page, String form, String... fields) {
        assertThat(page.status()).isEqualTo(422);
        assertThat(fields)
                .allSatisfy(
                        field -> assertThat(page.errorAt(form, field)).as(field).isNotEmpty());
    }
}
