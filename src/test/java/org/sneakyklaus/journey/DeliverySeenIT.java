package org.sneakyklaus.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.exchange.ExchangeState.MATCHED;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_OPEN;

import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Roster;
import org.sneakyklaus.testsupport.Site;

/** The organiser sees at each person how the e-mails to them stand. */
@IntegrationTest
class DeliverySeenIT {

    private final Site site;
    private final Roster roster;

    DeliverySeenIT(Site site, Roster roster) {
        this.site = site;
        this.roster = roster;
    }

    @Test
    void theWorstIsToldAtEachPersonWithWhatToDo() {
        var exchange = Gathering.in(REGISTRATION_OPEN, site, site.setUp());
        assertThat(of("Ann", exchange.page())).contains("E-mail waits to be sent");
        site.mail().all();
        assertThat(of("Ann", exchange.page())).contains("E-mail stays here");
        become(exchange, "Ben", "transport = 'smtp'");
        assertThat(of("Ben", exchange.page())).contains("E-mail sent");

        become(exchange, "Ann", "delivery = 'BOUNCED'");
        become(exchange, "Ben", "state = 'FAILED', last_error = 'Resend answered 422'");
        become(exchange, "Cy", "delivery = 'DELIVERED'");

        var page = exchange.page();
        assertThat(of("Ann", page)).contains("E-mail came back Correct the address.");
        assertThat(of("Ben", page)).contains("E-mail failed See why, and send it again.");
        assertThat(of("Cy", page)).contains("E-mail arrived");
        var details = exchange.admin().open("/admin/outbox?participant=" + roster.id(exchange.id(), "Ben"));
        assertThat(details.texts("tbody tr"))
                .singleElement()
                .asString()
                .contains("Ben", "Failed", "Resend answered 422");
    }

    @Test
    void whatIsMendedByANewerOneIsForgotten() {
        var exchange = Gathering.in(REGISTRATION_OPEN, site, site.setUp());
        site.mail().all();
        become(exchange, "Ann", "delivery = 'BOUNCED'");

        exchange.admin().post(exchange.path() + "/participants/" + roster.id(exchange.id(), "Ann") + "/resend");
        site.mail().all();

        assertThat(of("Ann", exchange.page())).contains("E-mail stays here").doesNotContain("came back");
    }

    @Test
    void afterTheDrawTheyAreAskedForAnotherAddress() {
        var exchange = Gathering.in(MATCHED, site, site.setUp());
        site.mail().all();
        become(exchange, "Ann", "delivery = 'BOUNCED'");

        assertThat(of("Ann", exchange.page())).contains("E-mail came back Ask them for another address");
    }

    @Test
    void ofThoseWhoHaveComeByNothingIsToldWhileAllIsWell() {
        var exchange = Gathering.open(site, site.setUp());
        exchange.join("Dora");

        assertThat(of("Dora", exchange.page())).doesNotContain("E-mail");
    }

    private void become(Gathering exchange, String name, String assignment) {
        site.change(
                "update outbound_email set " + assignment + " where participant_id = ?",
                roster.id(exchange.id(), name));
    }

    private static String of(String name, Page page) {
        return page.texts("#people tbody tr").stream()
                .filter(row -> row.startsWith(name))
                .findFirst()
                .orElseThrow();
    }
}
