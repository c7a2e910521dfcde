package org.sneakyklaus.exclusion;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_CLOSED;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Screens;
import org.sneakyklaus.testsupport.Site;

/** The organiser makes rules, and the page tells after each what they mean for the draw. */
@Tag("once")
@IntegrationTest
class RulesIT {

    private final Site site;

    RulesIT(Site site) {
        this.site = site;
    }

    @Test
    void whatTheRulesMeanIsToldBeforeTheDraw() {
        var exchange = Gathering.draft(site, site.setUp());
        exchange.with("Ann", "Ben");
        assertThat(exchange.page().has("#verdict")).isFalse();

        exchange.with("Cy");
        assertThat(verdict(exchange)).contains("A draw is possible for these 3 people", "With three people");

        exchange.with("Dan", "Eve");
        assertThat(verdict(exchange))
                .isEqualTo(
                        "A draw is possible for these 5 people. It forms a single circle, so no two people draw each other.");

        several(exchange, "Ann", "Cy", "Dan", "Eve");
        assertThat(verdict(exchange)).contains("only one person to draw for: Ann");

        several(exchange, "Ben", "Cy", "Dan", "Eve");
        assertThat(verdict(exchange))
                .contains("A draw is possible", "no single circle", "only one person to draw for: Ann and Ben");

        several(exchange, "Cy", "Ann", "Ben", "Dan");
        several(exchange, "Dan", "Ann", "Ben", "Eve");
        assertThat(verdict(exchange)).contains("only one possible draw").doesNotContain("person to draw for:");
    }

    @Test
    void whatBlocksADrawIsToldAndCanBeTakenAway() {
        var exchange = Gathering.in(REGISTRATION_CLOSED, site, site.setUp()).with("Dan", "Eve");
        exchange.rule("Dan", "Eve", true);
        several(exchange, "Ann", "Ben", "Cy", "Dan", "Eve");

        assertThat(verdict(exchange))
                .contains(
                        "No draw is possible. Ann cannot draw anyone.",
                        "any one of these exclusions: Ann cannot draw Ben.")
                .doesNotContain("Dan and Eve cannot draw each other");
        assertThat(exchange.page().text()).contains("No draw is possible. See why");
        assertThat(exchange.page().hasForm("/match")).isFalse();

        var ruleOfBen = exchange.page().attribute("#verdict form", "action");
        assertThat(exchange.admin().submit(exchange.page().form(ruleOfBen)).status())
                .isEqualTo(303);

        assertThat(verdict(exchange)).contains("A draw is possible", "for: Ann");
        exchange.then("match");
    }

    @Test
    void whereOneRuleLessIsNotEnoughThatIsSaid() {
        var exchange = Gathering.draft(site, site.setUp()).with("Ann", "Ben", "Cy", "Dan");
        several(exchange, "Ann", "Ben", "Cy", "Dan");
        several(exchange, "Ben", "Ann", "Cy", "Dan");

        assertThat(verdict(exchange))
                .contains(
                        "Ann cannot draw anyone",
                        "Removing one exclusion is not enough",
                        "3 exclusions that prevent a draw");
    }

    @Test
    void severalCirclesAreToldAfterTheDraw() {
        var exchange = Gathering.in(REGISTRATION_CLOSED, site, site.setUp()).with("Dan");
        assertThat(drawn(exchange, "match")).contains("Names drawn.").doesNotContain("circle");
        exchange.then("cancel-match");

        several(exchange, "Ann", "Cy", "Dan");
        several(exchange, "Ben", "Cy", "Dan");

        assertThat(drawn(exchange, "match"))
                .contains("The draw has several circles, because the exclusions allow no single one");
        assertThat(drawn(exchange, "rematch"))
                .contains(
                        "Names drawn again.",
                        "The draw has several circles, because the exclusions allow no single one");
    }

    @Test
    void aRuleWakesWhenItsPersonReturns() {
        var exchange = Gathering.draft(site, site.setUp()).with("Ann", "Ben", "Cy", "Dan");
        several(exchange, "Ann", "Ben", "Cy", "Dan");
        assertThat(verdict(exchange)).contains("No draw is possible");

        exchange.then("participants/" + exchange.idOf("Ann") + "/remove");
        assertThat(verdict(exchange)).contains("A draw is possible for these 3 people");
        assertThat(exchange.page().text()).contains("inactive: one of them does not take part now");

        exchange.then("participants/" + exchange.idOf("Ann") + "/restore");
        assertThat(verdict(exchange)).contains("No draw is possible");
        assertThat(exchange.page().text()).doesNotContain("inactive");
    }

