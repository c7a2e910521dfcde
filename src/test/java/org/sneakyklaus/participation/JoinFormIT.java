package org.sneakyklaus.participation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Screens;
import org.sneakyklaus.testsupport.Site;

/** The form that everybody fills in, most of them on a phone. */
@Tag("once")
@IntegrationTest
class JoinFormIT {

    private final Site site;
    private final Screens screens;

    JoinFormIT(Site site) {
        this.site = site;
        this.screens = Screens.open(site.address(), Path.of("target", "screenshots", "join"));
    }

    @AfterEach
    void close() {
        screens.close();
    }

    @Test
    void aMistakeIsToldWhenAFieldIsLeftAndNothingIsLost() {
        var page = screens.newPerson();
        page.navigate(Gathering.open(site, site.setUp()).link());
        var email = page.locator("[name=email]");

        email.fill("nobody");
        assertThat(page.locator(".field-error")).hasCount(0);
        page.keyboard().press("Tab");
        assertThat(page.locator(".field-error")).hasCount(1);
        assertThat(email).hasAttribute("aria-invalid", "true");
        assertThat(email).hasAccessibleDescription(Pattern.compile(".*@.*"));
        screens.shoot(page, "mistake");
        email.fill("ann@example.org");
        page.keyboard().press("Tab");
        assertThat(page.locator(".field-error")).hasCount(0);

        page.fill("[name=name]", "Ann");
        page.fill("[name=giftIdeas]", "Tea,\nstrong");
        page.uncheck("[name=reminderEnabled]");
        page.reload();
        assertThat(page.locator("[name=name]")).hasValue("Ann");
        assertThat(email).hasValue("ann@example.org");
        assertThat(page.locator("[name=giftIdeas]")).hasValue("Tea,\nstrong");
        assertThat(page.locator("[name=reminderEnabled]")).not().isChecked();

        email.fill("nobody");
        page.keyboard().press("Tab");
        email.fill("ann@example.org");
        page.click("main form button");
        assertThat(page.locator("h1")).hasText("Check your email");
        screens.assertNoComplaints();
    }

    @Test
    void whatWasTypedIsThereUntilItHasArrived() {
        var page = screens.newPerson();
        var link = Gathering.open(site, site.setUp()).link();
        page.navigate(link);
        page.fill("[name=name]", "Ann");
        page.fill("[name=email]", "ann@example.org");
        page.fill("[name=giftIdeas]", "Tea");
        var form = page.url();
        page.route(
                form,
                route -> route.resume(
                        new Route.ResumeOptions().setUrl(site.address() + "/exchange/abcdefghjkmn/register")),
                new Page.RouteOptions().setTimes(1));

        page.click("main form button");
        assertThat(page.locator("h1")).hasText("Page not found");
        page.navigate(link);
        assertThat(page.locator("[name=giftIdeas]")).hasValue("Tea");

        page.click("main form button");
        assertThat(page.locator("h1")).hasText("Check your email");
        page.navigate(link);
        assertThat(page.locator("[name=giftIdeas]")).hasValue("");
    }

    /** Else the next one at a shared tablet would find it. */
    @Test
    void aWordThatWasTypedIsNotKeptInTheBrowser() {
        var admin = site.setUp();
        var page = screens.newPerson();
        page.navigate(Gathering.created(site, admin, Gathering.blank(admin).with("personalLinks", "ANYBODY"))
                .then("open")
                .link());
        page.fill("[name=name]", "Ann");
        page.click("main form summary");
        page.fill("[name=word]", "a word that nobody knows");

        assertThat(page.evaluate("Object.values(sessionStorage).join()").toString())
                .contains("Ann")
                .doesNotContain("nobody knows");
        page.reload();
        assertThat(page.locator("[name=name]")).hasValue("Ann");
        assertThat(page.locator("[name=word]")).hasValue("");
    }

    @Test
    void withoutScriptsTheServerTellsAndKeepsWhatWasTyped() {
        var page = screens.newPersonWithoutScripts();
        page.navigate(Gathering.open(site, site.setUp()).link());
        page.fill("[name=name]", "  ");
        page.fill("[name=email]", "ann@example.org");
        page.fill("[name=giftIdeas]", "Tea,\nstrong");
        page.uncheck("[name=reminderEnabled]");
        page.click("main button");

        assertThat(page.locator(".field-error")).hasText("Fill in this field.");
        assertThat(page.locator("[name=email]")).hasValue("ann@example.org");
        assertThat(page.locator("[name=giftIdeas]")).hasValue("Tea,\nstrong");
        assertThat(page.locator("[name=reminderEnabled]")).not().isChecked();
        page.fill("[name=name]", "Ann");
        page.click("main button");
        assertThat(page.locator("h1")).hasText("Check your email");
    }

    @Test
    void aPhoneKnowsWhatEachFieldIsFor() {
        var link = Gathering.open(site, site.setUp()).link();
        var join = site.browser().open(link + "/register");

        assertThat(join.attribute("[name=name]", "autocomplete")).isEqualTo("name");
        assertThat(join.attribute("[name=email]", "type")).isEqualTo("email");
        assertThat(join.attribute("[name=email]", "autocomplete")).isEqualTo("email");
        assertThat(join.texts("label")).anySatisfy(label -> assertThat(label).isEqualTo("Gift ideas (optional)"));
        var code = site.browser().open(link + "/signin/code");
        assertThat(code.attribute("[name=code]", "inputmode")).isEqualTo("numeric");
        assertThat(code.attribute("[name=code]", "autocomplete")).isEqualTo("one-time-code");
    }
}
