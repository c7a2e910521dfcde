package org.sneakyklaus.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;
import org.springframework.test.context.TestPropertySource;

/** Behind a proxy that is trusted, clients are told apart by what it says, and links begin with the public address. */
@IntegrationTest(clientLimits = true)
@TestPropertySource(properties = "klaus.trusted-proxies=127.0.0.0/8, 2001:db8::1")
@Tag("once")
class TrustedProxyIT {

    private final Site site;

    TrustedProxyIT(Site site) {
        this.site = site;
    }

    @Test
    void eachClientBehindATrustedProxyHasLimitsOfItsOwn() {
        site.setUp();
        for (int i = 0; i < 20; i++) {
            assertThat(signIn("203.0.113." + i + ", 192.0.2.1", i).status()).isEqualTo(422);
        }

        assertThat(signIn("192.0.2.1", 20).status()).isEqualTo(429);
        assertThat(signIn("192.0.2.2", 21).status()).isEqualTo(422);
    }

    @Test
    void aLinkBeginsWithThePublicAddressWhateverTheProxySays() {
        var exchange = Gathering.open(site, site.setUp());
        exchange.join("Ann");
        var browser = site.browser();
        var form = browser.open(exchange.link() + "/signin").form("/signin").with("email", "ann@example.org");

        browser.submitWithHeader(form, "X-Forwarded-Host", "evil.example.org");

        assertThat(site.mail().lastTo("ann@example.org").link("/signin/"))
                .startsWith(site.address().toString());
    }

    @Test
    void aRequestKeepsTheIdThatTheProxyGaveIt() {
        assertThat(idGiven("4f3a-Proxy-0815")).isEqualTo("4f3a-Proxy-0815");
    }

    @Test
    void butOnlyIfItLooksLikeOne() {
        for (var odd : List.of(
                "short",
                "x".repeat(65),
                "two words",
                "ann@example.org",
                "<script>alert",
                "a;b=c;d=e",
                "dispatch_outbox",
                "reminder_exchange_42_days_7")) {
            assertThat(idGiven(odd)).as(odd).matches("[0-9a-f]{12}");
        }
    }

    private String idGiven(String id) {
        var browser = site.browser();
        return browser.send(browser.request("/find").header("X-Request-Id", id)).header("X-Request-Id");
    }

    private Page signIn(String forwardedFor, int number) {
        var browser = site.browser();
        var form = browser.open("/admin/login")
                .form("/admin/login")
                .with("email", "nobody" + number + "@example.org")
                .with("password", "wrong");
        return browser.submitWithHeader(form, "X-Forwarded-For", forwardedFor);
    }
}
