package org.sneakyklaus.support.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Screens;
import org.sneakyklaus.testsupport.Site;

/** In which language somebody reads what. */
@IntegrationTest
@Tag("once")
class LanguagesIT {

    private static final String BROKEN_WORDS = """
        () => {
            const broken = [];
            const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
                for (const word of texts.currentNode.data.matchAll(/\\p{L}+/gu)) {
                    const range = document.createRange();
                    range.setStart(texts.currentNode, word.index);
                    range.setEnd(texts.currentNode, word.index + word[0].length);
                    const lines = new Set([...range.getClientRects()].map((box) => box.top));
                    if (lines.size > 1) broken.push(word[0]);
                }
            }
            return broken;
        }\
        """;

    private final Site site;

    LanguagesIT(Site site) {
        this.site = site;
    }

    @Test
    void aPageSpeaksTheLanguageThatTheBrowserPrefers() {
        site.setUp();

        assertThat(language(find("de-AT,de;q=0.9,en;q=0.8"))).isEqualTo("de");
        assertThat(find("de-AT").heading()).isEqualTo("Deine Wichtelrunden finden");
        assertThat(language(find("sv,pl;q=0.5"))).isEqualTo("pl");
        assertThat(language(find("sv"))).isEqualTo("en");
        assertThat(language(find("*"))).isEqualTo("en");
    }

    @Test
    void datesAreWrittenAsInTheRegionOfTheReader() {
        var exchange = Gathering.open(site, site.setUp());
        var british = "Thursday, 24 December 2026, 18:00";
        var american = "Thursday, December 24, 2026, 6:00 PM";

        assertThat(date(exchange, "en-US,en;q=0.9")).startsWith(american);
        assertThat(date(exchange, "de,en-US;q=0.5")).startsWith("Donnerstag, 24. Dezember 2026, 18:00");
        assertThat(date(exchange, "en-GB,en-US;q=0.9,en;q=0.8")).startsWith(british);
        assertThat(date(exchange, "en")).startsWith(british);
    }

    @Test
    void soAreThoseInEmailsIfTheOrganiserChoosesTheRegion() {
        var admin = site.setUp();
        var exchange = Gathering.created(site, admin, Gathering.blank(admin).with("locale", "en-US"))
                .then("open")
                .with("Ann", "Ben", "Cy")
                .then("close")
                .then("match");

        assertThat(site.mail().lastTo("ann@example.org").text())
                .contains("Thursday, December 24, 2026, 6:00\u00a0PM (Eastern Time)");
        assertThat(exchange.admin()
                        .open(exchange.path() + "/edit")
                        .form("/edit")
                        .value("locale"))
                .isEqualTo("en-US");
    }

    @Test
    void aTimeZoneIsNotNamedWhereItIsTheReadersOwn() {
        var admin = site.setUp();
        var here = Gathering.open(site, admin);
        var abroad = Gathering.created(site, admin, Gathering.blank(admin).with("timezone", "Europe/Berlin"))
                .then("open");
        try (var screens = Screens.open(site.address(), Path.of("target", "screenshots", "zones"))) {
            var page = screens.newPerson();

            page.navigate(here.link());
            assertThat(page.locator("dl time").innerText()).endsWith("6:00\u00a0PM");
            page.navigate(abroad.link());
            assertThat(page.locator("dl time").innerText()).endsWith("6:00\u00a0PM (Central European Time)");
        }
    }

    @Test
    void onAPhoneNoWordOfTheStatusIsBroken() {
        var admin = site.setUp();
        try (var screens = Screens.open(site.address(), Path.of("target", "screenshots", "languages"))) {
            var page = screens.newPerson(admin);
            page.setViewportSize(390, 844);
            for (var language : Languages.SUPPORTED) {
                page.navigate("/admin/status?lang=" + language.toLanguageTag());

                assertThat(page.evaluate(BROKEN_WORDS))
                        .as(language.toLanguageTag())
                        .isEqualTo(List.of());
            }
            screens.shoot(page, "status");
        }
    }

