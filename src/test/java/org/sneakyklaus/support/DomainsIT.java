package org.sneakyklaus.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Organiser;
import org.sneakyklaus.testsupport.Site;

/** A domain with other letters is the one that its owner has, wherever an address is typed: "faß.de" is not "fass.de". */
@IntegrationTest
@Tag("once")
class DomainsIT {

    private static final String TYPED = "x1@faß.de";
    private static final String SENT = "x1@xn--fa-hia.de";

    private final Site site;

    DomainsIT(Site site) {
        this.site = site;
    }

    @Test
    void whoTypesTheirDomainIsWrittenToThere() {
        var exchange = Gathering.open(site, site.setUp());
        var browser = site.browser();
        exchange.register(browser, "Ann", TYPED);
        exchange.register(site.browser(), "Ben", "x1@fass.de");
        assertThat(exchange.people()).containsExactly("Ann", "Ben");
        assertThat(site.mail().to("x1@fass.de")).hasSize(1);
        Gathering.signIn(browser, site.mail().lastTo(SENT));

        browser.post(exchange.link() + "/signin", "email", TYPED);
        browser.post("/find", "email", "x1@FAß.de");
        browser.post(exchange.link() + "/me/email", "email", "ann@βόλος.com");

        assertThat(site.mail().subjectsTo(SENT)).hasSize(3);
        assertThat(site.mail().to("ann@xn--nxasmm1c.com")).hasSize(1);
        assertThat(site.mail().to("x1@fass.de")).hasSize(1);
    }

    @Test
    void theOrganiserAddsAndSignsInWithSuchADomain() {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin);
        assertThat(exchange.add("Ann", TYPED).status()).isEqualTo(303);
        var list = admin.post(exchange.path() + "/import", "people", "Ann <" + TYPED + ">\nBen <x1@fass.de>");
        assertThat(list.text()).contains("Ben").doesNotContain("Enter it like this");
        assertThat(site.mail().to(SENT)).hasSize(1);
        site.change("update admin set email = ?", SENT);

        var signedIn = site.browser();
        var answer = Organiser.signIn(signedIn, TYPED, Site.PASSWORD);

        assertThat(answer.leadsTo()).isEqualTo("/admin");
    }
}
