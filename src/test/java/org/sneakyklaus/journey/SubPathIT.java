package org.sneakyklaus.journey;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.testsupport.Mail.token;

import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.RunningSite;
import org.sneakyklaus.testsupport.Site;
import org.springframework.core.env.Environment;

/** The whole site lives below the path of its address; {@link Browser} fails where anything leads out of it. */
@Tag("once")
@IntegrationTest(path = SubPathIT.PATH)
class SubPathIT {

    static final String PATH = "/our.gifts/klaus";

    private final Site site;
    private final URI host;

    SubPathIT(Site site) {
        this.site = site;
        this.host = site.address().resolve("/");
    }

    @Test
    void peopleJoinSignInAndSeeWhomTheyDrew() {
        var exchange = Gathering.open(site, site.setUp());
        var people = Stream.of("Ann", "Ben", "Cy").collect(toMap(name -> name, exchange::join));
        exchange.then("close").then("match");

        people.forEach((name, browser) -> {
            var shown = browser.submit(exchange.me(browser).form("/me/reveal"));
            assertThat(shown.texts(".gift-name")).isSubsetOf(people.keySet()).doesNotContain(name);
        });
        var ann = requireNonNull(people.get("Ann"));
        assertThat(ann.cookies())
                .extracting(HttpCookie::getPath)
                .contains(PATH + exchange.link())
                .allMatch(path -> path.startsWith(PATH));
        assertThat(ann.open(exchange.link() + "/me/calendar.ics").source())
                .contains("URL:" + site.address(exchange.link()));
    }

    @Test
    void linksInEmailsLeadIntoIt() {
        var exchange = Gathering.open(site, site.setUp()).with("Ann");

        var mail = site.mail().lastTo("ann@example.org");

        assertThat(Jsoup.parse(mail.html()).select("a").eachAttr("href"))
                .isNotEmpty()
                .allMatch(link -> link.startsWith(site.address() + "/"))
                .anyMatch(link -> link.contains(exchange.link() + "/signin/"));
    }

    @Test
    void whoeverIsRefusedIsLedToPagesOfTheSite() {
        var exchange = Gathering.open(site, site.setUp()).with("Ann");
        var browser = site.browser();
        var link = site.mail().lastTo("ann@example.org").link("/signin/");

        assertThat(browser.open("/admin/jobs").leadsTo()).isEqualTo("/admin/login?next=%2Fadmin%2Fjobs");
        var signedIn = browser.submit(browser.visit("/admin/jobs")
                .form("/admin/login")
                .with("email", Site.ADMIN)
                .with("password", Site.PASSWORD));
        assertThat(signedIn.leadsTo()).isEqualTo("/admin/jobs");
        assertThat(browser.submit(browser.visit("/admin/exchanges/new").form("/admin/exchanges"))
                        .status())
                .isEqualTo(422);
        assertThat(browser.open(exchange.link() + "/me").leadsTo()).isEqualTo(exchange.link() + "/signin");
        var late = site.browser();
        var form = late.open(link).form("/signin/" + token(link));
        Gathering.signIn(browser, site.mail().lastTo("ann@example.org"));
        assertThat(late.follow(late.submit(form)).hasForm("/renew"))
                .as("of a used link")
                .isTrue();
        assertThat(exchange.admin()
                        .submit(exchange.page().form("/participants").with("email", "x"))
                        .heading())
                .isEqualTo("Family Christmas");
        browser.submit(browser.open("/find").form("/find").with("email", "ann@example.org"));
        assertThat(browser.open("/nothing-here").heading()).isEqualTo("Page not found");
    }

    /** A proxy reads it as one address, and the server as another. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/" + PATH + "/exchange/abc/signin/secret",
                "//" + PATH,
                PATH + "/..;/actuator/health",
                PATH + "/%2e%2e/actuator/health",
                PATH + ";x=1/",
                "/x/../actuator/health"
            })
    void anAddressThatCanBeReadInTwoWaysIsRefused(String path) throws IOException, InterruptedException {
        var address = URI.create(host.toString().replaceFirst("/$", "") + path);

        var answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<h1>").doesNotContain("UP");
    }

    /** The path itself is what people type. */
    @ParameterizedTest
    @ValueSource(strings = {PATH, PATH + "/"})
    void theHomePageIsThere(String path) {
        site.setUp();

        var home = new Browser(host).open(path + "?lang=de");

        assertThat(home.status()).isEqualTo(200);
        assertThat(home.header("Content-Security-Policy")).isNotEmpty();
        assertThat(home.headers().get("set-cookie"))
                .anyMatch(cookie -> cookie.startsWith("klaus-language=de; Path=" + PATH));
        assertThat(site.browser().open("/").heading()).isNotEmpty();
    }

    /** With the links to its files, and without the headers of Tomcat's own page. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/setup",
                "/our.gifts",
                "/ourXgifts/klaus",
                "/our.gifts/klausx",
                PATH + "/actuator/health",
                "/actuator"
            })
    void whatIsOutsideIsNotFound(String path) {
        site.setUp();

        var answer = new Browser(host).open(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.heading()).isEqualTo("Page not found");
        assertThat(answer.has("a[href='" + PATH + "/']")).isTrue();
        assertThat(site.browser().answersAt(answer.attribute("link[rel=stylesheet]", "href")))
                .isTrue();
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
    }

    @Test
    void probesAskAtTheRootWhateverThePathIs() {
        var prober = new Browser(host);

        assertThat(prober.open("/actuator/health/liveness").source()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(prober.open("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(prober.open("/actuator/prometheus").status()).isEqualTo(404);
    }

    @Test
    void overHttpsItsCookiesAreItsOwn() {
        try (var https = new RunningSite(RunningSite.newFolder(), "klaus.public-url=https://example.org/klaus/")) {
            var port = https.beans().getBean(Environment.class).getProperty("local.server.port");
            var browser = new Browser(URI.create("http://localhost:" + port + "/klaus"));
            var link = https.site().setUpLink();
            assertThat(link).startsWith("https://example.org/klaus/setup?code=");

            var shown = browser.open(link.replaceFirst(".*/klaus", ""));

            assertThat(shown.header("Set-Cookie"))
                    .matches("__Secure-klaus-csrf=[\\w-]{43}; Path=/klaus; Secure; HttpOnly; SameSite=Lax");
            var form = shown.form("/setup")
                    .with("email", Site.ADMIN)
                    .with("password", Site.PASSWORD)
                    .with("passwordConfirmation", Site.PASSWORD);
            var answer = browser.send(browser.posting(form)
                    .header("Origin", "https://example.org")
                    .header("Cookie", shown.header("Set-Cookie").replaceFirst(";.*", "")));
            assertThat(answer.leadsTo()).as("%s", answer).isEqualTo("/admin");
            assertThat(answer.header("Set-Cookie"))
                    .matches("__Secure-klaus-admin=\\S+; Path=/klaus/admin; .*; Secure; HttpOnly; SameSite=Lax");
        }
    }
}
