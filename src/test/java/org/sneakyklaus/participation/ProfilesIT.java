package org.sneakyklaus.participation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Site;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Participants change their name, ideas, reminders and address. */
@IntegrationTest
class ProfilesIT {

    private final Site site;
    private final ParticipantRepository participants;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    ProfilesIT(Site site, ParticipantRepository participants, JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.site = site;
        this.participants = participants;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** As when the organiser removes someone who stops the reminders with a click at the same time. */
    @Test
    void aChangeUndoesNothingThatAnotherDidMeanwhile() {
        var exchange = Gathering.open(site, site.setUp()).with("Ann", "Ben");
        var id = exchange.idOf("Ann");

        transaction.executeWithoutResult(status -> {
            var ann = participants.findById(id).orElseThrow();
            jdbc.update("UPDATE participant SET removed_at = 1 WHERE id = ?", id);
            ann.remind(false, Instant.EPOCH);
        });

        assertThat(exchange.people()).containsExactly("Ben");
        assertThat(site.count("participant WHERE reminder_enabled = false")).isOne();
    }

    @Test
    void nameAndIdeasAreChangedUntilTheDrawAndIdeasAfterIt() {
        var exchange = Gathering.open(site, site.setUp()).with("Ben", "Cy");
        var ann = exchange.join("Ann");
        var profile = exchange.link() + "/me/profile";

        ann.submit(ann.open(profile).form("/profile").with("name", "Anna").with("giftIdeas", "Tea\nand a mug"));
        assertThat(exchange.people()).containsExactly("Anna", "Ben", "Cy");
        assertThat(exchange.me(ann).text()).contains("Tea and a mug", "Changes saved.");
        exchange.then("close").then("match");
        var form = ann.open(profile).form("/profile");
        assertThat(ann.submit(form.with("giftIdeas", "Coffee")).status()).isEqualTo(303);
        assertThat(exchange.me(ann).text()).contains("Coffee");
        assertThat(ann.submit(form.with("name", "Annika")).status()).isEqualTo(409);
        exchange.then("complete");
        assertThat(ann.submit(form.with("name", "Anna").with("giftIdeas", "Cake"))
                        .status())
                .isEqualTo(409);
        assertThat(exchange.me(ann).text()).contains("Coffee").doesNotContain("Cake");
    }

    @Test
    void remindersAreSwitchedOffAndOn() {
        var exchange = Gathering.open(site, site.setUp());
        var ann = exchange.join("Ann");

        ann.submit(exchange.me(ann).form("/reminders"));
        assertThat(exchange.me(ann).text()).contains("Reminders are off");
        ann.submit(exchange.me(ann).form("/reminders"));
        assertThat(exchange.me(ann).text()).contains("Reminders are on");

        var ben = site.browser();
        ben.submit(exchange.registration(ben, "Ben").without("reminderEnabled"));
        assertThat(exchange.me(exchange.enter("Ben")).text()).contains("Reminders are off");
    }

    @Test
    void theAddressChangesByALinkToTheNewOne() {
        var exchange = Gathering.open(site, site.setUp()).with("Ben");
        var ann = exchange.join("Ann");
        var same = ann.submit(exchange.me(ann).form("/me/email").with("email", "ann@example.org"));
        assertThat(same.status()).isEqualTo(422);
        assertThat(same.errorAt("/me/email", "email")).isNotEmpty();
        assertThat(same.value("/me/email", "email")).isEqualTo("ann@example.org");

        var taken = askFor("ben@example.org", exchange, ann);
        var free = askFor("anna@example.org", exchange, ann);
        assertThat(taken).isEqualTo(free).hasSize(1);
        assertThat(site.mail().to("ben@example.org")).hasSize(1);
        var link = site.mail().lastTo("anna@example.org").link("/email/");
        var stranger = site.browser();
        assertThat(stranger.open(link).status()).isEqualTo(200);
        assertThat(exchange.me(ann).text()).contains("ann@example.org");

        var done = stranger.press(link);

        assertThat(stranger.follow(done).text()).contains("new address");
        assertThat(stranger.visit(link).heading()).contains("used");
        assertThat(exchange.me(ann).leadsTo()).as("every session ends").endsWith("/signin");
        site.browser().post(exchange.link() + "/signin", "email", "anna@example.org");
        Gathering.signIn(site.browser(), site.mail().lastTo("anna@example.org"));
    }

    /** Also by an address that takes part already: else the earlier link would tell that it does. */
    @Test
    void whoAsksForAnotherAddressNoLongerGetsTheEarlierOne() {
        var exchange = Gathering.open(site, site.setUp()).with("Ben");
        var ann = exchange.join("Ann");
        for (var later : List.of("annie@example.org", "ben@example.org")) {
            askFor("anna@example.org", exchange, ann);
            var earlier = site.mail().lastTo("anna@example.org").link("/email/");
            askFor("anna@example.org", exchange, ann);
            assertThat(site.browser().open(earlier).status())
                    .as("asked for again")
                    .isEqualTo(200);

            askFor(later, exchange, ann);

            assertThat(site.browser().visit(earlier).heading()).as(later).contains("used");
            assertThat(exchange.page().text()).contains("ann@example.org").doesNotContain("anna@example.org");
            assertThat(exchange.me(ann).text()).contains("Signed in as Ann.");
        }
    }

    @Test
    void anEarlierAddressGetsNoEmailAnyMore() {
        var exchange = Gathering.open(site, site.setUp());
        var ann = exchange.join("Ann");
        exchange.admin().post("/admin/jobs/dispatch_outbox/pause");
        askFor("anna@example.org", exchange, ann);
        askFor("annie@example.org", exchange, ann);

        exchange.admin().post("/admin/jobs/dispatch_outbox/resume");

        ann.press(site.mail().lastTo("annie@example.org").link("/email/"));
        assertThat(exchange.page().text()).contains("annie@example.org");
        assertThat(site.mail().to("anna@example.org")).isEmpty();
    }

    /** The owner of the first address must not become a person whose guardian wanted another. */
    @Test
    void anotherAddressOfSomeoneLookedAfterReplacesTheEarlierOne() {
        var exchange = Gathering.open(site, site.setUp());
        exchange.join("Ann");
        exchange.admin()
                .post(
                        exchange.path() + "/participants",
                        "name",
                        "Mia",
                        "contact",
                        "GUARDIAN",
                        "guardian",
                        "" + exchange.idOf("Ann"));
        var earlier = wayOfMia("mia@example.org", exchange);

        var later = wayOfMia("maria@example.org", exchange);

        assertThat(site.browser().visit(earlier).heading()).contains("used");
        assertThat(site.browser().open(later).status()).isEqualTo(200);
    }

    private String wayOfMia(String address, Gathering exchange) {
        var way = exchange.path() + "/participants/" + exchange.idOf("Mia") + "/way";
        exchange.admin().post(way, "contact", "EMAIL", "email", address);
        return site.mail().lastTo(address).link("/email/");
    }

    private List<String> askFor(String address, Gathering exchange, Browser ann) {
        var asked = ann.submit(exchange.me(ann).form("/me/email").with("email", address));
        return ann.follow(asked).texts("[role=status]");
    }
}
