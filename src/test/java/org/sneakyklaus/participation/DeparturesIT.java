package org.sneakyklaus.participation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.sneakyklaus.draw.Reminders;
import org.sneakyklaus.exchange.ExchangeHold;
import org.sneakyklaus.testsupport.AtOnce;
import org.sneakyklaus.testsupport.Form;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** People leave, ask to leave, or say that it was not them who joined. */
@IntegrationTest
class DeparturesIT {

    private final Site site;
    private final Reminders reminders;
    private final Departures departures;
    private final ExchangeHold hold;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    DeparturesIT(
            Site site,
            Reminders reminders,
            Departures departures,
            ExchangeHold hold,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions) {
        this.site = site;
        this.reminders = reminders;
        this.departures = departures;
        this.hold = hold;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Test
    void whoWithdrawsIsGoneAndComesBackWithTheirRules() {
        var exchange = Gathering.open(site, site.setUp()).with("Ben");
        var ann = exchange.join("Ann");
        var otherBrowser = site.browser();
        otherBrowser.post(exchange.link() + "/signin", "email", "ann@example.org");
        Gathering.signIn(otherBrowser, site.mail().lastTo("ann@example.org"));
        site.browser().post(exchange.link() + "/signin", "email", "ann@example.org");
        var unusedLink = site.mail().lastTo("ann@example.org").link("/signin/");
        exchange.rule("Ann", "Ben", true);
        long id = exchange.idOf("Ann");
        var form = ann.open(exchange.link() + "/me/withdraw").form("/withdraw");

        var unconfirmed = ann.submit(form);
        assertThat(unconfirmed.status()).isEqualTo(422);
        assertThat(unconfirmed.errorAt("/withdraw", "confirm")).isNotEmpty();
        assertThat(exchange.people()).hasSize(2);
        var gone = ann.submit(form.with("confirm", "true"));

        assertThat(ann.follow(gone).heading()).isEqualTo("You’ve left this exchange");
        assertThat(exchange.people()).containsExactly("Ben");
        assertThat(exchange.me(ann).leadsTo()).endsWith("/signin");
        assertThat(exchange.me(otherBrowser).leadsTo()).endsWith("/signin");
        assertThat(site.browser().open(unusedLink).leadsTo()).endsWith("/signin");
        assertThat(site.mail().lastTo("ann@example.org").subject()).contains("You’ve left");
        assertThat(site.column("select gift_ideas from participant where id = ?", id))
                .containsExactly("");
        assertThat(exchange.page().text()).contains("Ann left", "inactive: one of them does not take part now");
        assertThat(site.browser().open(exchange.link() + "/signin").status()).isEqualTo(200);

        exchange.register(site.browser(), "Ann", "ann@example.org");

        assertThat(exchange.people()).containsExactly("Ann", "Ben");
        assertThat(exchange.idOf("Ann")).isEqualTo(id);
        assertThat(exchange.page().text())
                .contains("Ann and Ben cannot draw each other")
                .doesNotContain("inactive");
        assertThat(exchange.page().texts("#people tbody tr"))
                .anyMatch(row -> row.contains("Ann") && row.contains("not confirmed"));
        exchange.enter("Ann");
    }

    /** Who signs in waits for the exchange before the link: on PostgreSQL, each would wait for the other otherwise. */
    @Test
    @EnabledIfSystemProperty(named = "test.database", matches = "postgresql")
    void whoIsRemovedWhileTheySignInFailsNeither() throws Exception {
        var exchange = Gathering.open(site, site.setUp());
        exchange.join("Ann");
        var id = exchange.idOf("Ann");
        var ann = site.browser();
        ann.post(exchange.link() + "/signin", "email", "ann@example.org");
        var link = site.mail().lastTo("ann@example.org").link("/signin/");
        var form = ann.open(link).form(link.substring(link.indexOf("/exchange/")));
        jdbc.update("UPDATE participant SET confirmed_at = NULL");
        var thread = Executors.newSingleThreadExecutor();
        try {
            var signedIn = transaction.execute(status -> {
                hold.hold(exchange.id());
                jdbc.update("UPDATE participant SET updated_at = updated_at + 1 WHERE id = ?", id);
                var answer = thread.submit(() -> ann.submit(form));
                await().until(() -> site.count("pg_stat_activity where wait_event_type = 'Lock'") > 0);
                departures.removeBeforeDraw(exchange.id(), id);
                return answer;
            });

            assertThat(requireNonNull(signedIn).get().status()).isEqualTo(303);
        } finally {
            thread.shutdown();
        }
        assertThat(exchange.people()).isEmpty();
        assertThat(exchange.me(ann).leadsTo()).endsWith("/signin");
    }

    @Test
    void withdrawingTwiceAtOnceIsOneWithdrawal() throws InterruptedException {
        var exchange = Gathering.open(site, site.setUp());
        var ann = exchange.join("Ann");
        var form = ann.open(exchange.link() + "/me/withdraw").form("/withdraw").with("confirm", "true");

        var answers = AtOnce.get(() -> ann.submit(form), () -> ann.submit(form));

        assertThat(answers).extracting(Page::status).contains(303).allMatch(status -> status < 500);
        assertThat(site.mail().subjectsTo("ann@example.org"))
                .filteredOn(s -> s.contains("You’ve left"))
                .hasSize(1);
    }

    @Test
    void onceRegistrationIsClosedOneAsksToLeave() {
        var exchange = Gathering.open(site, site.setUp());
        var ann = exchange.join("Ann");
        var withdraw =
                ann.open(exchange.link() + "/me/withdraw").form("/withdraw").with("confirm", "true");
        assertThat(ann.post(exchange.link() + "/me/leave-request").status()).isEqualTo(409);
        exchange.then("close");

        var refused = ann.submit(withdraw);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("Signed in as Ann.");
        assertThat(ann.open(exchange.link() + "/me/withdraw").leadsTo()).endsWith("/me");
        ann.submit(exchange.me(ann).form("/leave-request"));

        assertThat(exchange.me(ann).hasForm("/leave-request")).isFalse();
        assertThat(exchange.me(ann).text()).contains("You’ve asked to leave");
        assertThat(exchange.page().text()).contains("asked to leave");
        assertThat(exchange.people()).containsExactly("Ann");
    }

    @Test
    void whoAskedToLeaveMayStay() {
        var exchange = Gathering.open(site, site.setUp()).with("Ben", "Cy", "Dee");
        var ann = exchange.join("Ann");
        exchange.then("close");
        for (int asked = 1; asked <= 3; asked++) {
            ann.submit(exchange.me(ann).form("/leave-request"));
            assertThat(exchange.page().texts("form[action*=match] label")).anyMatch(text -> text.contains("Ann"));

            var stays = ann.submit(exchange.me(ann).form("/me/stay"));

            assertThat(ann.follow(stays).text()).contains("You’re staying").doesNotContain("You’ve asked to leave");
            assertThat(exchange.page().text()).doesNotContain("asked to leave", "Leave out Ann");
        }
        assertThat(ann.submit(exchange.me(ann).form("/leave-request")).status())
                .as("each request is emailed to the organiser")
                .isEqualTo(429);
        assertThat(site.mail().subjectsTo(Site.ADMIN))
                .as("of requests that were taken back before they were sent")
                .noneMatch(subject -> subject.contains("asks to leave"));
    }

    @Test
    void aRequestThatWasMadeBeforeReopeningCanBeTakenBack() {
        var exchange = Gathering.open(site, site.setUp());
        var ann = exchange.join("Ann");
        exchange.then("close");
        ann.submit(exchange.me(ann).form("/leave-request"));
        exchange.then("reopen");

        ann.submit(exchange.me(ann).form("/me/stay"));

        assertThat(exchange.page().text()).doesNotContain("asked to leave");
        exchange.then("call-off");
        assertThat(ann.post(exchange.link() + "/me/stay").status()).isEqualTo(409);
    }

    @Test
    void whoTookARequestBackIsNotRemovedByAPageThatWasOpenedBefore() {
        var exchange = Gathering.open(site, site.setUp()).with("Ben", "Cy", "Dee");
        var ann = exchange.join("Ann");
        exchange.then("close");
        ann.submit(exchange.me(ann).form("/leave-request"));
        var draw = exchange.page().form("/match").with("leaveOut", "" + exchange.idOf("Ann"));
        ann.submit(exchange.me(ann).form("/me/stay"));
        assertRefusedAsStale(exchange, draw);

        exchange.then("match");
        ann.submit(exchange.me(ann).form("/leave-request"));
        var adjust = exchange.admin()
                .open(exchange.path() + "/mend?leave=" + exchange.idOf("Ann"))
                .form("/mend");
        ann.submit(exchange.me(ann).form("/me/stay"));
        var typed = "Ida <ida@example.org>";
        var checked = exchange.admin().submit(adjust.with("people", typed)).form("/mend");
        var refused = assertRefusedAsStale(exchange, checked.with("confirm", "true"));
        assertThat(refused.value("/mend", "people")).isEqualTo(typed);
        var without = exchange.admin().submit(refused.form("/mend").without("leave"));
        exchange.admin().submit(without.form("/mend").with("confirm", "true"));
        assertThat(exchange.people()).contains("Ann", "Ida");
    }

    private static Page assertRefusedAsStale(Gathering exchange, Form form) {
        var refused = exchange.admin().submit(form);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("out of date");
        assertThat(exchange.people()).contains("Ann");
        return refused;
    }

    @Test
    void fromWhoAskedToLeaveOneClickLeadsToTheDrawWithoutThem() {
        var exchange = Gathering.open(site, site.setUp()).with("Ben", "Cy", "Dee");
        var ann = exchange.join("Ann");
        exchange.then("close").then("match");
        ann.submit(exchange.me(ann).form("/leave-request"));

        var adjust = exchange.admin().open(exchange.page().attribute("#people a[href*=leave]", "href"));
        assertThat(adjust.texts("label:has([name=leave][checked])"))
                .singleElement()
                .asString()
                .contains("Ann");
        assertThat(adjust.texts("label:has([name=notWith])")).containsExactly("Ben", "Cy", "Dee");
        var checked = exchange.admin().submit(adjust.form("/mend"));
        exchange.admin().submit(checked.form("/mend").with("confirm", "true").with("asked", "true"));

        assertThat(exchange.people()).containsExactly("Ben", "Cy", "Dee");
    }

    @Test
    void whoSaysThatItWasNotThemIsNeverWrittenToAgain() {
        var exchange = Gathering.open(site, site.setUp());
        exchange.register(site.browser(), "Eve", "ann@example.org");
        var link = site.mail().lastTo("ann@example.org").link("/not-me/");
        var browser = site.browser();
        for (int i = 0; i < 3; i++) {
            assertThat(browser.open(link).text()).contains("ann@example.org");
        }
        assertThat(exchange.people()).containsExactly("Eve");

        var done = browser.press(link);

        assertThat(browser.follow(done).heading()).isEqualTo("Address removed");
        assertThat(site.count("participant")).isZero();
        var again = exchange.register(site.browser(), "Eve", "ann@example.org");
        assertThat(again.leadsTo()).endsWith("/register/done");
        assertThat(exchange.add("Ann", "ann@example.org").errorAt("/participants", "email"))
                .isNotEmpty();
        var ben = exchange.join("Ben");
        ben.submit(exchange.me(ben).form("/me/email").with("email", "ann@example.org"));
        exchange.register(site.browser(), "Typo", "typo@example.org");
        exchange.admin()
                .submit(exchange.admin()
                        .open(exchange.path() + "/participants/" + exchange.idOf("Typo") + "/edit")
                        .form("/edit")
                        .with("email", "ann@example.org"));
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(site.mail().to("ann@example.org"))
                        .as("also the first is gone")
                        .isEmpty());
        assertThat(exchange.people()).containsExactly("Ben", "Typo");
    }

