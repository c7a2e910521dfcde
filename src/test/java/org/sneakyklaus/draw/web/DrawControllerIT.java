package org.sneakyklaus.draw.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_CLOSED;

import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.AtOnce;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;

/** Names are drawn by the page of the exchange. */
@IntegrationTest
class DrawControllerIT {

    private final Site site;

    DrawControllerIT(Site site) {
        this.site = site;
    }

    @Test
    void aDoubleClickOnDrawDrawsOnce() throws InterruptedException {
        var admin = site.setUp();
        var exchange = Gathering.in(REGISTRATION_CLOSED, site, admin);
        var form = exchange.page().form("/match");

        var answers = AtOnce.get(() -> admin.submit(form), () -> admin.submit(form));

        assertThat(answers).extracting(Page::status).containsExactlyInAnyOrder(303, 409);
        assertThat(exchange.assignments()).isEqualTo(3);
        assertThat(site.mail().subjectsTo("ann@example.org"))
                .filteredOn(s -> s.contains("drawn"))
                .hasSize(1);
    }

    @Test
    void whoWasAddedAndNeverCameByIsNamedBeforeTheDraw() {
        var exchange = Gathering.open(site, site.setUp()).with("Ben", "Cy");
        exchange.join("Ann");
        assertThat(exchange.page().texts("#next #unseen"))
                .singleElement()
                .asString()
                .startsWith("2 people you added have never opened their page: Ben and Cy.");

        exchange.enter("Ben");
        exchange.then("close");
        assertThat(exchange.page().texts("#next #unseen"))
                .singleElement()
                .asString()
                .startsWith("One person you added has never opened their page: Cy.");

        exchange.then("match");
        assertThat(exchange.page().has("#unseen")).isFalse();
    }

    @Test
    void whoIsLeftOutOfTheDrawIsRemovedAndTold() {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin);
        for (var name : new String[] {"Ann", "Ben", "Cy"}) {
            exchange.join(name);
        }
        exchange.register(site.browser(), "Typo", "typo@example.org");
        exchange.register(site.browser(), "ann", "other-ann@example.org");
        exchange.then("close");
        var page = exchange.page();
        assertThat(page.texts("form[action*=/match] label"))
                .satisfiesExactly(
                        one -> assertThat(one).contains("Ann", "duplicate name"),
                        two -> assertThat(two).contains("ann", "duplicate name"),
                        three -> assertThat(three).contains("Typo", "not confirmed"));

        var typo = exchange.idOf("Typo");
        assertThat(admin.submit(page.form("/match").with("leaveOut", "" + typo, "" + exchange.idOf("ann")))
                        .status())
                .isEqualTo(303);

        assertThat(exchange.people()).containsExactly("Ann", "Ben", "Cy");
        assertThat(exchange.assignments()).isEqualTo(3);
        assertThat(site.mail().subjectsTo("typo@example.org"))
                .anyMatch(s -> s.contains("no longer take part"))
                .noneMatch(s -> s.contains("drawn"));
    }
}
