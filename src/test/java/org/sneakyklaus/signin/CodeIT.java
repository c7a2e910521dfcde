package org.sneakyklaus.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Mail;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;

/** Signing in with the six digits of the e-mail, in the browser that asked for it. */
@Tag("once")
@IntegrationTest
class CodeIT {

    private static final Pattern SIX_DIGITS = Pattern.compile("(?m)^(\\d{6})$");
    private static final String WRONG = "This code is wrong or has expired. Check the email, or request a new link.";

    private final Site site;
    private final TestClock clock;
    private Gathering exchange;

    @SuppressWarnings("NullAway.Init")
    CodeIT(Site site, TestClock clock) {
        this.site = site;
        this.clock = clock;
    }

    @BeforeEach
    void annTakesPart() {
        exchange = Gathering.open(site, site.setUp());
        exchange.join("Ann");
    }

    @Test
    void theRightCodeSignsInTheBrowserThatAsked() {
        var browser = asking("ann@example.org");
        var page = browser.open(exchange.link() + "/signin/code");
        assertThat(page.attribute("input[name=code]", "inputmode")).isEqualTo("numeric");
        assertThat(page.attribute("input[name=code]", "autocomplete")).isEqualTo("one-time-code");
        var code = code(mail());

        var answer = type(browser, " " + code.substring(0, 3) + " " + code.substring(3));

        assertThat(answer.leadsTo()).as("%s", answer).isEqualTo(exchange.link() + "/me");
        assertThat(exchange.me(browser).text()).contains("Signed in as Ann.");
        assertThat(mail().subject()).doesNotContain(code);
        assertThat(mail().html()).contains(code);
    }

    @Test
    void theCodeOfTheConfirmationSignsInTheBrowserThatRegistered() {
        var browser = site.browser();
        var done = browser.follow(exchange.register(browser, "Ben", "ben@example.org"));
        assertThat(done.attribute("input[name=code]", "autocomplete")).isEqualTo("one-time-code");
        var mail = site.mail().lastTo("ben@example.org");
        refused(type(site.browser(), code(mail)));
        refused(type(asking("ann@example.org"), code(mail)));

        var answer = browser.submit(done.form("/signin/code").with("code", code(mail)));

        assertThat(answer.leadsTo()).as("%s", answer).isEqualTo(exchange.link() + "/me");
        assertThat(exchange.me(browser).text()).contains("Signed in as Ben.");
        assertThat(site.column("select name from participant where confirmed_at is not null"))
                .contains("Ben");
        assertThat(site.browser().open(mail.link("/signin/")).heading()).contains("has expired or been used");
    }

    @Test
    void theConfirmationHasTheLimitsOfEveryCode() {
        var browser = site.browser();
        exchange.register(browser, "Ben", "ben@example.org");
        var mail = site.mail().lastTo("ben@example.org");
        for (int i = 0; i < 5; i++) {
            refused(type(browser, other(code(mail))));
        }
        refused(type(browser, code(mail)));
        var late = site.browser();
        exchange.register(late, "Cy", "cy@example.org");
        var toCy = site.mail().lastTo("cy@example.org");
        clock.advance(Duration.ofMinutes(10).plusSeconds(1));

        refused(type(late, code(toCy)));

        Gathering.signIn(site.browser(), mail);
        Gathering.signIn(site.browser(), toCy);
    }

    @Test
    void registeringWithAKnownAddressShowsTheSameAndBringsACodeToo() {
        var known = site.browser();
        var unknown = site.browser();
        var answers = new Page[] {
            exchange.register(known, "Eve", "ann@example.org"), exchange.register(unknown, "Eve", "eve@example.org")
        };

        assertThat(answers[0].cookies()).isEqualTo(answers[1].cookies()).contains("klaus-code");
        assertThat(known.follow(answers[0]).text().replace("ann@", "eve@"))
                .isEqualTo(unknown.follow(answers[1]).text());
        assertThat(type(known, code(mail())).status()).isEqualTo(303);
        assertThat(exchange.me(known).text()).contains("Signed in as Ann.");
    }

    @Test
    void aCorrectedAddressGetsACodeForTheSameBrowserAndTheFirstIsVoid() {
        var browser = site.browser();
        var done = browser.follow(exchange.register(browser, "Ben", "bne@example.org"));
        var first = code(site.mail().lastTo("bne@example.org"));
        var corrected =
                browser.follow(browser.submit(done.form("/register/correct").with("email", "ben@example.org")));

        refused(browser.submit(corrected.form("/signin/code").with("code", first)));
        assertThat(type(browser, code(site.mail().lastTo("ben@example.org"))).status())
                .isEqualTo(303);
    }

    @Test
    void correctingAnAddressThereAndBackBringsNoMoreTries() {
        var browser = site.browser();
        exchange.register(browser, "Eve", "eve@example.org");
        for (int request = 0; request < 2; request++) {
            var code = code(site.mail().lastTo("eve@example.org"));
            for (int i = 0; i < 5; i++) {
                refused(type(browser, other(code)));
            }
            correct(browser, "ann@example.org");
            correct(browser, "eve@example.org");
        }

        refused(type(browser, code(site.mail().lastTo("eve@example.org"))));
    }