    @Test
    void whoSaysAfterTheDrawThatItWasNotThemIsRemindedOfNothing() {
        var exchange = Gathering.open(site, site.setUp()).with("Ben", "Cy");
        var ann = site.browser();
        exchange.register(ann, "Ann", "ann@example.org");
        var mail = site.mail().lastTo("ann@example.org");
        Gathering.signIn(ann, mail);
        exchange.then("close").then("match");
        reminders.remind(exchange.id(), Instant.parse("2026-12-17T23:00:00Z"));

        site.browser().press(mail.link("/not-me/"));
        reminders.remind(exchange.id(), Instant.parse("2026-12-18T23:00:00Z"));

        assertThat(site.mail().subjectsTo("ann@example.org"))
                .as("also of one that waited")
                .noneMatch(subject -> subject.contains("days"));
        assertThat(site.mail().subjectsTo("ben@example.org")).anyMatch(subject -> subject.contains("days"));
    }

    @Test
    void thisWasNotMeAfterTheDrawLeavesThePairingWhole() {
        var exchange = Gathering.open(site, site.setUp()).with("Ben", "Cy");
        var ann = site.browser();
        exchange.register(ann, "Ann", "ann@example.org");
        var mail = site.mail().lastTo("ann@example.org");
        Gathering.signIn(ann, mail);
        var link = mail.link("/not-me/");
        exchange.then("close").then("match");
        ann.submit(exchange.me(ann).form("/me/email").with("email", "eve@example.org"));
        var elsewhere = site.mail().lastTo("eve@example.org").link("/email/");
        var browser = site.browser();

        var done = browser.press(link);

        assertThat(browser.follow(done).text()).contains("organiser");
        assertThat(exchange.page().text()).contains("asked to leave");
        assertThat(exchange.me(ann).leadsTo()).endsWith("/signin");
        assertThat(site.browser().open(elsewhere).hasForm("/email/")).isFalse();
        assertThat(exchange.assignments()).isEqualTo(3);
        for (var name : List.of("Ben", "Cy")) {
            assertThat(exchange.reveal(exchange.enter(name))).isIn("Ann", "Ben", "Cy");
        }
    }
}
