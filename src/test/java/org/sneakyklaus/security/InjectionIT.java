package org.sneakyklaus.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_OPEN;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.Stages;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What is sent to the site never becomes a part of it: of its addresses, its rows, its log, or its pages. */
@IntegrationTest
@ExtendWith(OutputCaptureExtension.class)
@Tag("once")
class InjectionIT {

    private static final int TOO_LONG = 257 * 1024;

    private static final List<String> PAYLOADS = List.of(
            "<script>alert(1)</script>",
            "</script><script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<svg onload=alert(1)>",
            "<svg/onload=alert(1)//",
            "<iframe src=javascript:alert(1)>",
            "<body onload=alert(1)>",
            "<input autofocus onfocus=alert(1)>",
            "<details open ontoggle=alert(1)>",
            "<a href=javascript:alert(1)>x</a>",
            "\"><script>alert(1)</script>",
            "'><script>alert(1)</script>",
            "\" onmouseover=\"alert(1)",
            "' onmouseover='alert(1)",
            "\" autofocus onfocus=\"alert(1)",
            "`onmouseover=alert(1)",
            "</textarea><script>alert(1)</script>",
            "</title><script>alert(1)</script>",
            "</option></select><img src=x>",
            "<!--><script>alert(1)</script>",
            "--><b>bold</b>",
            "<![CDATA[<b>bold</b>]]>",
            "<base href=//evil.test>",
            "<meta http-equiv=refresh content=0>",
            "<form action=//evil.test><button>",
            "<style>*{display:none}</style>",
            "<math><mi xlink:href=x>",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "&#60;b&#62;bold",
            "+ADw-script+AD4-",
            "<scr<script>ipt>alert(1)",
            "${7*7}",
            "#{7*7}",
            "*{7*7}",
            "@{//evil.test}",
            "~{fragments/head}",
            "[[${7*7}]]",
            "[(${7*7})]",
            "__${7*7}__::.x",
            "{{7*7}} <%= 7*7 %>",
            "{0} {1} %s %n");

    private final Site site;
    private final Stages stages;
    private final Wire wire;

    InjectionIT(Site site, Stages stages) {
        this.site = site;
        this.stages = stages;
        this.wire = new Wire(site.address());
    }

