package org.sneakyklaus.participation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
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

        var free = ann.submit(exchange.me(ann).form("/me/email").with("email", "anna@example.org"));
        var freeSays = ann.follow(free).texts("[role=status]");
        var taken = ann.submit(exchange.me(ann).form("/me/email").with("email", "ben@example.org"));
        assertThat(ann.follow(taken).texts("[role=status]")).isEqualTo(freeSays).hasSize(1);
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
}
