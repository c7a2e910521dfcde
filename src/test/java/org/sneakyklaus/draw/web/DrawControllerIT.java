package org.sneakyklaus.draw.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_CLOSED;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_OPEN;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.AtOnce;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.NoErrorLogged;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;

/** Names are drawn by the page of the exchange. */
@IntegrationTest
class DrawControllerIT implements NoErrorLogged {

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

    @Tag("once")
    @Test
    void twoDrawsAtTheSameInstantMakeOnePairing() throws InterruptedException {
        var admin = site.setUp();
        var exchange = Gathering.in(REGISTRATION_CLOSED, site, admin);
        var one = admin.formTo(exchange.path() + "/match");
        var other = admin.formTo(exchange.path() + "/match");

        var answers = AtOnce.get(() -> admin.submit(one), () -> admin.submit(other));

        assertThat(answers).extracting(Page::status).containsExactlyInAnyOrder(303, 409);
        var loser = answers.stream()
                .filter(answer -> answer.status() == 409)
                .findFirst()
                .orElseThrow();
        assertThat(loser.text()).contains("Drawn", "names are drawn");
        assertThat(exchange.assignments()).isEqualTo(3);
        assertThat(exchange.page().texts(".timeline li")).hasSize(3);
    }

    @Tag("once")
    @Test
    void twoPeopleAreTooFewForADraw() {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin).with("Ann", "Ben").then("close");
        assertThat(exchange.page().hasForm("/match")).isFalse();
        var before = site.everything();

        var answer = admin.post(exchange.path() + "/match");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.heading()).isEqualTo("Family Christmas");
        assertThat(answer.texts("[role=alert]")).singleElement().asString().contains("at least three", "two");
        assertThat(site.everything()).isEqualTo(before);
        assertThat(exchange.state()).isEqualTo(REGISTRATION_CLOSED);
    }

    @Tag("once")
    @Test
    void leavingOutTooManyRemovesNobody() {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin);
        for (var name : List.of("Ann", "Ben", "Cy")) {
            exchange.register(site.browser(), name, Gathering.address(name));
        }
        exchange.then("close");
        var before = site.everything();
        var ann = String.valueOf(exchange.idOf("Ann"));

        var answer = admin.submit(exchange.page().form("/match").with("leaveOut", ann));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.has("input[name=leaveOut][value=" + ann + "][checked]"))
                .isTrue();
        assertThat(site.everything()).isEqualTo(before);
    }

    @Tag("once")
    @Test
    void leavingOutSomebodyOfAnotherExchangeTouchesNobody() {
        var admin = site.setUp();
        var family = Gathering.in(REGISTRATION_OPEN, site, admin);
        var office = Gathering.in(REGISTRATION_CLOSED, site, admin);

        admin.post(office.path() + "/match", "leaveOut", "" + family.idOf("Ann"));

        assertThat(family.people()).hasSize(3);
        assertThat(office.people()).hasSize(3);
    }

    @Tag("once")
    @Test
    void rulesThatLeaveNoWayAreNamedAndNothingIsHalfDone() {
        var admin = site.setUp();
        var exchange = Gathering.in(REGISTRATION_CLOSED, site, admin);
        for (var other : List.of("Ben", "Cy")) {
            exchange.rule("Ann", other, false);
        }
        assertThat(exchange.page().hasForm("/match")).isFalse();
        assertThat(exchange.page().text()).contains("Ann cannot draw anyone");
        var before = site.everything();

        var answer = admin.post(exchange.path() + "/match");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.texts("[role=alert]")).singleElement().asString().contains("Ann cannot draw anyone");
        assertThat(site.everything()).isEqualTo(before);
        assertThat(exchange.assignments()).isZero();
        assertThat(exchange.state()).isEqualTo(REGISTRATION_CLOSED);
    }
}