    @AfterEach
    void nothingBroke(CapturedOutput output) {
        assertThat(output.getAll().lines().filter(line -> line.contains(" ERROR ") || line.startsWith("FORGED")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Host | evil.test",
                "X-Forwarded-Host | evil.test",
                "X-Forwarded-Proto | https\\r\\nX-Forwarded-Port: 666",
                "X-Forwarded-Prefix | //evil.test",
                "Forwarded | for=1.1.1.1;host=evil.test;proto=https",
                "X-Original-URL | http://evil.test/\\r\\nX-Rewrite-URL: http://evil.test/"
            })
    void noLinkOrRedirectIsMadeOfWhatARequestSaysAboutTheSite(String name, String value) {
        var header = name + ": " + value.replace("\\r\\n", "\r\n") + "\r\n";
        var stranger = site.browser();
        var answers = new ArrayList<Wire.Answer>();
        answers.add(wire.send(wire.get("/", header)));
        var token = stranger.open("/setup").form("/setup").value("_csrf");
        answers.add(wire.send(wire.post(stranger, token, "/setup", Wire.FORM, header, "email=" + Site.ADMIN)));
        var admin = site.setUp();
        var slug = slug(stages.in(REGISTRATION_OPEN, "Ben"));
        for (var path : List.of("/", "/find", "/admin", "/setup", slug, slug + "/me", slug + "/register")) {
            answers.add(wire.send(wire.get(path, header)));
        }
        var person = "name=Ann&email=ann%40example.org&giftIdeas=";
        answers.add(wire.send(wire.post(stranger, slug + "/register", header, person)));
        answers.add(wire.send(wire.post(stranger, slug + "/signin", header, "email=ben%40example.org")));
        answers.add(wire.send(wire.post(stranger, "/find", header, "email=ben%40example.org")));
        answers.add(wire.send(wire.post(stranger, "/admin/login", header, "email=" + Site.ADMIN)));
        answers.add(wire.send(wire.post(admin, "/admin/mail/test", header, "to=nora%40example.org")));

        for (var answer : answers) {
            assertThat(answer.status()).as("%s", answer).isBetween(200, 499);
            assertThat(answer.toString()).doesNotContain("evil", ":666");
            assertThat(answer.header("Location"))
                    .satisfiesAnyOf(
                            where -> assertThat(where).isEmpty(),
                            where -> assertThat(where).startsWith("/").doesNotStartWith("//"));
        }
        for (var mail : site.mail().all()) {
            assertThat(mail.text() + mail.html() + mail.subject()).doesNotContain("evil", ":666");
            assertThat(Jsoup.parse(mail.html()).select("a").eachAttr("href"))
                    .allMatch(link -> link.startsWith(site.address() + "/") || link.startsWith("mailto:"));
        }
        assertThat(site.mail().subjectsTo("ann@example.org")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.test",
                "/\\evil.test",
                "/%5cevil.test",
                "/%2f%2fevil.test",
                "/%2fevil.test/exchange/x",
                "//evil.test/exchange/x/me",
                "///evil.test",
                "http://evil.test/admin",
                "http://evil.test//admin",
                "/.//evil.test",
                "/..//evil.test",
                "/;/evil.test",
                "/;@evil.test",
                "/@evil.test",
                "/exchange//evil.test",
                "/exchange//evil.test/me",
                "/exchange/%2f%2fevil.test/me",
                "/exchange/..%2f..%2fevil.test/me",
                "/exchange/%5c%5cevil.test/me",
                "/exchange/evil.test/me",
                "/exchange/evil.test/me/..",
                "/exchange/x/signin/%2f%2fevil.test",
                "/exchange/x%0d%0aLocation:%20http:%2f%2fevil.test/me",
                "/exchange/x%0aevil.test/me",
                "/exchange/x%09/me",
                "/exchange/x%20/me",
                "/exchange/x%e2%80%a8/me",
                "/exchange/x%00/me",
                "/exchange/%e3%80%82evil.test/me",
                "/admin/%2e%2e/%2fevil.test",
                "/admin/..;/evil.test",
                "/admin?next=//evil.test",
                "/admin?redirect=http://evil.test&returnTo=%2f%2fevil.test",
                "/admin/login?continue=/%5cevil.test&url=http://evil.test",
                "/setup?next=//evil.test",
                "/?next=//evil.test",
                "/find?to=//evil.test",
                "/exchange/x/me?next=//evil.test",
                "/exchange/x/signin?next=%0d%0a//evil.test",
                "/error?path=//evil.test"
            })
    void everyRedirectStaysHere(String target) {
        site.setUp();

        for (var answer : List.of(
                wire.send(wire.get(target, "")),
                wire.send(wire.post(site.browser(), "/find", "", "email=a%40example.org")
                        .replace("POST /find ", "POST " + target + " ")))) {
            assertThat(answer.status()).as("%s", answer).isBetween(200, 499);
            assertThat(answer.header("Location")).matches("|/(admin/login|find/sent|exchange/[^/:%]+(/[a-z]*)*)?");
        }
    }

    @Test
    void aBodyOfMoreThanAQuarterOfAMegabyteIsRefused() {
        site.setUp();
        var slug = slug(stages.in(REGISTRATION_OPEN, "Ben"));
        var browser = site.browser();
        var token = browser.formTo(slug).value("_csrf");
        var before = site.everything();
        var form = "name=Ann&email=ann%40example.org&giftIdeas=" + "x".repeat(TOO_LONG);
        var types =
                List.of(Wire.FORM, "multipart/form-data; boundary=b", "text/plain", "application/json", "nonsense", "");

        for (var path : List.of(slug + "/register", "/webhooks/resend", "/unsubscribe/x", "/admin/login", "/no-page")) {
            for (var type : types) {
                var whole = wire.post(browser, token, path, type, "", form);
                friendly(wire.send(whole), 413, 413);
                friendly(wire.send(chunked(whole)), 413, 413);
                friendly(wire.send(whole.replaceFirst("POST", "PUT")), 413, 413);
            }
        }
        assertThat(site.everything()).isEqualTo(before);
    }

    @Test
    void onlyPeopleToBeImportedMayBeLonger() {
        var admin = site.setUp();
        var token = admin.formTo("/admin").value("_csrf");
        var path = "/admin/exchanges/" + stages.in(REGISTRATION_OPEN, "Ben");

        assertThat(wire.send(wire.post(
                                admin, token, path + "/import", Wire.FORM, "", "people=" + "x".repeat(2_000_000)))
                        .status())
                .isNotEqualTo(413)
                .isLessThan(500);
        friendly(
                wire.send(wire.post(
                        admin, token, path + "/import", Wire.FORM, "", "people=" + "x".repeat(2 * 1024 * 1024))),
                413,
                413);
        friendly(
                wire.send(wire.post(admin, token, path + "/edit", Wire.FORM, "", "people=" + "x".repeat(2_000_000))),
                413,
                413);
    }

    @Test
    void aFormInChunksIsReadLikeAnyOther() {
        site.setUp();
        var slug = slug(stages.in(REGISTRATION_OPEN, "Ben"));
        var form = "name=%C3%84nn+%26+Co&email=ann%40example.org&giftIdeas=a%0D%0Ab&giftIdeas";

        var answer = wire.send(chunked(wire.post(site.browser(), slug + "/register", "", form)));

        assertThat(answer.header("Location")).endsWith("/register/done");
        assertThat(site.column("select name from participant where email = 'ann@example.org'"))
                .containsExactly("\u00c4nn & Co");
        for (var wrong : List.of("name=%zz", "name=%", "x=y&".repeat(1001) + "name=Ann")) {
            friendly(wire.send(chunked(wire.post(site.browser(), slug + "/register", "", wrong))), 400, 413);
        }
        friendly(
                wire.send(chunked(
                        wire.post(site.browser(), slug + "/register", "", form).replaceFirst("_csrf=", "token="))),
                403,
                403);
        assertThat(site.count("participant")).isEqualTo(2);
    }

    private static String chunked(String request) {
        var body = request.substring(request.indexOf("\r\n\r\n") + 4);
        var head = request.substring(0, request.indexOf("\r\n\r\n"))
                .replaceFirst("Content-Length: \\d+", "Transfer-Encoding: chunked");
        var half = body.length() / 2;
        return head + "\r\n\r\n" + chunk(body.substring(0, half)) + chunk(body.substring(half)) + "0\r\n\r\n";
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "multipart/form-data",
                "multipart/form-data; boundary=b",
                "text/plain",
                "application/xml",
                "nonsense",
                "/",
                ""
            })
    void aBodyOfAnotherKindIsNoForm(String type) {
        site.setUp();
        var slug = slug(stages.in(REGISTRATION_OPEN, "Ben"));
        var browser = site.browser();
        var before = site.everything();

        for (var path : List.of("/register", "/signin", "/me/profile")) {
            var body = type.endsWith("json") ? "{\"name\": \"Ann\"}" : "name=Ann&email=ann%40example.org";
            friendly(
                    wire.send(wire.post(browser, browser.formTo(slug).value("_csrf"), slug + path, type, "", body)),
                    400,
                    499);
        }
        friendly(
                wire.send(wire.post(
                        browser, browser.formTo("/admin").value("_csrf"), "/admin/login", type, "", "email=x")),
                400,
                499);

        assertThat(site.everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /%ff%fe",
                "GET /exchange/%c3%28/me",
                "GET /exchange/%00",
                "GET /exchange/%f0%28%8c%bc",
                "GET /a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t/u/v/w/x/y/z/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q",
                "GET /admin/exchanges/%31%00",
                "GET /unsubscribe/%ff",
                "POST /find email=%ff%fe%00",
                "POST /find email=%zz",
                "POST /find email=%",
                "POST /find =&=&&&==",
                "POST /find email=a&email=b&email=c",
                "POST /find email[0]=a&email.b=c&email[b][c]=d",
                "POST /find %00=%00",
                "POST /find class.module.classLoader=x",
                "POST /admin/login email=%00&password=%00",
                "POST /setup email=%ff",
                "POST /unsubscribe/%00 x",
                "POST /unsubscribe/x email=%ff%zz",
                "GET /unsubscribe/x?%zz",
                "POST /webhooks/resend {{{{"
            })
    void whatIsNoTextIsNoErrorOfOurs(String request) {
        site.setUp();
        var before = site.everything();
        var parts = request.split(" ", 3);

        friendly(
                wire.send(
                        parts.length == 2 ? wire.get(parts[1], "") : wire.post(site.browser(), parts[1], "", parts[2])),
                400,
                499);

        assertThat(site.everything()).isEqualTo(before);
    }

