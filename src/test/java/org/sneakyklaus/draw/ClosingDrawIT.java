package org.sneakyklaus.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.exchange.ExchangeState.MATCHED;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_OPEN;

import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.AtOnce;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;

/** Registration is closed and names are drawn in one step, or neither. */
@IntegrationTest
class ClosingDrawIT {

    private static final String CLOSE_AND_DRAW = "/close-and-draw";

    private final Site site;

    ClosingDrawIT(Site site) {
        this.site = site;
    }

    @Test
    void oneButtonClosesRegistrationAndDraws() {
        var exchange = Gathering.open(site, site.setUp()).with("Ann", "Ben", "Cy");

        exchange.then("close-and-draw");

        assertThat(exchange.state()).isEqualTo(MATCHED);
        assertThat(exchange.assignments()).isEqualTo(3);
        assertThat(exchange.page().texts(".timeline li span"))
                .containsExactly("Names drawn.", "Registration closed.", "Registration opened.");
        assertThat(site.mail().subjectsTo("ann@example.org"))
                .filteredOn(subject -> subject.contains("drawn"))
                .hasSize(1);
    }

    @Test
    void anImpossibleDrawClosesNothingAndIsExplainedAsForTheDraw() {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin).with("Ann", "Ben", "Cy");
        var form = exchange.page().form(CLOSE_AND_DRAW).with("confirm", "true").without("version");
        admin.post(
                exchange.path() + "/exclusions/group",
                "participants",
                "" + exchange.idOf("Ann"),
                "participants",
                "" + exchange.idOf("Ben"),
                "participants",
                "" + exchange.idOf("Cy"));
        var before = site.everything();

        var refused = admin.submit(form);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.texts("[role=alert]")).singleElement().asString().startsWith("No draw is possible.");
        assertThat(site.everything()).isEqualTo(before);
        assertThat(exchange.page().hasForm(CLOSE_AND_DRAW)).isFalse();
        exchange.then("close");
        assertThat(admin.post(exchange.path() + "/match").texts("[role=alert]"))
                .isEqualTo(refused.texts("[role=alert]"));
    }

    @Test
    void twoPeopleAreTooFewToOfferIt() {
        var exchange = Gathering.open(site, site.setUp()).with("Ann", "Ben");

        assertThat(exchange.page().hasForm(CLOSE_AND_DRAW)).isFalse();
    }

    @Test
    void whoIsUnconfirmedIsOfferedToBeLeftOut() {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin).with("Ann", "Ben", "Cy");
        exchange.register(site.browser(), "Typo", "typo@example.org");
        var form = exchange.page().form(CLOSE_AND_DRAW).with("leaveOut", "" + exchange.idOf("Typo"));

        var unsure = admin.submit(form);

        assertThat(unsure.errorAt(CLOSE_AND_DRAW, "confirm")).isNotEmpty();
        assertThat(unsure.value(CLOSE_AND_DRAW, "leaveOut")).isEqualTo("true");
        assertThat(exchange.state()).isEqualTo(REGISTRATION_OPEN);

        assertThat(admin.submit(form.with("confirm", "true")).status()).isEqualTo(303);

        assertThat(exchange.people()).containsExactly("Ann", "Ben", "Cy");
        assertThat(exchange.assignments()).isEqualTo(3);
    }

    @Test
    void whoJoinedUnconfirmedAfterThePageWasShownIsNotDrawnUnseen() {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin).with("Ann", "Ben", "Cy");
        exchange.register(site.browser(), "Seen", "seen@example.org");
        var form = exchange.page().form(CLOSE_AND_DRAW).with("confirm", "true");
        exchange.register(site.browser(), "Stranger", "stranger@example.org");
        var before = site.everything();

        var refused = admin.submit(form);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.texts("[role=alert]")).singleElement().asString().contains("joined meanwhile");
        assertThat(site.everything()).isEqualTo(before);
        exchange.then("close-and-draw");
        assertThat(exchange.assignments()).isEqualTo(5);
    }

    @Test
    void whoJoinedAndConfirmedAfterThePageWasShownIsDrawnToo() {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin).with("Ann", "Ben", "Cy");
        var form = exchange.page().form(CLOSE_AND_DRAW).with("confirm", "true");
        exchange.join("Dan");

        assertThat(admin.submit(form).status()).isEqualTo(303);

        assertThat(exchange.assignments()).isEqualTo(4);
    }

    @Test
    void aPageThatIsOutOfDateIsRefused() {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin).with("Ann", "Ben", "Cy");
        var form = exchange.page().form(CLOSE_AND_DRAW).with("confirm", "true");
        exchange.then("close").then("reopen");
        var before = site.everything();

        assertThat(admin.submit(form).status()).isEqualTo(409);

        assertThat(site.everything()).isEqualTo(before);
    }

    @Test
    void aDoubleClickDrawsOnce() throws InterruptedException {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin).with("Ann", "Ben", "Cy");
        var form = exchange.page().form(CLOSE_AND_DRAW).with("confirm", "true");

        var answers = AtOnce.get(() -> admin.submit(form), () -> admin.submit(form));

        assertThat(answers).extracting(Page::status).containsExactlyInAnyOrder(303, 409);
        assertThat(exchange.assignments()).isEqualTo(3);
        assertThat(site.column("select draw_number from exchange")).containsExactly("1");
    }
}
