package org.sneakyklaus.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.FreePort;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Roster;
import org.sneakyklaus.testsupport.RunningSite;
import org.sneakyklaus.testsupport.Site;

/** Friends run an exchange on a site that others reach and that cannot send a single email. */
@Tag("once")
class SiteWithoutEmailIT {

    private static final String WORD = "Apfelstrudel7";

    private final RunningSite running = start();
    private final Site site = running.site();

    /** By a name of this machine that counts as one that others use. */
    private static RunningSite start() {
        var port = FreePort.find();
        return new RunningSite(
                RunningSite.newFolder(),
                "klaus.mail=",
                "server.port=" + port,
                "klaus.public-url=http://127.0.0.2:" + port);
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void friendsDrawNamesByPersonalLinksAndNoPageSpeaksOfEmail() {
        var admin = site.setUpUnconfirmed();
        var exchange = Gathering.created(site, admin, Gathering.blank(admin).with("open", "true"));
        assertThat(exchange.page().text()).contains("Registration opened.");
        var pages = new ArrayList<Page>();
        var home = site.browser();
        pages.add(home.open("/"));
        pages.add(home.open(exchange.link() + "/signin"));
        pages.add(home.open("/find"));
        var links = new LinkedHashMap<String, String>();
        var people = new LinkedHashMap<String, Browser>();
        for (var name : List.of("Ann", "Ben", "Cy")) {
            var browser = site.browser();
            var form = browser.open(exchange.link() + "/register");
            pages.add(form);
            var made = browser.submit(form.form("/register")
                    .with("name", name)
                    .with("contact", "LINK")
                    .with("word", WORD));
            pages.add(made);
            pages.add(exchange.me(browser));
            links.put(name, made.attribute("[data-personal-link]", "data-personal-link"));
            people.put(name, browser);
        }
        people.keySet()
                .forEach(name -> admin.post(exchange.path() + "/participants/" + exchange.idOf(name) + "/known"));
        assertThat(exchange.page().text()).doesNotContain("We’ll email");
        // As if emails were sent when it was created.
        site.change("update exchange set name_in_mail = true");
        var edited = admin.open(exchange.path() + "/edit").form("/edit").with("budget", "10 €");
        assertThat(admin.submit(edited).status()).isEqualTo(303);
        site.change("update exchange set name_in_mail = false");
        exchange.then("close").then("match");

        assertThat(exchange.page().text()).contains("Tell everyone that names are drawn");
        var drawn = new LinkedHashMap<String, String>();
        links.forEach((name, link) -> {
            var phone = site.browser();
            var door = phone.open(link);
            pages.add(door);
            phone.submit(door.form(link.substring(link.indexOf("/link/"))).with("word", WORD));
            pages.add(exchange.me(phone));
            var open = phone.submit(exchange.me(phone).form("/me/reveal"));
            pages.add(open);
            drawn.put(name, open.texts(".gift-name").get(0));
        });
        assertThat(drawn).isEqualTo(stored(exchange));
        assertThat(pages).allSatisfy(page -> {
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.text()).doesNotContainIgnoringCase("email");
        });
        assertThat(site.column("select kind from outbound_email where participant_id is not null"))
                .isEmpty();
        assertThat(running.errors()).isEmpty();
    }

    @Test
    void withoutLinksForAnyoneItIsNotOpened() {
        var admin = site.setUpUnconfirmed();
        var exchange = Gathering.created(
                site,
                admin,
                Gathering.blank(admin).with("personalLinks", "ORGANISER").with("open", "true"));
        var page = exchange.page();
        assertThat(page.texts("[role=alert]")).first().asString().contains("No way to send email is configured");
        assertThat(page.texts("[role=status]"))
                .contains("Exchange created as a draft. People can join once you open registration.");
        assertThat(exchange.state()).isEqualTo(ExchangeState.DRAFT);
        assertThat(exchange.press("open").text()).contains("No way to send email is configured", "personal links");
    }