    private void correct(Browser browser, String email) {
        var done = browser.open(exchange.link() + "/register/done");
        assertThat(browser.submit(done.form("/register/correct").with("email", email))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void whomTheOrganiserAddsGetsNoCode() {
        exchange.with("Ben");

        assertThat(SIX_DIGITS
                        .matcher(site.mail().lastTo("ben@example.org").text().replace("\r", ""))
                        .find())
                .isFalse();
    }

    @Test
    void anotherBrowserIsRefusedAlsoOneThatAskedItself() {
        var browser = asking("ann@example.org");
        var code = code(mail());

        refused(type(site.browser(), code));
        refused(type(asking("eve@example.org"), code));

        assertThat(type(browser, code).status()).isEqualTo(303);
    }

    @Test
    void afterFiveTriesTheRightCodeIsRefused() {
        var browser = asking("ann@example.org");
        var code = code(mail());
        for (int i = 0; i < 5; i++) {
            refused(type(browser, other(code)));
        }

        refused(type(browser, code));

        var again = asking("ann@example.org");
        assertThat(type(again, code(mail())).status()).isEqualTo(303);
    }

    @Test
    void theFifthTryMayBeRight() {
        var browser = asking("ann@example.org");
        var code = code(mail());
        for (int i = 0; i < 4; i++) {
            refused(type(browser, other(code)));
        }

        assertThat(type(browser, code).status()).isEqualTo(303);
    }

    @Test
    void tenWrongCodesADayAreAllThatAPersonHas() {
        for (int request = 0; request < 2; request++) {
            var browser = asking("ann@example.org");
            var code = code(mail());
            for (int i = 0; i < 5; i++) {
                refused(type(browser, other(code)));
            }
        }

        refused(type(asking("ann@example.org"), code(mail())));
        Gathering.signIn(site.browser(), mail());
        clock.advance(Duration.ofDays(1));
        assertThat(type(asking("ann@example.org"), code(mail())).status()).isEqualTo(303);
    }

    @Test
    void rightCodesAreNotCountedAgainstAPerson() {
        for (int i = 0; i < 12; i++) {
            var browser = asking("ann@example.org");
            assertThat(type(browser, code(mail())).status()).isEqualTo(303);
            clock.advance(Duration.ofHours(1));
        }
    }

    @Test
    void aCodeLivesForTenMinutes() {
        var first = asking("ann@example.org");
        var inTime = code(mail());
        clock.advance(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(type(first, inTime).status()).isEqualTo(303);
        var second = asking("ann@example.org");
        var late = code(mail());
        clock.advance(Duration.ofMinutes(10).plusSeconds(1));

        refused(type(second, late));

        Gathering.signIn(site.browser(), mail());
    }

    @Test
    void linkAndCodeOfAnEMailAreOneKey() {
        var browser = asking("ann@example.org");
        var code = code(mail());
        Gathering.signIn(site.browser(), mail());
        refused(type(browser, code));

        var older = asking("ann@example.org");
        var olderMail = mail();
        var newer = asking("ann@example.org");
        var newerMail = mail();
        assertThat(type(newer, code(newerMail)).status()).isEqualTo(303);
        refused(type(newer, code(newerMail)));
        refused(type(older, code(olderMail)));
        for (var mail : new Mail[] {olderMail, newerMail}) {
            assertThat(site.browser().open(mail.link("/signin/")).heading()).contains("has expired or been used");
        }
    }

    @Test
    void anUnknownAddressSeesTheSame() {
        var known = site.browser();
        var unknown = site.browser();
        var askedKnown = ask(known, "ann@example.org");
        var askedUnknown = ask(unknown, "eve@example.org");
        mail();

        assertThat(askedKnown.leadsTo()).isEqualTo(askedUnknown.leadsTo()).endsWith("/signin/code");
        assertThat(askedKnown.cookies()).isEqualTo(askedUnknown.cookies()).contains("klaus-code");
        assertThat(known.follow(askedKnown).text())
                .isEqualTo(unknown.follow(askedUnknown).text());
        for (int i = 0; i < 7; i++) {
            var one = type(known, "12345x");
            var other = type(unknown, "12345x");
            refused(one);
            refused(other);
            assertThat(one.text()).isEqualTo(other.text());
            assertThat(one.headers().keySet()).isEqualTo(other.headers().keySet());
        }
    }

    @Test
    void aRenewedLinkBringsACodeForThatBrowser() {
        asking("ann@example.org");
        var used = mail();
        Gathering.signIn(site.browser(), used);
        var browser = site.browser();
        browser.submit(browser.open(used.link("/signin/")).form("/renew"));

        assertThat(type(browser, code(mail())).status()).isEqualTo(303);
    }

    @Test
    void theDatabaseHoldsNeitherCodeNorBrowser() {
        var browser = asking("ann@example.org");
        var code = code(mail());
        var secret = browser.cookies().stream()
                .filter(cookie -> cookie.getName().equals("klaus-code"))
                .findFirst()
                .orElseThrow()
                .getValue();

        assertThat(site.everything().toString()).doesNotContain(secret).doesNotContain("=" + code);
    }

    private Browser asking(String email) {
        var browser = site.browser();
        assertThat(ask(browser, email).status()).isEqualTo(303);
        return browser;
    }

    private Page ask(Browser browser, String email) {
        return browser.submit(
                browser.open(exchange.link() + "/signin").form("/signin").with("email", email));
    }

    private Page type(Browser browser, String code) {
        return browser.submit(browser.open(exchange.link() + "/signin/code")
                .form("/signin/code")
                .with("code", code));
    }

    private Mail mail() {
        return site.mail().lastTo("ann@example.org");
    }

    private static String code(Mail mail) {
        var found = SIX_DIGITS.matcher(mail.text().replace("\r", ""));
        assertThat(found.find()).as(mail.text()).isTrue();
        return found.group(1);
    }

    private static String other(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }

    private static void refused(Page answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(422);
        assertThat(answer.errorAt("/signin/code", "code")).isEqualTo(WRONG);
    }
}
