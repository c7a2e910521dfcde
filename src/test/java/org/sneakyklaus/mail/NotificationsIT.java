package org.sneakyklaus.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Site;

@IntegrationTest
class NotificationsIT {

    private static final String[] ALL = {"newRegistration", "withdrawal", "registrationClosed", "drawn", "completed"};

    private static final String WITHDRAWS = "Someone leaves";
    private static final String CLOSED = "Registration is closed";
    private static final String DRAWN = "Names are drawn";
    private static final String COMPLETED = "The exchange is completed";

    private final Site site;

    NotificationsIT(Site site) {
        this.site = site;
    }

    @Tag("once")
    @Test
    void closingDrawingAndCompletingAreToldUnlessSwitchedOff() {
        var admin = site.setUp();
        Gathering.in(ExchangeState.COMPLETED, site, admin);

        assertThat(toTheAdmin())
                .containsExactly("“Family Christmas” is completed"); // What was true before is not sent late.

        var exchange = Gathering.in(ExchangeState.REGISTRATION_CLOSED, site, admin);
        assertThat(toTheAdmin()).contains("“Family Christmas”: registration is closed");
        exchange.then("match");
        assertThat(toTheAdmin()).contains("The draw for “Family Christmas” is done");
        var told = toTheAdmin().size();

        choose(exchange);
        exchange.then("rematch").then("complete");

        assertThat(toTheAdmin()).hasSize(told);
    }

    @Tag("once")
    @Test
    void whoComesAndGoesIsToldWhereItIsWanted() {
        var exchange = Gathering.open(site, site.setUp());
        exchange.join("Ann");
        assertThat(toTheAdmin()).isEmpty();

        choose(exchange, ALL);
        var ben = exchange.join("Ben");
        exchange.register(site.browser(), "Ben", "ben@example.org");
        assertThat(toTheAdmin()).containsExactly("“Family Christmas”: someone joined");
        assertThat(site.mail().lastTo(Site.ADMIN).text()).contains("Ben joined").doesNotContain("Ann");

        ben.submit(
                ben.open(exchange.link() + "/me/withdraw").form("/me/withdraw").with("confirm", "true"));
        assertThat(toTheAdmin())
                .containsExactly("“Family Christmas”: someone joined", "“Family Christmas”: someone left");
    }

    @Tag("once")
    @Test
    void whomTheAdminAddsOrWritesToAgainIsNotToldToTheAdmin() {
        var exchange = Gathering.open(site, site.setUp());
        choose(exchange, ALL);

        exchange.with("Ann");

        assertThat(toTheAdmin()).isEmpty();
    }

    @Tag("once")
    @Test
    void theChoiceIsShownAndTakenOverByACopy() {
        var exchange = Gathering.draft(site, site.setUp());
        assertThat(ticked(exchange, exchange.path())).containsExactly(CLOSED, DRAWN, COMPLETED);

        choose(exchange, "withdrawal", "drawn");
        assertThat(ticked(exchange, exchange.path())).containsExactly(WITHDRAWS, DRAWN);

        var copy = exchange.press("copy").leadsTo().replace("/edit", "");
        assertThat(ticked(exchange, copy)).containsExactly(WITHDRAWS, DRAWN);
        choose(exchange);
        assertThat(ticked(exchange, copy)).containsExactly(WITHDRAWS, DRAWN);
    }

    @ParameterizedTest
    @EnumSource
    void whatToBeToldOfIsChosenInEveryState(ExchangeState state) {
        var admin = site.setUp();
        var exchange = Gathering.in(state, site, admin);

        assertThat(admin.post(exchange.path() + "/notifications", "withdrawal", "true")
                        .leadsTo())
                .isEqualTo(exchange.path());

        assertThat(admin.open(exchange.path() + "/notifications").texts("label:has(input[checked])"))
                .containsExactly("Someone leaves");
    }

    @Tag("once")
    @Test
    void anExchangeThatIsNotThereHasNoChoice() {
        var admin = site.setUp();

        assertThat(admin.open("/admin/exchanges/99/notifications").status()).isEqualTo(404);
        assertThat(admin.post("/admin/exchanges/99/notifications", "drawn", "true")
                        .status())
                .isEqualTo(404);
        assertThat(site.browser().open("/admin/exchanges/99/notifications").leadsTo())
                .startsWith("/admin/login");
    }

    private List<String> toTheAdmin() {
        return site.mail().subjectsTo(Site.ADMIN);
    }

    private static void choose(Gathering exchange, String... wanted) {
        var form = exchange.admin().open(exchange.path() + "/notifications").form("/notifications");
        for (var name : ALL) {
            form = form.without(name);
        }
        for (var name : wanted) {
            form = form.with(name, "true");
        }
        assertThat(exchange.admin().submit(form).leadsTo()).isEqualTo(exchange.path());
    }

    private static List<String> ticked(Gathering exchange, String path) {
        return exchange.admin().open(path + "/notifications").texts("label:has(input[checked])");
    }
}
