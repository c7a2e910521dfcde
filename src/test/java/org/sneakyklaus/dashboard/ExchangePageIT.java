package org.sneakyklaus.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Screens;
import org.sneakyklaus.testsupport.Site;

/** What the organiser looks for is near: on a phone, and without scripts. */
@Tag("once")
@IntegrationTest
class ExchangePageIT {

    private final Site site;
    private final Screens screens;

    ExchangePageIT(Site site) {
        this.site = site;
        this.screens = Screens.open(site.address(), Path.of("target", "screenshots", "exchange"));
    }

    @AfterEach
    void close() {
        screens.close();
    }

    @Test
    void onAPhoneElevenPeopleAreThreeScreensAndSixtyOneFive() {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin);
        var page = screens.newPerson(admin);
        page.setViewportSize(390, 844);

        exchange.with(names(0, 11));
        page.navigate(exchange.path());
        assertThat(height(page)).isLessThanOrEqualTo(2600);

        exchange.with(names(11, 61));
        page.navigate(exchange.path());
        assertThat(height(page)).isLessThanOrEqualTo(4000);
    }

    @Test
    void whatAPersonIsAboutComesWithTheirActions() {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin).with("Ann");
        var page = screens.newPerson(admin);
        page.setViewportSize(390, 844);
        page.navigate(exchange.path());
        assertThat(page.getByText("ann@example.org")).isHidden();

        page.click("#people .actions summary");

        assertThat(page.getByText("ann@example.org")).isVisible();
    }

    @Test
    void theRestIsOneLinkAwayWithoutScriptsToo() {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin).with("Ann", "Ben", "Cy");
        var page = screens.newPersonWithoutScripts(admin);
        page.navigate(exchange.path() + "#exclusions");
        assertThat(page.locator("#exclusions")).isVisible();
        assertThat(page.locator("#details")).isHidden();

        page.click(".tabs [href='#details']");

        assertThat(page.locator("#details")).isVisible();
        assertThat(page.locator("#exclusions")).isHidden();
    }

    @Test
    void aRefusedFormIsShownWhereverItIs() {
        var admin = site.setUp();
        var exchange = Gathering.draft(site, admin);
        var page = screens.newPersonWithoutScripts(admin);
        page.navigate(exchange.path() + "#more");
        page.getByText("Delete exchange").first().click();
        page.fill("#more [name=name]", "Another name");

        page.click("#more button.button-danger");

        assertThat(page.getByText("Type the name exactly.").first()).isVisible();
    }

    /** Without the notices that no job runs in this test, and that only this computer can open the link. */
    private static int height(Page page) {
        page.evaluate("document.getElementById('local-link').remove()");
        return (int) page.evaluate("document.documentElement.scrollHeight"
                + " - document.querySelector('.site-content > .stack').offsetHeight");
    }

    private static String[] names(int from, int to) {
        return IntStream.range(from, to).mapToObj("Guest%02d"::formatted).toArray(String[]::new);
    }
}