    @Test
    void oneAmongSeveralIsRefusedAtTheField() {
        var exchange = Gathering.draft(site, site.setUp()).with("Ann", "Ben");

        var answer = exchange.admin()
                .submit(exchange.page().form("/exclusions/several").with("participantA", "" + exchange.idOf("Ann")));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.texts("#several .field-error")).containsExactly("Choose a person.");
        assertThat(answer.value("/exclusions/several", "participantA")).isEqualTo("" + exchange.idOf("Ann"));
        assertThat(answer.has(".tab-open #several[open]")).isTrue();
    }

    @Test
    void withScriptsRulesAreEditedWithoutLeavingThePlace() {
        var exchange = Gathering.in(REGISTRATION_CLOSED, site, site.setUp()).with("Dan", "Eve");
        exchange.add("Eve", "another@example.org");
        try (var screens = Screens.open(
                site.address(), Path.of("target", "screenshots", System.getProperty("test.database", "sqlite")))) {
            var page = organiser(screens, exchange);
            page.click("#several summary");
            page.selectOption("#several-participantA", "" + exchange.idOf("Ann"));
            page.locator("#several [name=participants]").all().forEach(Locator::check);
            page.uncheck("#several-mutual");
            page.click("#several button");

            assertThat(page.locator("#verdict")).containsText("Ann cannot draw anyone");
            assertThat(page.locator("#exclusions .notice[role=status]")).hasText("5 exclusions added.");
            assertThat(page.locator("body > [role=status]")).containsText("5 exclusions added. No draw is possible.");
            assertThat(page.locator("#next")).containsText("No draw is possible");
            assertThat(page.locator("#exclusions h2")).isFocused();
            assertThat(page.locator("#several")).hasAttribute("open", "");
            screens.shoot(page, "rules-impossible");

            page.locator("#verdict").getByRole(AriaRole.BUTTON).first().click();
            assertThat(page.locator("#verdict")).containsText("only one person to draw for: Ann");
            screens.shoot(page, "rules-tight");
            page.locator("[data-lines] button").first().click();
            assertThat(page.locator("[data-lines] li")).hasCount(3);
            assertThat(page.locator("[data-lines] button").first()).isFocused();
            // What follows is refused, which the browser complains about.
            screens.assertNoComplaints();

            page.click("#several button");
            assertThat(page.locator("#several .field-error").first()).hasText("Choose a person.");
            assertThat(page.locator("#several-participantA")).isFocused();
            assertThat(page.evaluate("window.untouched")).isEqualTo(true);
        }
    }

    @Test
    void whatElseIsTickedOutlivesAnEditInPlace() {
        var exchange = Gathering.in(REGISTRATION_CLOSED, site, site.setUp()).with("Eve");
        exchange.add("Eve", "another@example.org");
        try (var screens = Screens.open(
                site.address(), Path.of("target", "screenshots", System.getProperty("test.database", "sqlite")))) {
            var page = organiser(screens, exchange);
            page.locator("#next [name=leaveOut]").first().check();
            page.click("#group summary");
            page.locator("#group [name=participants]").nth(2).check();

            page.selectOption("#exclusions-participantA", "" + exchange.idOf("Ann"));
            page.selectOption("#exclusions-participantB", "" + exchange.idOf("Ben"));
            page.click("#exclusions button");

            assertThat(page.locator("[data-lines]")).containsText("Ann and Ben cannot draw each other");
            assertThat(page.locator("#next [name=leaveOut]").first()).isChecked();
            assertThat(page.locator("#group [name=participants]").nth(2)).isChecked();
            assertThat(page.locator("#exclusions-participantA")).hasValue("");
        }
    }

    @Test
    void anEditInPlaceThatComesTooLateShowsHowThingsStand() {
        var exchange = Gathering.in(REGISTRATION_CLOSED, site, site.setUp());
        try (var screens = Screens.open(
                site.address(), Path.of("target", "screenshots", System.getProperty("test.database", "sqlite")))) {
            var page = organiser(screens, exchange);
            exchange.then("match");

            page.selectOption("#exclusions-participantA", "" + exchange.idOf("Ann"));
            page.selectOption("#exclusions-participantB", "" + exchange.idOf("Ben"));
            page.click("#exclusions button");

            assertThat(page.locator("#exclusions [role=alert]")).containsText("can only change before the draw");
            assertThat(page.locator("main")).containsText("Names drawn.");
            assertThat(page.locator("#exclusions form")).hasCount(0);
            assertThat(page.locator("#next")).containsText("Names are drawn");
        }
    }

    private static Page organiser(Screens screens, Gathering exchange) {
        var page = screens.newPerson();
        page.navigate("/admin/login");
        page.fill("[name=email]", Site.ADMIN);
        page.fill("[name=password]", Site.PASSWORD);
        page.click("main button[type=submit]");
        page.navigate(exchange.path() + "#exclusions");
        page.evaluate("window.untouched = true");
        return page;
    }

    private static String drawn(Gathering exchange, String action) {
        return String.join(" ", exchange.admin().follow(exchange.press(action)).texts("[role=status]"));
    }

    private static void several(Gathering exchange, String giver, String... receivers) {
        var answer = exchange.admin()
                .submit(exchange.page()
                        .form("/exclusions/several")
                        .with("participantA", "" + exchange.idOf(giver))
                        .with(
                                "participants",
                                Stream.of(receivers)
                                        .map(exchange::idOf)
                                        .map(String::valueOf)
                                        .toArray(String[]::new))
                        .without("mutual"));
        assertThat(answer.status()).as("%s", answer).isEqualTo(303);
    }

    private static String verdict(Gathering exchange) {
        var page = exchange.page();
        assertThat(page.status()).isEqualTo(200);
        return String.join(" ", page.texts("#verdict"));
    }
}
