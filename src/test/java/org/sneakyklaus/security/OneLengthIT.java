package org.sneakyklaus.security;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Form;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Nginx;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;

/**
 * Whoever reads the log of a proxy sees what each answer weighs. Those to all givers of an exchange weigh the same,
 * through a real nginx, whatever names, addresses and ideas there are.
 */
@Tag("once")
@IntegrationTest
class OneLengthIT {

    private static final String LINK = "https://shop.example/mug?a=1&b=2";

    private record Person(String name, String email, String ideas) {}

    private static final List<Person> PEOPLE = List.of(
            new Person("Al", "a@b.example", ""),
            new Person(
                    "Bartholomew \"Bat\" & Sons ".repeat(4),
                    "bartholomew.".repeat(4) + "b@" + "long.".repeat(20) + "example",
                    "<\"&'> ".repeat(1500)),
            new Person("Ülkü 😀", "ue@example.org", "Ein Becher: " + LINK + "\n" + "äöü 😀 ".repeat(40)),
            new Person("Dee", "dee@example.org", "x".repeat(10_000)),
            new Person("Eve", "eve@example.org", "https://shop.example/" + "y".repeat(1500)),
            new Person("Fay", "fay@example.org", (LINK + " or ").repeat(70)));

    private final Site site;

    OneLengthIT(Site site) {
        this.site = site;
    }

    /**
     * @param compressing what the proxy does
     * @param accepted what the browser can unpack
     * @param settings what else the proxy was told
     */
    @ParameterizedTest
    @CsvSource({
        "false, identity, ''",
        "true,  identity, ''",
        "true,  gzip,     ''",
        "false, gzip,     ''",
        "true,  gzip,     'proxy_set_header Accept-Encoding \"\";'"
    })
    void theLogOfAProxyTellsNobodysRecipient(boolean compressing, String accepted, String settings) {
        var exchange = Gathering.open(site, site.setUp());
        var browsers = new LinkedHashMap<Person, Browser>();
        PEOPLE.forEach(person -> browsers.put(person, join(exchange, person)));
        exchange.admin()
                .post(exchange.path() + "/announcements", "text", "See " + LINK + " and <b>.", "confirm", "true");
        exchange.then("close").then("match");
        var ann = browsers.values().iterator().next();
        ann.submit(exchange.me(ann).form("/me/leave-request"));

        assertOneLength(exchange, browsers, new Nginx(site.address(), compressing, settings), accepted);

        var adjust = exchange.admin().open(exchange.path() + "/mend").form("/mend");
        exchange.admin().submit(adjust.with("people", "Ida <ida@example.org>").with("confirm", "true"));
        assertThat(exchange.people()).contains("Ida");
        assertOneLength(exchange, browsers, new Nginx(site.address(), compressing, settings), accepted);
    }

    private Browser join(Gathering exchange, Person person) {
        var browser = site.browser();
        exchange.register(browser, person.name(), person.email());
        Gathering.signIn(browser, site.mail().lastTo(person.email()));
        exchange.wish(browser, person.ideas());
        return browser;
    }

    private void assertOneLength(Gathering exchange, Map<Person, Browser> browsers, Nginx nginx, String accepted) {
        try (nginx) {
            browsers.forEach((person, browser) -> visit(exchange, person, browser, nginx, accepted));

            var sizes = sizes(nginx, exchange);
            assertThat(sizes.values())
                    .as("%s", sizes)
                    .allSatisfy(all -> assertThat(all).hasSize(1));
            assertThat(sizes.keySet())
                    .containsExactlyInAnyOrder(
                            "GET /me 200 de",
                            "GET /me 200 en",
                            "POST /me/email 422 en",
                            "POST /me/leave-to 200 en",
                            "POST /me/reveal 200 de",
                            "POST /me/reveal 200 en");
        }
    }

    /** Somebody does all that can be done on their page, some of it in German. */
    private void visit(Gathering exchange, Person person, Browser browser, Nginx nginx, String accepted) {
        var proxied = new Browser(nginx.address());
        browser.cookies().forEach(cookie -> proxied.keep(cookie.getName(), cookie.getValue(), cookie.getPath()));
        var me = exchange.link() + "/me";
        var forms = exchange.me(browser);
        for (var language : List.of("en", "de")) {
            open(proxied, me, accepted, language);
            submit(proxied, forms.form("/me/reveal"), accepted, language);
            open(proxied, me, accepted, language);
        }
        submit(
                proxied,
                forms.form("/me/email")
                        .with("email", "nonsense".repeat(person.name().length())),
                accepted,
                "en");
        // directly, so that the news of it come by the proxy
        browser.submit(forms.form("/me/reminders"));
        open(proxied, me, accepted, "en");

        var shown = browser.submit(forms.form("/me/reveal"));
        for (var link : new TreeSet<>(shown.texts("[name=link]"))) {
            submit(proxied, browser.formTo(me + "/leave-to", "link", link), accepted, "en");
        }
    }

    private static void open(Browser browser, String path, String accepted, String language) {
        browser.send(browser.request(path)
                .header("Accept-Encoding", accepted)
                .header("Accept-Language", language)
                .GET());
    }

    private static Page submit(Browser browser, Form form, String accepted, String language) {
        return browser.send(
                browser.posting(form).header("Accept-Encoding", accepted).header("Accept-Language", language));
    }

    /** What was sent, without and with headers, by what was asked for. */
    private static Map<String, SortedSet<String>> sizes(Nginx nginx, Gathering exchange) {
        return nginx.log().stream()
                .map(line -> line.replace(exchange.link(), ""))
                .collect(groupingBy(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        TreeMap::new,
                        mapping(line -> line.substring(line.lastIndexOf(' ') + 1), toCollection(TreeSet::new))));
    }
}
