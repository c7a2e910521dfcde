package org.sneakyklaus.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sneakyklaus.testsupport.AtOnce;
import org.sneakyklaus.testsupport.Form;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;

/** Setting the site up: once, with the code of the log. */
@IntegrationTest
class SetupIT {

    private final Site site;

    SetupIT(Site site) {
        this.site = site;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/admin", "/admin/login", "/find", "/privacy", "/exchange/abc", "/exchange/abc/register"})
    void everyPageLeadsToTheSetUpUntilThereIsAnAdmin(String path) {
        assertThat(site.browser().visit(path).path()).isEqualTo("/setup");
    }

    @Test
    void theSetUpSignsInAndIsGoneAfterwards() {
        var browser = site.browser();
        var form = account(browser.open(site.setUpLink())).with("email", " Nora@Example.org ");

        var answer = browser.submit(form);

        assertThat(answer.leadsTo()).isEqualTo("/admin");
        var first = browser.open("/admin");
        assertThat(first.text()).contains(Site.ADMIN, "Send a test email");
        assertThat(first.has(".notice a[href=/admin/mail]")).isTrue();
        assertThat(browser.open("/admin").text()).doesNotContain("Send a test email");
        assertThat(browser.open("/setup").status()).isEqualTo(404);
        assertThat(site.browser().submit(form).status()).isEqualTo(403);
        assertThat(browser.submit(form).status()).isIn(403, 404);
        assertThat(site.count("admin")).isEqualTo(1);
    }

    @Test
    void theSetUpSaysWhatIsWrongAndKeepsTheAddress() {
        var browser = site.browser();
        var form = browser.open(site.setUpLink()).form("/setup").with("email", Site.ADMIN);

        var tooShort = browser.submit(form.with("password", "short").with("passwordConfirmation", "short"));
        assertThat(tooShort.status()).isEqualTo(422);
        assertThat(tooShort.errorAt("/setup", "password")).contains("12");
        assertThat(tooShort.value("/setup", "email")).isEqualTo(Site.ADMIN);

        var different =
                browser.submit(form.with("password", Site.PASSWORD).with("passwordConfirmation", "another one"));
        assertThat(different.status()).isEqualTo(422);
        assertThat(different.errorAt("/setup", "passwordConfirmation")).contains("do not match");
        assertThat(different.source()).doesNotContain(Site.PASSWORD);

        assertThat(browser.submit(form.with("email", "nora").with("passwordConfirmation", Site.PASSWORD))
                        .errorAt("/setup", "email"))
                .isNotEmpty();
        assertThat(site.count("admin")).isZero();
    }

    @Test
    void theSetUpNeedsTheCodeWhereverTheRequestComesFrom() {
        var browser = site.browser();
        var form = account(browser.open("/setup"));

        var without = browser.submit(form);
        assertThat(without.status())
                .as("as nginx passes it on by HTTP/1.1, without a header of its own")
                .isEqualTo(422);
        assertThat(without.value("/setup", "email")).isEqualTo(Site.ADMIN);
        assertThat(browser.submit(form.without("code")).status()).isEqualTo(422);
        var guessed = browser.submit(form.with("code", "00000000000000000000"));
        assertThat(guessed.status()).isEqualTo(422);
        assertThat(guessed.errorAt("/setup", "code")).contains("Wrong code.");
        assertThat(site.count("admin")).isZero();
    }

    @Test
    void theLinkOfTheLogSetsItUpWithNothingElseToType() {
        var browser = site.browser();

        var shown = browser.open(site.setUpLink());
        assertThat(shown.has("main label[for=code]")).isFalse();
        assertThat(shown.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(shown.header("Cache-Control")).contains("no-store");
        var dutch = browser.open(shown.attribute("footer a[lang=nl]", "href").replaceFirst("^", "/setup"));
        assertThat(dutch.has("main label[for=code]")).as("in another language").isFalse();

        var tooShort = browser.submit(account(shown).with("password", "short"));
        assertThat(tooShort.status()).isEqualTo(422);
        assertThat(tooShort.path()).isEqualTo("/setup");
        assertThat(tooShort.has("main label[for=code]")).isFalse();
        assertThat(browser.submit(account(tooShort)).leadsTo()).isEqualTo("/admin");
        assertThat(browser.open(site.setUpLink()).status()).isEqualTo(404);
    }

    @Test
    void aWrongCodeInTheLinkIsToldAtOnceAndCanBeTyped() {
        var browser = site.browser();

        var shown = browser.open("/setup?code=0123456789ab");

        assertThat(shown.errorAt("/setup", "code")).contains("Open the link in the server’s log");
        var code = site.setUpLink().replaceFirst(".*=", "");
        assertThat(browser.submit(account(shown).with("code", ' ' + code + ' ')).leadsTo())
                .isEqualTo("/admin");
    }

    @Test
    void ofTwoSetUpsAtOnceExactlyOneWins() throws InterruptedException {
        var one = site.browser();
        var other = site.browser();
        var forms = new Form[] {account(one.open(site.setUpLink())), account(other.open(site.setUpLink()))};

        var answers = AtOnce.get(() -> one.submit(forms[0]), () -> other.submit(forms[1]));

        assertThat(answers).extracting(Page::status).containsOnlyOnce(303).doesNotContain(500);
        assertThat(site.count("admin")).isEqualTo(1);
    }

    private static Form account(Page page) {
        return page.form("/setup")
                .with("email", Site.ADMIN)
                .with("password", Site.PASSWORD)
                .with("passwordConfirmation", Site.PASSWORD);
    }
}