    @Test
    void whatIsChosenAtTheFootOfAPageStays() {
        site.setUp();
        var browser = site.browser();
        var choices = Jsoup.parse(browser.open("/find").source()).select("footer nav a");
        assertThat(choices.eachText())
                .containsExactly(
                        "English", "Deutsch", "Français", "Español", "Nederlands", "Italiano", "Português", "Polski");
        assertThat(choices.eachAttr("href"))
                .hasSameSizeAs(Languages.SUPPORTED)
                .allMatch(link -> link.matches("[?]lang=..?.?"));

        browser.open("/find" + choices.get(2).attr("href"));

        assertThat(language(browser.open("/find"))).isEqualTo("fr");
        assertThat(language(browser.open("/privacy"))).isEqualTo("fr");
        assertThat(language(browser.open("/nothing")))
                .as("where something is wrong, too")
                .isEqualTo("fr");
        browser.open("/find?lang=xx");
        assertThat(language(browser.open("/find"))).isEqualTo("fr");
    }

    @Test
    void theSamePageIsShownInTheOtherLanguage() {
        var admin = site.setUp();
        var searched = "/admin/outbox?state=SENT&q=%C3%89va%26&page=0&lang=de";

        var links = Jsoup.parse(admin.open(searched).source()).select("footer nav a");

        assertThat(links.eachAttr("href"))
                .hasSameSizeAs(Languages.SUPPORTED)
                .contains("?state=SENT&q=%C3%89va%26&page=0&lang=fr");
        var french = admin.open("/admin/outbox" + links.get(2).attr("href"));
        assertThat(language(french)).isEqualTo("fr");
        assertThat(french.attribute("main input[name=q]", "value")).isEqualTo("Éva&");
    }

    @Test
    void whatIsRefusedIsToldInTheChosenLanguage() {
        var exchange = Gathering.open(site, site.setUp());
        var browser = site.browser();
        browser.open("/find?lang=de");
        browser.post(exchange.link() + "/signin", "email", "ann@example.org");

        var refused = browser.submit(browser.open(exchange.link() + "/signin/code")
                .form("/signin/code")
                .with("code", "000000"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(language(refused)).isEqualTo("de");
        assertThat(refused.errorAt("/signin/code", "code"))
                .isEqualTo("Dieser Code ist falsch oder abgelaufen. Sieh in der E-Mail nach, oder fordere einen neuen"
                        + " Link an.");
        var rejected = browser.post(exchange.link() + "/register", "name", "Ann");
        assertThat(rejected.status()).isEqualTo(422);
        assertThat(language(rejected)).isEqualTo("de");
        assertThat(Jsoup.parse(rejected.source()).select("footer nav"))
                .as("what was typed would be lost")
                .isEmpty();
        var forged = browser.send(browser.request(exchange.link() + "/signin")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("email=ann")));
        assertThat(forged.status()).isEqualTo(403);
        assertThat(language(forged)).isEqualTo("de");
        assertThat(Jsoup.parse(forged.source()).select("footer nav"))
                .as("the address takes no GET")
                .isEmpty();
    }

    @Test
    void eMailsOfAnExchangeAreInItsLanguageAndThoseOfTheAccountInThatOfTheSetUp() {
        var browser = site.browser();
        browser.open("/setup?lang=nl");
        var form = browser.open(site.setUpLink()).form("/setup");
        browser.submit(form.with("email", Site.ADMIN)
                .with("password", Site.PASSWORD)
                .with("passwordConfirmation", Site.PASSWORD));
        assertThat(site.mail().lastTo(Site.ADMIN).text()).contains("Bevestig het");

        var exchange = Gathering.created(site, browser, Gathering.blank(browser).with("locale", "pl"))
                .then("open");
        exchange.join("Ann");

        assertThat(site.mail().lastTo("ann@example.org").html()).contains("lang=\"pl\"");
    }

    private Page find(String accepted) {
        var browser = site.browser();
        return browser.send(browser.request("/find").header("Accept-Language", accepted));
    }

    private String date(Gathering exchange, String accepted) {
        var browser = site.browser();
        var page = browser.send(browser.request(exchange.link() + "/register").header("Accept-Language", accepted));
        return page.texts("dl time").get(0);
    }

    private static String language(Page page) {
        return Jsoup.parse(page.source()).select("html").attr("lang");
    }
}