    @Test
    void nobodyIsOfferedASignInThatNoFormCouldGiveThem() {
        var admin = site.setUpUnconfirmed();
        var exchange = Gathering.created(site, admin, Gathering.blank(admin).with("open", "true"));
        var ben = joined(exchange);
        ben.submit(exchange.me(ben).form("/me/wards").with("name", "Mia"));
        var way = "a[href$='/participants/" + exchange.idOf("Mia") + "/way']";
        assertThat(exchange.page().texts(way)).containsExactly("Set up own sign-in");

        var refused =
                admin.submit(admin.open(exchange.path() + "/edit").form("/edit").with("personalLinks", "NONE"));
        assertThat(refused.errorAt("/edit", "personalLinks")).contains("No way to send email is configured");
        assertThat(ben.open(exchange.link() + "/register").texts("button")).contains("Join with a personal link");
        exchange.then("close");
        admin.submit(admin.open(exchange.path() + "/edit").form("/edit").with("personalLinks", "NONE"));

        assertThat(exchange.page().texts(way)).isEmpty();
        var draft = Gathering.created(site, admin, Gathering.blank(admin).with("personalLinks", "NONE"));
        assertThat(draft.page().hasForm("/participants"))
                .as("no one could be added")
                .isFalse();
    }

    @Test
    void nobodyIsAddedWhomNoEmailWouldReach() {
        var admin = site.setUpUnconfirmed();
        var exchange = Gathering.created(site, admin, Gathering.blank(admin).with("open", "true"));
        joined(exchange);

        var listed = admin.submit(admin.open(exchange.path() + "/import")
                .form("/import")
                .with("people", "Dan <dan@example.org>")
                .with("confirm", "true"));

        assertThat(listed.text()).contains("no one can take part with an address");
        assertThat(exchange.people()).containsExactly("Ben");
    }

    @Test
    void noPageOffersWhatOnlyAnEmailCouldBring() {
        var admin = site.setUpUnconfirmed();
        var draft = Gathering.created(site, admin, Gathering.blank(admin));
        assertThat(draft.page().text()).contains("No one yet. Add people here.").doesNotContain("Share the link");

        var guest = site.browser();
        assertThat(guest.open("/find").hasForm("/find")).isFalse();
        assertThat(guest.open("/admin/login").has("[href$='/find']")).isFalse();
        var forgot = guest.open("/admin/password/forgot");
        assertThat(forgot.text()).contains("Its operator can set a new password.");
        assertThat(forgot.hasForm("/forgot")).isFalse();
        var missing = guest.open("/nothing");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.text()).doesNotContainIgnoringCase("email");
        assertThat(missing.has("[href$='/find']")).isFalse();
    }

    @Test
    void whoLeavesIsPromisedNoEmail() {
        var admin = site.setUpUnconfirmed();
        var exchange = Gathering.created(site, admin, Gathering.blank(admin).with("open", "true"));
        var ben = joined(exchange);

        var left = ben.submit(
                ben.open(exchange.link() + "/me/withdraw").form("/withdraw").with("confirm", "true"));

        assertThat(ben.follow(left).text())
                .contains("Your gift ideas are deleted. You can join again")
                .doesNotContainIgnoringCase("email");
    }

    /** The browser of Ben, who joined by a link of his own. */
    private Browser joined(Gathering exchange) {
        var ben = site.browser();
        ben.submit(ben.open(exchange.link() + "/register")
                .form("/register")
                .with("name", "Ben")
                .with("contact", "LINK")
                .with("word", WORD));
        return ben;
    }

    private Map<String, String> stored(Gathering exchange) {
        var names = new LinkedHashMap<Long, String>();
        List.of("Ann", "Ben", "Cy").forEach(name -> names.put(exchange.idOf(name), name));
        var stored = new LinkedHashMap<String, String>();
        running.beans()
                .getBean(Roster.class)
                .pairing(exchange.id())
                .forEach((giver, recipient) -> stored.put(names.get(giver), names.get(recipient)));
        return stored;
    }
}
