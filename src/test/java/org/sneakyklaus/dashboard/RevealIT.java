package org.sneakyklaus.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.exchange.ExchangeState.MATCHED;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Screens;
import org.sneakyklaus.testsupport.Site;

/** The name stands on the screen from the click until the page is left, and at no other time. */
@Tag("once")
@IntegrationTest
class RevealIT {

    private static final String NAME = ".gift-name";

    private final Site site;
    private final Screens screens;

    RevealIT(Site site) {
        this.site = site;
        this.screens = Screens.open(site.address(), Path.of("target", "screenshots", "reveal"));
    }

    @AfterEach
    void close() {
        screens.close();
    }

    @Test
    void itIsCoveredAfterEveryWayBack() {
        var exchange = Gathering.in(MATCHED, site, site.setUp());
        var page = screens.newPerson(exchange.enter("Ann"));
        page.navigate(exchange.link() + "/me");
        assertCovered(page);

        page.click(".gift-cover");
        assertThat(page.locator(NAME)).isVisible();
        page.reload();
        assertCovered(page);

        page.click(".gift-cover");
        assertThat(page.locator(NAME)).isVisible();
        page.navigate("/privacy");
        page.goBack();
        assertCovered(page);

        page.click(".gift-cover");
        assertThat(page.locator(NAME)).isVisible();
        // as a browser shows a page again that it kept whole
        page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
        assertThat(page.locator(NAME)).hasCount(0);
        assertCovered(page);
        screens.assertNoComplaints();
    }

    @Test
    void withoutScriptsItIsTheSame() {
        var exchange = Gathering.in(MATCHED, site, site.setUp());
        var page = screens.newPersonWithoutScripts(exchange.enter("Ann"));
        page.navigate(exchange.link() + "/me");
        assertCovered(page);

        page.click(".gift-cover");
        assertThat(page.locator(NAME)).isVisible();
        page.navigate(exchange.link() + "/me");
        assertCovered(page);

        page.click(".gift-cover");
        assertThat(page.locator(NAME)).isVisible();
        page.navigate("/privacy");
        goBack(page);
        assertThat(page.innerText("body")).doesNotContainPattern("\\b(Ben|Cy)\\b");
    }

    @Test
    void nothingMovesForThoseWhoWantItStill() {
        var exchange = Gathering.in(MATCHED, site, site.setUp());
        assertThat(moving(exchange, exchange.enter("Ann"), ReducedMotion.REDUCE))
                .isZero();
        assertThat(moving(exchange, exchange.enter("Ben"), ReducedMotion.NO_PREFERENCE))
                .isPositive();
    }

    @Test
    void itCoversItselfAfterAMinute() {
        var exchange = Gathering.in(MATCHED, site, site.setUp());
        var page = screens.newPerson(exchange.enter("Ann"));
        page.clock().install();
        page.navigate(exchange.link() + "/me");
        page.click(".gift-cover");
        assertThat(page.locator(NAME)).isVisible();

        page.clock().fastForward(59_000);
        assertThat(page.locator(NAME)).isVisible();
        page.clock().fastForward(2_000);

        assertThat(page.locator(NAME)).hasCount(0);
        assertCovered(page);
    }

    @Test
    void onesOwnNameIsNotBesideTheOpenOne() {
        var exchange = Gathering.in(MATCHED, site, site.setUp());
        var page = screens.newPerson(exchange.enter("Ann"));
        page.navigate(exchange.link() + "/me");
        assertThat(page.getByText("Signed in as Ann.")).isVisible();

        page.click(".gift-cover");

        assertThat(page.locator(NAME)).isVisible();
        assertThat(page.getByText("Signed in as Ann.")).hasCount(0);
        assertThat(page.getByText("ann@example.org")).hasCount(0);
    }

    private int moving(Gathering exchange, Browser browser, ReducedMotion wish) {
        var page = screens.newPerson(browser);
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(wish));
        page.navigate(exchange.link() + "/me");
        page.click(".gift-cover");
        page.waitForSelector(NAME);
        return (int) page.evaluate("document.getAnimations().filter((one) => one instanceof CSSAnimation).length");
    }

    private static void assertCovered(Page page) {
        assertThat(page.locator(".gift-cover")).isVisible();
        assertThat(page.content()).doesNotContainPattern("\\b(Ben|Cy)\\b");
    }

    /** A browser does not ask for such a page again by itself. */
    private static void goBack(Page page) {
        try {
            page.goBack();
        } catch (PlaywrightException e) {
            assertThat(e).hasMessageContaining("ERR_CACHE_MISS");
        }
    }
}
