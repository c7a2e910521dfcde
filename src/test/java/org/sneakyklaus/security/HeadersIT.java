package org.sneakyklaus.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sneakyklaus.security.Scene.Caller;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.Stages;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Every answer, good or bad, forbids the browser what the site does not need. */
@IntegrationTest
@Tag("once")
class HeadersIT {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'; object-src 'none'";
    private static final String OF_THE_MAIL_PAGE = POLICY.replace("form-action", "frame-src 'self'; form-action");
    private static final String OF_THE_MAIL_BODY =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

    private static final Map<String, String> PROMISED = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "X-Robots-Tag", "noindex");

    private final Site site;
    private final Stages stages;
    private final ApplicationContext application;
    private final Wire wire;

    HeadersIT(Site site, Stages stages, ApplicationContext application) {
        this.site = site;
        this.stages = stages;
        this.application = application;
        this.wire = new Wire(site.address());
    }

    @Test
    void theNameOfAFileTellsItsContentSinceBrowsersKeepItForAYear() {
        site.setUp();

        var page = site.browser().open("/find").source();

        assertThat(page)
                .containsPattern("/css/base-[0-9a-f]{32}\\.css")
                .containsPattern("/js/enhance-[0-9a-f]{32}\\.js")
                .containsPattern("/img/mark-[0-9a-f]{32}\\.svg");
    }

    @Test
    void everyRouteIsAnsweredWithThem() {
        var scene = new Scene(site, stages, site.setUp());
        for (var route : Routes.of(application)) {
            var path = scene.path(route.substring(route.indexOf('/')));
            for (var caller : new Caller[] {Caller.NOBODY, Caller.PARTICIPANT, Caller.ADMIN}) {
                var browser = scene.browser(caller);
                var request = browser.request(path);
                var answer = browser.send(
                        route.startsWith("GET") ? request : request.POST(BodyPublishers.ofString("name=x")));
                promised(answer, policyOf(route, answer));
                assertThat(answer.header("Cache-Control")).as("%s", answer).contains("no-store");
            }
        }
    }

    private static String policyOf(String route, Page answer) {
        if (answer.status() != 200) {
            return POLICY;
        }
        return switch (route) {
            case "GET /admin/mail/{name}" -> OF_THE_MAIL_PAGE;
            case "GET /admin/mail/{name}/html" -> OF_THE_MAIL_BODY;
            default -> POLICY;
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/css/base.css",
                "/js/enhance.js",
                "/img/mark.svg",
                "/img/app.json",
                "/robots.txt",
                "/webjars/picocss__pico/2.1.1/css/pico.min.css"
            })
    void everyFileIsAnsweredWithThem(String path) {
        var answer = site.browser().open(path);

        assertThat(answer.status()).isEqualTo(200);
        promised(answer, POLICY);
    }

    @Test
    void aPhoneFindsANameAndIconsToKeepTheSiteBy() {
        site.setUp();
        var link = site.browser().open("/find").attribute("link[rel=manifest]", "href");
        var answer = site.browser().open(link);

        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        var manifest = new JsonMapper().readTree(answer.source());
        assertThat(manifest.path("name").asString()).isEqualTo("Sneaky Klaus");
        assertThat(manifest.path("icons")).hasSize(3).allSatisfy(icon -> {
            var picture = site.browser().open("/img/" + icon.path("src").asString());
            assertThat(picture.status()).isEqualTo(200);
            assertThat(picture.header("Content-Type"))
                    .isEqualTo(icon.path("type").asString());
        });
    }

    @Test
    void searchEnginesAreAskedToStayAway() {
        assertThat(site.browser().open("/robots.txt").source()).isEqualTo("User-agent: *\nDisallow: /\n");
    }

    @Test
    void everyErrorIsAnsweredWithThem() {
        var admin = site.setUp();
        var scene = new Scene(site, stages, admin);
        var browser = site.browser();
        error(admin.open("/admin?page=abc"), 400);
        error(browser.send(browser.request("/find").POST(BodyPublishers.ofString("email=a"))), 403);
        error(browser.open("/nothing-here"), 404);
        error(browser.open("/css/nothing-here.css"), 404);
        error(browser.post("/privacy"), 405);
        error(browser.post("/css/base.css"), 405);
        error(admin.post(scene.path("/admin/exchanges/{id}/close")), 409);
        error(browser.post("/find", "email", "x".repeat(300_000)), 413);
        error(browser.post("/find", "email", "nobody"), 422);
        site.change("update exchange set timezone = 'Nowhere'");
        error(browser.open(scene.path("/exchange/{slug}/signin")), 500);
    }

    private static void error(Page answer, int status) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        promised(answer, POLICY);
        assertThat(answer.header("Cache-Control")).as("%s", answer).contains("no-store");
        assertThat(answer.heading()).isNotEmpty();
        assertThat(answer.source()).doesNotContain("Exception", "\tat ", ".java", "Tomcat");
    }

    /** The web server refuses these by itself: no filter of the application ever sees them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /%zz HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
                "GET /find%00 HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
                "GET /a\\b HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
                "GET /../../etc/passwd HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
                "GET /find<script> HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
                "GET /find HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n",
                "GET /find HTTP/1.1\r\nHost: {host}\r\nHost: elsewhere\r\nConnection: close\r\n\r\n",
                "GET /find HTTP/1.1\r\nConnection: close\r\n\r\n",
                "GET /find HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nX-Long: {long}\r\n\r\n",
                "GET /{long} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
                "POST /find HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: x\r\n\r\n",
                "GET /find HTTP/3.7\r\nHost: {host}\r\nConnection: close\r\n\r\n",
                "POST /find HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nTransfer-Encoding: secret\r\n\r\n",
                "PROPFIND /find HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
                "GET //find HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
                "GET /find;a=b HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
                "GET /WEB-INF/web.xml HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
                "G{T /find HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
                "Hello\r\n\r\n"
            })
    void whatTheServerItselfRefusesIsAnsweredWithThemToo(String request) {
        var answer = wire.send(
                request.replace("{host}", site.address().getAuthority()).replace("{long}", "x".repeat(20_000)));

        assertThat(answer.status()).as("%s", answer).isBetween(400, 505);
        assertThat(answer.header("Content-Security-Policy")).as("%s", answer).isEqualTo(POLICY);
        PROMISED.forEach(
                (name, value) -> assertThat(answer.header(name)).as(name).isEqualTo(value));
        assertThat(answer.header("Cache-Control")).contains("no-store");
        var page = Jsoup.parse(answer.body());
        assertThat(page.select("h1").text()).as("%s", answer).isNotEmpty();
        assertThat(page.select("a[href=/]")).isNotEmpty();
        assertThat(page.select("[rel=stylesheet]").eachAttr("href"))
                .allMatch(file -> site.browser().answersAt(file));
        assertThat(page.select("style, [style], script:not([src])")).isEmpty();
        assertThat(answer.body()).doesNotContain("Exception", "\tat ", ".java", "Tomcat");
    }

    private static void promised(Page answer, String policy) {
        assertThat(answer.header("Content-Security-Policy")).as("%s", answer).isEqualTo(policy);
        PROMISED.forEach((name, value) ->
                assertThat(answer.header(name)).as("%s of %s", name, answer).isEqualTo(value));
        assertThat(answer.header("Permissions-Policy"))
                .contains("camera=()", "geolocation=()", "microphone=()", "payment=()");
        assertThat(answer.header("Strict-Transport-Security")).isEmpty();
        assertThat(answer.header("Server")).isEmpty();
    }
}
