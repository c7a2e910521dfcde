package org.sneakyklaus.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Screens;
import org.sneakyklaus.testsupport.Site;

/** Whole stories without a mouse. */
@Tag("once")
@IntegrationTest
class KeyboardIT {

    private final Site site;
    private final Screens screens;

    KeyboardIT(Site site) {
        this.site = site;
        this.screens = Screens.open(site.address(), Path.of("target", "screenshots", "keyboard"));
    }

    @AfterEach
    void close() {
        screens.close();
    }

    @Test
    void aParticipantJoinsConfirmsAndLooks() {
        var exchange = Gathering.open(site, site.setUp()).with("Ben", "Cy");
        var page = screens.newPerson();
        var keys = new Keyboard(page);
        page.navigate(exchange.link());

        keys.to("Skip to content").press("Enter");
        keys.to("Your name").type("  ");
        keys.to("Your email address").type("ann@example.org");
        keys.to("Gift ideas").type("Wool socks");
        keys.to("Remind me").press("Space");
        keys.follow("Join");

        assertThat(page.locator("[name=name]")).isFocused();
        assertThat(page.locator("[name=name]")).hasAccessibleDescription("As the others know you. Fill in this field.");
        keys.type("Ann");
        keys.follow("Join");
        assertThat(page.locator("h1")).hasText("Check your email");

        page.navigate(site.mail().lastTo("ann@example.org").link("/signin/"));
        keys.follow("Sign in");
        assertThat(page.locator("main")).containsText("Signed in as Ann.");
        assertThat(page.locator("main")).containsText("Reminders are off.");

        exchange.then("close").then("match");
        page.reload();
        keys.to("See who you drew").press("Enter");
        assertThat(page.locator(".gift-for")).isFocused();
        assertThat(page.locator(".gift-name")).hasText(Pattern.compile("Ben|Cy"));
        keys.follow("Hide the name");
        assertThat(page.locator(".gift-name")).hasCount(0);
        screens.assertNoComplaints();
    }

    @Test
    void whatIsRefusedInPlaceIsToldThere() {
        var exchange = Gathering.open(site, site.setUp()).with("Ben", "Cy");
        var ann = exchange.join("Ann");
        var organiser = screens.newPerson(exchange.admin());
        organiser.navigate(exchange.path());
        var keys = new Keyboard(organiser);
        keys.to("Exclusions").press("Enter");
        keys.to("Household or team").press("Enter");
        keys.to("Add exclusions").press("Enter");
        assertThat(organiser.locator(".field-error")).isFocused();

        exchange.then("close").then("match");
        site.change("update assignment set receiver = 'sealed under another key'");
        var page = screens.newPerson(ann);
        page.navigate(exchange.link() + "/me");
        new Keyboard(page).to("See who you drew").press("Enter");
        assertThat(page.locator("#recipient [data-news]")).containsText("cannot be shown");
        assertThat(page.locator("#recipient [data-news]")).isFocused();
        screens.assertNoComplaints();
    }

    @Test
    void theOrganiserCreatesOpensAddsARuleClosesAndDraws() {
        var admin = site.setUp();
        var page = screens.newPerson();
        var keys = new Keyboard(page);
        page.navigate("/admin");

        keys.to("Email address").type(Site.ADMIN);
        keys.to("Password").type("a guess");
        keys.follow("Sign in");
        assertThat(page.locator("[role=alert]")).isFocused();
        keys.to("Password").type(Site.PASSWORD);
        keys.follow("Sign in");

        keys.follow("New exchange");
        keys.to("Name").type("Office");
        keys.to("Date and time").type("12242026").press("ArrowRight").type("0600PM");
        keys.follow("Create exchange");
        keys.follow("Open registration");
        var id = Long.parseLong(page.url().substring(page.url().lastIndexOf('/') + 1));
        var exchange = new Gathering(site, admin, id).with("Ann", "Ben", "Cy", "Dan");

        page.reload();
        keys.to("Exclusions").press("Enter");
        keys.to("Person").type("A");
        keys.to("Cannot draw").press("ArrowDown").press("ArrowDown");
        keys.to("Apply both ways").press("Space");
        keys.to("Add exclusion").press("Enter");
        assertThat(page.locator("[data-lines]")).containsText("Ann cannot draw Ben");
        assertThat(keys.place()).isEqualTo("Exclusions");
        keys.fromTheTopTo("Remove the exclusion for Ann and Ben");

        page.navigate(exchange.path());
        keys.follow("Close registration");
        keys.follow("Draw names");
        assertThat(page.locator("[role=status]").first()).containsText("Names drawn.");
        assertThat(exchange.state()).isEqualTo(ExchangeState.MATCHED);
        screens.assertNoComplaints();
    }
}
