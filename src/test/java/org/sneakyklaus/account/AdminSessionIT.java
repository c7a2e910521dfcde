package org.sneakyklaus.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.HttpCookie;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sneakyklaus.testsupport.AdminCookie;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Organiser;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;

/** How the admin comes in, where to, and for how long. */
@IntegrationTest
class AdminSessionIT {

    static final List<String> ELSEWHERE = List.of(
            "//evil.example",
            "///evil.example",
            "////evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "\\/evil.example",
            "/\\/evil.example",
            "%2f%2fevil.example",
            "/%2fevil.example",
            "%5c%5cevil.example",
            "/%5cevil.example",
            "/%09/evil.example",
            "https://evil.example",
            "https:evil.example",
            "https:/evil.example",
            "https:///evil.example",
            "http://evil.example/admin/jobs",
            "javascript:alert(1)",
            "data:text/html,hello",
            "evil.example",
            "@evil.example",
            "/admin@evil.example",
            "/admin/jobs@evil.example",
            "/admin/jobs\r\nSet-Cookie: a=b",
            "/admin/jobs%0d%0aSet-Cookie:a=b",
            "/admin/jobs?a=%0d%0aSet-Cookie:a=b",
            "/admin/jobs\n",
            "/admin/jobs\t",
            "/admin/jobs\u0000",
            "\t/admin/jobs",
            " /admin/jobs",
            "/admin/jobs ",
            "\u00a0/admin/jobs",
            "/admin/jobs\u2028",
            "/admin//evil.example",
            "/admin/jobs//evil.example",
            "/admin/jobs/..//evil.example",
            "/admin/jobs/../../privacy",
            "/admin/jobs/%2e%2e/%2e%2e/",
            "/admin/jobs/./..",
            "/admin/jobs;a=b",
            "/admin/jobs#//evil.example",
            "/admin/jobs?a=//evil.example",
            "/admin/login",
            "/admin/logout",
            "/admin/password/forgot",
            "/admin/email/abc",
            "/admins/jobs",
            "/Admin/jobs",
            "/",
            "/exchange/abc/me",
            "",
            "/admin/jobs?" + "a".repeat(500));

    private final Site site;

    AdminSessionIT(Site site) {
        this.site = site;
    }

    @Test
    void theAdminSignsInAndOut() {
        site.setUp();
        var browser = site.browser();
        assertThat(Organiser.signIn(browser, "NORA@example.org", Site.PASSWORD).leadsTo())
                .isEqualTo("/admin");
        assertThat(browser.open("/admin/login?news=SIGNED_OUT").has("[role=status]"))
                .as("who is signed in is not told otherwise")
                .isFalse();

        var out = browser.submit(browser.open("/admin").form("/admin/logout"));

        assertThat(browser.follow(out).texts("[role=status]")).containsExactly("You are signed out.");

        assertThat(browser.open("/admin").leadsTo()).isEqualTo("/admin/login");
        assertThat(site.count("SPRING_SESSION")).isEqualTo(1);
    }

    @Test
    void aWrongPasswordKeepsTheAddressAndDoesNotSayWhatWasWrong() {
        site.setUp();
        var browser = site.browser();
        var form = browser.open("/admin/login").form("/admin/login").with("remember-me", "true");

        var wrongPassword = browser.submit(form.with("email", Site.ADMIN).with("password", "not this one"));
        var wrongAddress =
                browser.submit(form.with("email", "nobody@example.org").with("password", Site.PASSWORD));

        assertThat(wrongPassword.status()).isEqualTo(422);
        assertThat(wrongPassword.value("/admin/login", "email")).isEqualTo(Site.ADMIN);
        assertThat(wrongPassword.value("/admin/login", "remember-me")).isEqualTo("true");
        assertThat(wrongPassword.source()).doesNotContain("not this one");
        assertThat(wrongAddress.status()).isEqualTo(422);
        assertThat(wrongAddress.texts("[role=alert]")).isEqualTo(wrongPassword.texts("[role=alert]"));
        assertThat(browser.open("/admin").leadsTo()).isEqualTo("/admin/login");
        assertThat(site.count("SPRING_SESSION")).isEqualTo(1);
    }

