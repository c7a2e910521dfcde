package org.sneakyklaus.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Screens;
import org.sneakyklaus.testsupport.Site;

/** Nobody who follows an address in gift ideas tells its owner so without having been warned. */
@Tag("once")
@IntegrationTest
class LeavingIT {

    private static final String LEAVE = "/me/leave-to";

    private final Site site;
    private Browser ann;
    private Gathering exchange;

    LeavingIT(Site site) {
        this.site = site;
        this.ann = site.browser();
        this.exchange = new Gathering(site, ann, 0);
    }

    /** Everybody has an address in their ideas, of which Ann knows her own alone until she looks. */
    private void draw() {
        exchange = Gathering.open(site, site.setUp());
        ann = join("Ann");
        join("Ben");
        join("Cy");
        exchange.then("close").then("match");
    }

    private Browser join(String name) {
        var browser = exchange.join(name);
        exchange.wish(browser, "See " + address(name) + ". Or <b>tea</b>");
        return browser;
    }

    private static String address(String name) {
        return "https://" + name.toLowerCase(Locale.ROOT) + ".example/?a=1&b=2#c";
    }

    private Page follow(String link) {
        return ann.post(exchange.link() + LEAVE, "link", link);
    }

    @Test
    void anAddressLeadsToAPageThatWarnsAndOnlyThereOut() {
        draw();
        var shown = ann.submit(exchange.me(ann).form("/me/reveal"));
        var recipient = shown.texts(".gift-name").get(0);
        assertThat(shown.has("main a[href^=http]")).isFalse();

        var between = ann.submit(shown.form(LEAVE).with("link", shown.attribute("#recipient [name=link]", "value")));

        assertThat(between.status()).isEqualTo(200);
        assertThat(between.header("Location")).isEmpty();
        assertThat(between.text()).contains("learns your network address", "they could guess who drew them");
        assertThat(between.texts("main a[href^=http]")).containsExactly(address(recipient));
        assertThat(between.attribute("main a[href^=http]", "href")).isEqualTo(address(recipient));
        assertThat(between.attribute("main a[href^=http]", "rel")).contains("noreferrer", "noopener");
        assertThat(between.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(between.has("meta[http-equiv], iframe, main img")).isFalse();
        assertThat(follow(address("Ann")).status()).as("her own").isEqualTo(200);
    }

    /** A blank that is none in ASCII belongs to the address as the page shows it. */
    @Test
    void anAddressMayEndInABlankOfAnotherScript() {
        draw();
        exchange.wish(ann, "https://e.example/a\u3000\nTea");
        var link = exchange.me(ann).attribute("[name=link]", "value");

        assertThat(link).startsWith("https://e.example/a\u3000 ");
        assertThat(follow(link).status()).isEqualTo(200);
    }

    @Test
    void onlyWhatStandsOnThePageIsTaken() {
        draw();
        for (var name : new String[] {"Ben", "Cy"}) {
            assertRefused(address(name), "before she has looked");
        }
        var recipient = exchange.reveal(ann);
        assertThat(follow(address(recipient)).status()).isEqualTo(200);
        assertRefused(address(recipient.equals("Ben") ? "Cy" : "Ben"), "somebody else's");
        for (var link : new String[] {
            "",
            "https://evil.example",
            address(recipient) + "/",
            "javascript:alert(1)",
            "//" + site.address().getAuthority()
        }) {
            assertRefused(link, link);
        }

        exchange.wish(exchange.enter(recipient), "Nothing");
        assertRefused(address(recipient), "taken out");
        exchange.then("rematch");
        assertThat(follow(address("Ann")).status()).isEqualTo(200);
        for (var name : new String[] {"Ben", "Cy"}) {
            assertRefused(address(name), "drawn again, not looked");
        }
    }

    private void assertRefused(String link, String why) {
        var answer = follow(link);
        assertThat(answer.status()).as(why).isEqualTo(422);
        assertThat(answer.texts("[role=alert]"))
                .as(why)
                .singleElement()
                .asString()
                .contains("Open your page again.");
        assertThat(answer.has("main a[href^=http]")).as(why).isFalse();
    }

    @Test
    void inARealBrowserByKeyboardWithScriptsAndWithout() {
        draw();
        try (var screens = Screens.open(site.address(), Path.of("target", "screenshots", "leaving"))) {
            for (var page :
                    new com.microsoft.playwright.Page[] {screens.newPerson(ann), screens.newPersonWithoutScripts(ann)
                    }) {
                page.navigate(exchange.link() + "/me");
                page.click(".gift-cover");
                assertThat(page.locator(".gift-name")).isVisible();
                var address = page.locator("#recipient .address");
                address.focus();
                var between = page.waitForPopup(() -> page.keyboard().press("Enter"));

                assertThat(between.locator("h1")).hasText("You are leaving this site");
                assertThat(between.locator("main a[rel~=noreferrer]")).hasText(address.innerText());
                assertThat(page.locator(".gift-name")).isVisible();
                assertThat(address).isEnabled();
                between.close();
            }
            var page = screens.newPerson(ann);
            page.navigate(exchange.link() + "/me");
            screens.shoot(page, "covered");
            page.click(".gift-cover");
            assertThat(page.locator(".gift-name")).isVisible();
            screens.shoot(page, "opened");
            var between = page.waitForPopup(() -> page.click("#recipient .address"));
            screens.shoot(between, "between");
            screens.assertNoComplaints();
        }
    }
}