    @Test
    void aTypeThatCannotBeIsNoErrorOfOurs() {
        site.setUp();

        for (var path : List.of("/actuator/health/x", "/actuator/prometheus", "/find", "/css/base.css")) {
            var answer = wire.send(wire.get(path, "Content-Type: *\r\n"));
            assertThat(answer.status()).as("%s", answer).isBetween(200, 499);
        }
    }

    @Test
    void aTokenOfAFormThatIsNoTextIsNoToken() {
        site.setUp();
        var browser = site.browser();
        var bytes = Base64.getUrlDecoder().decode(browser.formTo("/find").value("_csrf"));
        bytes[bytes.length - 1] ^= (byte) 0x80;
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);

        friendly(wire.send(wire.post(browser, token, "/find", Wire.FORM, "", "email=a%40example.org")), 403, 403);
    }

    @Test
    void tenThousandFieldsAreTooMany() {
        site.setUp();
        var slug = slug(stages.in(REGISTRATION_OPEN, "Ben"));
        var fields = "x=y&".repeat(10_000) + "name=Ann&email=ann%40example.org";

        friendly(wire.send(wire.post(site.browser(), slug + "/register", "", fields)), 400, 413);
    }

    @Test
    void onlyTheFieldsOfAFormAreTaken() {
        var admin = site.setUp();
        var other = stages.in(REGISTRATION_OPEN, "Zoe");
        var id = stages.in(REGISTRATION_OPEN, "Ben");
        var path = "/admin/exchanges/" + id;
        var edit = admin.open(path + "/edit").form("/edit");
        assertThat(admin.submit(edit).status()).isEqualTo(303);
        var before = site.everything();

        var more = admin.open(path + "/edit").form("/edit");
        Map.of(
                        "id", "" + other,
                        "exchangeId", "" + other,
                        "exchange.id", "" + other,
                        "state", "COMPLETED",
                        "slug", "evil",
                        "drawnAt", "2020-01-01T00:00:00Z",
                        "drawNumber", "9",
                        "createdAt", "0",
                        "role", "ADMIN")
                .forEach(more::with);
        assertThat(admin.submit(more).status()).isEqualTo(303);
        assertThat(site.everything()).isEqualTo(before);

        var browser = site.browser();
        var joined = browser.post(
                slug(id) + "/register",
                "name",
                "Ann",
                "email",
                "ann@example.org",
                "id",
                "1",
                "exchangeId",
                "" + other,
                "exchange.id",
                "" + other,
                "confirmedAt",
                "0",
                "emailConfirmed",
                "true",
                "version",
                "9",
                "role",
                "ADMIN");
        assertThat(joined.status()).as("%s", joined).isEqualTo(303);
        assertThat(site.column("select exchange_id from participant where name = 'Ann'"))
                .containsExactly("" + id);
        assertThat(site.column("select confirmed_at from participant where name = 'Ann'"))
                .containsExactly("null");
    }

    @Test
    void aLineOfTheLogIsNeverForged() {
        site.setUp();
        var slug = slug(stages.in(REGISTRATION_OPEN, "Ben"));
        var forged = "%0d%0aFORGED%0aFORGED";
        wire.send(wire.get("/" + forged, "User-Agent: x\rFORGED\r\n"));
        wire.send(wire.get("/exchange/x" + forged + "/me?q=" + forged, "User-Agent: x\u0085FORGED\r\n"));
        wire.send(wire.get("/x\nFORGED", ""));
        wire.send("G\nFORGED / HTTP/1.1\r\n\r\n");
        for (var field : List.of("name", "email", "giftIdeas")) {
            var others =
                    "name=Ann&email=ann%40example.org&giftIdeas=x".replaceAll(field + "=[^&]*", field + "=x" + forged);
            wire.send(wire.post(site.browser(), slug + "/register", "", others));
        }
        wire.send(wire.post(site.browser(), "/find", "", "email=" + forged));
        wire.send(wire.post(site.browser(), "/admin/login", "", "email=" + forged + "&password=" + forged));
        site.mail().all();
    }

    @Test
    void whateverIsTypedAddsNothingToAPage() {
        var admin = site.setUp();
        var id = stages.in(REGISTRATION_OPEN, "Ben");
        var browser = site.browser();
        var link = site.mail().lastTo("ben@example.org").link("/signin/");
        browser.submit(browser.open(link).form(link.substring(link.indexOf("/signin/"))));
        var plain = typed(id, admin, browser, "plain", "plain\nplain").stream()
                .map(InjectionIT::bones)
                .toList();
        var all = String.join("\n", PAYLOADS);

        for (var payload : PAYLOADS) {
            var pages = typed(id, admin, browser, payload, all);
            for (var i = 0; i < pages.size(); i++) {
                assertThat(plain.get(i)).as(payload).containsAll(bones(pages.get(i)));
            }
        }
    }

    /** Types a text into every field, and looks at every page that shows it. */
    private List<Page> typed(long id, Browser admin, Browser browser, String line, String text) {
        var path = "/admin/exchanges/" + id;
        var edit = admin.open(path + "/edit").form("/edit");
        for (var field : List.of("name", "budget", "organiserName", "organiserContact")) {
            edit.with(field, line);
        }
        var edited = admin.submit(edit.with("description", text));
        assertThat(edited.status()).as("%s", edited).isEqualTo(303);
        var profile = browser.open(slug(id) + "/me/profile").form("/profile").with("name", line);
        assertThat(browser.submit(profile.with("giftIdeas", text)).status()).isEqualTo(303);
        // What happened is said once, on the next page.
        admin.open(path);
        browser.open(slug(id) + "/me");
        var stranger = site.browser();
        var pages = List.of(
                admin.open(path),
                admin.open(path + "/edit"),
                admin.open("/admin"),
                admin.open("/admin/outbox"),
                browser.open(slug(id) + "/me"),
                browser.open(slug(id) + "/me/profile"),
                stranger.open(slug(id) + "/register"),
                stranger.open(slug(id) + "/signin"),
                stranger.post("/find", "email", line),
                stranger.post(slug(id) + "/register", "name", line, "email", line, "giftIdeas", text));
        assertThat(pages.get(0).heading()).isEqualTo(line.strip());
        assertThat(pages.get(1).value("/edit", "description").replace("\r\n", "\n"))
                .isEqualTo(text);
        return pages;
    }

    /** The kinds of elements of a page, with their attributes: what text cannot add to. */
    private static Set<String> bones(Page page) {
        return Jsoup.parse(page.source()).getAllElements().stream()
                .filter(element -> !element.normalName().equals("br"))
                .map(element -> element.normalName()
                        + element.attributes().asList().stream()
                                .map(attribute -> attribute.getKey())
                                .sorted()
                                .toList())
                .collect(Collectors.toSet());
    }

    private String slug(long id) {
        return "/exchange/"
                + site.column("select slug from exchange where id = ?", id).get(0);
    }

    private static void friendly(Wire.Answer answer, int from, int to) {
        assertThat(answer.status()).as("%s", answer).isBetween(from, to);
        assertThat(answer.body()).as("%s", answer).doesNotContain("Exception", "\tat ", "Tomcat", "FORGED");
        if (answer.status() != 404 || answer.isHtml()) {
            assertThat(Jsoup.parse(answer.body()).select("h1").text())
                    .as("%s", answer)
                    .isNotEmpty();
        }
        assertThat(answer.header("Content-Security-Policy")).as("%s", answer).isNotEmpty();
    }
}