    @Test
    void untilTheAddressIsConfirmedSigningInPointsToTheCheckOfEMail() {
        site.setUpUnconfirmed();
        var browser = site.browser();

        browser.post("/admin/login", "email", Site.ADMIN, "password", Site.PASSWORD);

        assertThat(browser.open("/admin").has(".notice a[href=/admin/mail]")).isTrue();
        assertThat(browser.open("/admin").has(".notice a[href=/admin/mail]"))
                .as("once")
                .isFalse();
        site.change("update admin set confirmed_at = created_at");
        var later = site.browser();
        later.post("/admin/login", "email", Site.ADMIN, "password", Site.PASSWORD);
        assertThat(later.open("/admin").has(".notice a[href=/admin/mail]")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/jobs",
                "/admin/settings",
                "/admin/jobs/history?job=dispatch_outbox&outcome=FAILED",
                "/admin/exchanges/1/notifications",
                "/admin/mail/20261125T100000000Z-1.eml"
            })
    void whoAskedForAPageIsLedThereAfterSigningIn(String path) {
        site.setUp();
        var browser = site.browser();

        var login = browser.visit(path);
        assertThat(login.path()).isEqualTo("/admin/login");
        var refused = browser.submit(
                login.form("/admin/login").with("email", Site.ADMIN).with("password", "not this one"));
        var answer = browser.submit(
                refused.form("/admin/login").with("email", Site.ADMIN).with("password", Site.PASSWORD));

        assertThat(answer.leadsTo()).isEqualTo(path);
    }

    @Test
    void aPageOfAnErrorSendsTheSessionToNoOtherPart() {
        var admin = site.setUp();

        assertThat(admin.open("/admin/exchanges/7").status()).isEqualTo(404);
        assertThat(admin.submit(admin.formTo("/admin/exchanges").with("_csrf", "wrong"))
                        .status())
                .isEqualTo(403);

        assertThat(admin.cookies())
                .filteredOn(cookie -> cookie.getPath().equals("/"))
                .extracting(HttpCookie::getName)
                .containsOnly("klaus-csrf");
    }

    @ParameterizedTest
    @FieldSource("ELSEWHERE")
    void nobodyIsLedElsewhere(String payload) {
        site.setUp();

        var answer = signIn(site.browser(), "next", payload);

        assertThat(answer.header("Location")).isEqualTo("/admin");
    }

    @Test
    void askingForAPageLeavesNothingBehind() {
        site.setUp();
        var before = site.everything();

        var answer = site.browser().open("/admin/jobs");

        assertThat(answer.leadsTo()).isEqualTo("/admin/login?next=%2Fadmin%2Fjobs");
        assertThat(site.browser().open("/admin/webhooks").leadsTo()).isEqualTo("/admin/login?next=%2Fadmin%2Fwebhooks");
        assertThat(answer.cookies()).noneMatch("klaus-admin"::equals);
        assertThat(site.everything()).isEqualTo(before);
        assertThat(site.browser().post("/admin/jobs/dispatch_outbox/run").leadsTo())
                .isEqualTo("/admin/login");
    }

    @Test
    void everySignInMakesANewSessionAndTheOldOneIsDead() {
        var browser = site.setUp();
        var before = AdminCookie.sessionOf(browser);

        signIn(browser);

        assertThat(AdminCookie.sessionOf(browser)).isNotEqualTo(before);
        assertThat(AdminCookie.opens(site, before)).isFalse();
        assertThat(AdminCookie.opens(site, AdminCookie.sessionOf(browser))).isTrue();
    }

    @Test
    void aSessionIsNamedByMoreThanAnybodyCanGuessAndItsIdAloneOpensNothing() {
        var browser = site.setUp();

        var id = site.column("select session_id from SPRING_SESSION").get(0);

        assertThat(id).matches("[A-Za-z0-9_-]{43}");
        assertThat(AdminCookie.sessionOf(browser)).startsWith(id + ".");
        for (var forged : List.of(id, id + ".", id + ".0", AdminCookie.sessionOf(browser) + "0", "." + id)) {
            assertThat(AdminCookie.opens(site, forged)).as(forged).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"false, 7", "true, 30"})
    void aSessionEndsWhenItIsNotUsed(boolean remembered, int days) {
        site.setUp();
        site.change("delete from SPRING_SESSION");
        var browser = site.browser();
        if (remembered) {
            signIn(browser, "remember-me", "true");
        } else {
            signIn(browser);
        }

        idleFor(Duration.ofDays(days).minusMinutes(5));
        assertThat(browser.open("/admin").status()).isEqualTo(200);

        idleFor(Duration.ofDays(days).plusMinutes(5));
        assertThat(browser.open("/admin").leadsTo()).isEqualTo("/admin/login");
    }

    /** The session library has a clock of its own, so the times in the table are moved instead. */
    private void idleFor(Duration duration) {
        var lastUsed = Clock.systemUTC().millis() - duration.toMillis();
        site.change(
                "update SPRING_SESSION set last_access_time = ?, expiry_time = ? + 1000 * cast(max_inactive_interval as bigint)",
                lastUsed,
                lastUsed);
    }

    private Page signIn(Browser browser, String... namesAndValues) {
        var form = browser.open("/admin/login")
                .form("/admin/login")
                .with("email", Site.ADMIN)
                .with("password", Site.PASSWORD);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.with(namesAndValues[i], namesAndValues[i + 1]);
        }
        var answer = browser.submit(form);
        assertThat(answer.status()).isEqualTo(303);
        return answer;
    }
}
