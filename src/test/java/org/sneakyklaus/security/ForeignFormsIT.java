package org.sneakyklaus.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.RunningSite;
import org.sneakyklaus.testsupport.Screens;
import org.sneakyklaus.testsupport.Site;
import org.springframework.core.env.Environment;

/** What a page of another site can make somebody's browser send here: nothing that counts. */
@IntegrationTest
@Tag("once")
class ForeignFormsIT {

    private final Site site;

    ForeignFormsIT(Site site) {
        this.site = site;
    }

    @Test
    void aCookieThatASiblingHostSetsBeforeOursDoesNotForgeTheOrganisersForms() {
        var exchange = Gathering.draft(site, site.setUp());
        var stranger = site.browser();
        var field = stranger.open("/admin/login").form("/admin/login").value("_csrf");

        var form = exchange.admin().formTo(exchange.path() + "/open").with("_csrf", field);
        plant(stranger, exchange.admin(), "/admin/exchanges");

        assertThat(exchange.admin().submit(form).status()).isEqualTo(403);
        assertThat(exchange.page().hasForm("/open")).as("still a draft").isTrue();
    }

    @Test
    void norDoesTheOneOfSomebodyWhoTakesPartForgeAnothersForms() {
        var exchange = Gathering.open(site, site.setUp());
        var ann = exchange.join("Ann");
        var mallory = exchange.join("Mallory");
        var field = exchange.me(mallory).form("/reminders").value("_csrf");

        var form = ann.formTo(exchange.link() + "/me/email", "email", "mallory@evil.example")
                .with("_csrf", field);
        plant(mallory, ann, exchange.link() + "/me");

        assertThat(ann.submit(form).status()).isEqualTo(403);
        assertThat(site.count("outbound_email where kind = 'ADDRESS_CHANGE'")).isZero();
    }

    /** Gives a browser the cookies of another, but for its session, such that they come before its own. */
    private static void plant(Browser from, Browser into, String path) {
        from.cookies().stream()
                .filter(cookie -> cookie.getName().contains("csrf"))
                .forEach(cookie -> into.keep(cookie.getName(), cookie.getValue(), path));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // Current browsers say where a form stands; that our pages ask them to tell nobody their address makes
                // the origin "null".
                "same-origin, null,                   303",
                "none,        null,                   303",
                "same-origin, http://192.0.2.1,       303",
                "same-site,   null,                   403",
                "cross-site,  null,                   403",
                "same-site,   -,                      403",
                "nonsense,    -,                      403",
                // Without https most say nothing of it, and older ones never do.
                "-,           null,                   303",
                "-,           OURS,                   303",
                "-,           https://evil.example,   403",
                "-,           http://localhost:1,     403",
                "-,           http://evil.localhost,  403",
                "-,           no address,             403",
            })
    void whatTheBrowserSaysOfTheFormsPlaceIsHeeded(String fetchSite, String origin, int status) {
        site.setUp();
        var browser = site.browser();
        var ours = "http://" + site.address().getAuthority();

        var request = browser.posting(browser.formTo("/find", "email", "ann@example.org"));
        if (fetchSite != null) {
            request.header("Sec-Fetch-Site", fetchSite);
        }
        if (origin != null) {
            request.header("Origin", origin.replace("OURS", ours));
        }

        assertThat(browser.send(request).status()).isEqualTo(status);
    }

    /** As a browser sees it: another port of the same host, which shares its cookies. */
    @ParameterizedTest
    @ValueSource(strings = {"/admin/exchanges/ID/open", "/find"})
    void aPageOfAnotherPortSetsItsCookieAndSendsAFormInVain(String path) throws IOException {
        var exchange = Gathering.draft(site, site.setUp());
        var target = path.replace("ID", String.valueOf(exchange.id()));
        var stranger = site.browser();
        var field = stranger.open("/admin/login").form("/admin/login").value("_csrf");
        var before = site.everything();
        var evil = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        evil.createContext("/", request -> {
            stranger.cookies()
                    .forEach(cookie -> request.getResponseHeaders()
                            .add("Set-Cookie", cookie.getName() + '=' + cookie.getValue() + "; Path=" + target));
            request.getResponseHeaders().add("Content-Type", "text/html");
            var page = """
                    <!DOCTYPE html><title>Win</title><form method="post" action="%s">
                    <input name="_csrf" value="%s"><input name="email" value="ann@example.org"><button>Win</button></form>
                    """.formatted(site.browser().address(target), field).getBytes(StandardCharsets.UTF_8);
            request.sendResponseHeaders(200, page.length);
            request.getResponseBody().write(page);
            request.close();
        });
        evil.start();
        try (var screens = Screens.open(site.address(), Path.of("target", "screenshots", "foreign"))) {
            var victim = screens.newPerson(exchange.admin());
            victim.navigate("http://localhost:" + evil.getAddress().getPort());
            Screens.follow(victim, () -> victim.click("button"));

            assertThat(victim.url()).endsWith(target);
            assertThat(victim.textContent("h1")).isEqualTo("You cannot open this page");
            assertThat(site.everything()).isEqualTo(before);
        } finally {
            evil.stop(0);
        }
    }

    @Test
    void overHttpsNeitherAnotherHostNorAPageWithoutItCanSetTheCookies() {
        try (var https = new RunningSite(RunningSite.newFolder(), "klaus.public-url=https://klaus.example.org")) {
            var port = https.beans().getBean(Environment.class).getProperty("local.server.port");
            var browser = new Browser(URI.create("http://localhost:" + port));

            var shown = browser.open(https.site().setUpLink().replaceFirst(".*/setup", "/setup"));
            assertThat(shown.header("Set-Cookie"))
                    .matches("__Host-klaus-csrf=[\\w-]{43}; Path=/; Secure; HttpOnly; SameSite=Lax");
            var form = shown.form("/setup")
                    .with("email", Site.ADMIN)
                    .with("password", Site.PASSWORD)
                    .with("passwordConfirmation", Site.PASSWORD);
            var answer = browser.send(browser.posting(form)
                    .header("Cookie", shown.header("Set-Cookie").replaceFirst(";.*", "")));

            assertThat(answer.leadsTo()).isEqualTo("/admin");
            assertThat(answer.header("Set-Cookie"))
                    .matches("__Secure-klaus-admin=\\S+; Path=/admin; .*; Secure; HttpOnly; SameSite=Lax");
        }
    }

    @Test
    void theSiteIsUsedByWhateverAddressItIsReached() {
        site.setUp();
        var byNumber =
                new Browser(URI.create("http://127.0.0.1:" + site.address().getPort()));

        var form = byNumber.formTo("/find", "email", "ann@example.org");

        assertThat(byNumber.submitWithHeader(
                                form,
                                "Origin",
                                "http://127.0.0.1:" + site.address().getPort())
                        .status())
                .as("the address in the browser is not that of the settings")
                .isEqualTo(303);
        assertThat(byNumber.submitWithHeader(
                                form, "Origin", "http://" + site.address().getAuthority())
                        .status())
                .as("a proxy in between changed the host")
                .isEqualTo(303);
    }
}
