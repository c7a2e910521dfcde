package org.sneakyklaus.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;

/** What leaves the site with people: its link in a chat and as a code, the date, and where gifts can be found. */
@IntegrationTest
@Tag("once")
class InvitationIT {

    private static final Pattern MODULE = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z");
    private static final int EDGE = 4;

    private final Site site;

    InvitationIT(Site site) {
        this.site = site;
    }

    @Test
    void aLinkInAChatShowsTheNameOfTheExchangeAndNothingElse() {
        var admin = site.setUp();
        var exchange = Gathering.created(
                        site,
                        admin,
                        Gathering.blank(admin)
                                .with("name", "Family & <b>friends</b>")
                                .with("description", "At the old mill")
                                .with("budget", "about 20 €"))
                .then("open");

        var card = Jsoup.parse(site.browser().visit(exchange.link()).source())
                .select("meta[property], meta[name=description]");

        assertThat(card)
                .extracting(meta -> meta.attr("property") + "=" + meta.attr("content"))
                .containsExactly(
                        "og:type=website",
                        "og:site_name=Sneaky Klaus",
                        "og:title=Family & <b>friends</b>",
                        "og:description=Everyone draws a name. No one tells.",
                        "og:image=" + site.address().resolve("/img/invitation.png"));
        assertThat(Jsoup.parse(exchange.page().source()).select("meta[property]"))
                .isEmpty();
    }

    @Test
    void theCodeHoldsTheLink() throws Exception {
        var exchange = Gathering.open(site, site.setUp());
        var image = Jsoup.parse(exchange.page().source()).select("img[src$=/link.svg]");

        var answer = exchange.admin().open(image.attr("src"));

        assertThat(answer.header("Content-Type")).isEqualTo("image/svg+xml");
        assertThat(new Decoder().decode(modules(answer)).getText())
                .isEqualTo(site.address().resolve(exchange.link()).toString());
    }

    @Test
    void theDateCanBePutInACalendarAndNamesNobody() {
        var exchange = Gathering.in(ExchangeState.MATCHED, site, site.setUp());
        var ann = exchange.enter("Ann");
        var link =
                Jsoup.parse(exchange.me(ann).source()).select("a[href$=.ics]").attr("href");

        var entry = ann.open(link);

        assertThat(entry.header("Content-Type")).startsWith("text/calendar");
        assertThat(entry.header("Content-Disposition")).contains("calendar.ics");
        assertThat(entry.source().lines())
                .contains("BEGIN:VEVENT", "SUMMARY:Family Christmas", "DTSTART:20261224T230000Z")
                .contains("URL:" + site.address().resolve(exchange.link()));
        assertThat(entry.source()).doesNotContain("Ann", "Ben", "Cy");
        assertThat(ann.open(link).source()).as("the same each time").isEqualTo(entry.source());
    }

    @Test
    void thatNoEMailNamesAnybodyWhileTheyAreKeptIsTold() {
        var admin = site.setUp();
        var exchange = Gathering.created(site, admin, Gathering.blank(admin).with("nameInMail", "true"));

        var text = exchange.then("open").site().browser().visit(exchange.link()).text();

        assertThat(text)
                .contains(
                        "Emails are captured on this server, not sent, so none includes the name of the person you drew.")
                .doesNotContain("The email after the draw will include");
    }

    @Test
    void strangersReadTheDescriptionOnlyWhereTheOrganiserAllowsIt() {
        var admin = site.setUp();
        var details = Gathering.blank(admin).with("description", "At grandma’s. <b>Bring</b> cookies.");
        var exchange = Gathering.created(site, admin, details).then("open");
        assertThat(site.browser().visit(exchange.link()).text())
                .contains("Family Christmas")
                .doesNotContain("grandma");

        var edit = admin.open(exchange.path() + "/edit").form("/edit").with("descriptionPublic", "true");
        admin.submit(edit);

        assertThat(site.browser().visit(exchange.link()).text()).contains("At grandma’s. <b>Bring</b> cookies.");
    }

    @Test
    void whoeverHasJustJoinedIsAskedForIdeasAtOnce() {
        var exchange = Gathering.open(site, site.setUp()).with("Ann");
        var ann = exchange.enter("Ann");
        var page = exchange.me(ann);
        assertThat(page.text()).contains("You’re in What would you like to get?");

        var tooLong = page.form("/me/profile").with("giftIdeas", "x".repeat(10_001));
        var refused = ann.submit(tooLong);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.form("/me/profile").value("giftIdeas")).hasSize(10_001);
        ann.submit(page.form("/me/profile").with("giftIdeas", "A red mug"));

        assertThat(exchange.me(ann).text()).contains("A red mug", "Ann").doesNotContain("You’re in");
    }

    @Test
    void addressesInGiftIdeasCanBeFollowedSafely() {
        var exchange = Gathering.open(site, site.setUp());
        for (var name : new String[] {"Ann", "Ben", "Cy"}) {
            var browser = exchange.join(name);
            exchange.wish(browser, "See https://shop.example/mug.\njavascript:alert(1) <a href=//x.example>x</a>");
        }
        exchange.then("close").then("match");

        var ann = exchange.enter("Ann");
        var shown = Jsoup.parse(ann.submit(exchange.me(ann).form("/me/reveal")).source());

        var links = shown.select("#recipient .prose [name=link]");
        assertThat(links.eachAttr("value")).extracting(String::strip).containsExactly("https://shop.example/mug");
        assertThat(links).extracting(Element::text).containsExactly("https://shop.example/mug");
        assertThat(shown.select("main a[href^=http]")).isEmpty();
        assertThat(shown.select("#recipient .prose").text()).contains("javascript:alert(1) <a href=//x.example>x</a>");
    }

    private static BitMatrix modules(Page image) {
        var svg = Jsoup.parse(image.source()).select("svg");
        var size = Integer.parseInt(svg.attr("viewBox").split(" ", -1)[2]) - 2 * EDGE;
        var modules = new BitMatrix(size);
        MODULE.matcher(svg.select("path").attr("d"))
                .results()
                .forEach(module -> modules.set(
                        Integer.parseInt(module.group(1)) - EDGE, Integer.parseInt(module.group(2)) - EDGE));
        return modules;
    }
}
