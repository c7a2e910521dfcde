package org.sneakyklaus.exchange.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.exchange.ExchangeState.CANCELLED;
import static org.sneakyklaus.exchange.ExchangeState.COMPLETED;
import static org.sneakyklaus.exchange.ExchangeState.DRAFT;
import static org.sneakyklaus.exchange.ExchangeState.MATCHED;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_CLOSED;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_OPEN;

import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.NoErrorLogged;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;

/** An exchange goes from state to state, gets a new link, and is deleted. */
@IntegrationTest
class ExchangeStateControllerIT implements NoErrorLogged {

    private static final EnumSet<ExchangeState> BEFORE_DRAW = EnumSet.of(DRAFT, REGISTRATION_OPEN, REGISTRATION_CLOSED);

    private final Site site;
    private final TestClock clock;

    ExchangeStateControllerIT(Site site, TestClock clock) {
        this.site = site;
        this.clock = clock;
    }

    @Test
    void everyTransitionOfTheTableIsAccepted() {
        var admin = site.setUp();
        var exchange = Gathering.draft(site, admin).with("Ann", "Ben", "Cy");

        var way = new LinkedHashMap<String, ExchangeState>();
        way.put("open", REGISTRATION_OPEN);
        way.put("close", REGISTRATION_CLOSED);
        way.put("reopen", REGISTRATION_OPEN);
        way.forEach((action, state) ->
                assertThat(exchange.then(action).state()).as(action).isEqualTo(state));
        exchange.then("close");
        assertThat(exchange.then("match").state()).isEqualTo(MATCHED);
        assertThat(exchange.assignments()).isEqualTo(3);
        assertThat(exchange.then("rematch").state()).isEqualTo(MATCHED);
        assertThat(exchange.then("cancel-match").state()).isEqualTo(REGISTRATION_CLOSED);
        assertThat(exchange.assignments()).isZero();
        exchange.then("match");
        assertThat(exchange.then("complete").state()).isEqualTo(COMPLETED);
        var postponed = admin.submit(exchange.page().form("/postpone").with("exchangeDate", "2027-01-06T18:00"));
        assertThat(postponed.status()).isEqualTo(303);
        assertThat(exchange.state()).isEqualTo(MATCHED);
        assertThat(exchange.page().text()).contains("6 January 2027");
        assertThat(exchange.then("call-off").state()).isEqualTo(CANCELLED);
        for (var state : Set.of(REGISTRATION_OPEN, REGISTRATION_CLOSED)) {
            assertThat(Gathering.in(state, site, admin).then("call-off").state())
                    .isEqualTo(CANCELLED);
        }
        var history = exchange.page().texts(".timeline li");
        assertThat(history).hasSize(11);
        assertThat(history.get(0)).contains("cancelled");
        assertThat(history.get(history.size() - 1)).contains("opened");
    }

    @ParameterizedTest
    @EnumSource
    void whatTheStateForbidsIsRefusedAndChangesNothing(ExchangeState state) {
        var admin = site.setUp();
        var exchange = Gathering.in(state, site, admin);
        long ann = exchange.idOf("Ann");
        long ben = exchange.idOf("Ben");
        var before = site.everything();

        posts(ann).forEach((post, allowed) -> {
            if (allowed.contains(state)) {
                return;
            }
            var fields = new String[] {
                "confirm", "true",
                "exchangeDate", "2027-02-01T10:00",
                "name", "Family Christmas",
                "email", "dan@example.org",
                "timezone", "Europe/Berlin",
                "series", "8d5f1c52-7f2b-4a3e-9a55-0c1d2e3f4a5b",
                "participantA", "" + ann,
                "participantB", "" + ben,
                "participants", "" + ann,
                "participants", "" + ben
            };
            var answer = admin.post(exchange.path() + post, fields);
            assertThat(answer.status()).as("%s in %s: %s", post, state, answer).isEqualTo(409);
            assertThat(answer.texts("[role=alert]")).as("%s in %s", post, state).hasSize(1);
            assertThat(answer.heading()).isEqualTo("Family Christmas");
            assertThat(answer.texts(".page-head .badge")).hasSize(1);
            assertThat(answer.texts(".page-head .badge"))
                    .isEqualTo(exchange.page().texts(".page-head .badge"));
            assertThat(site.everything()).as("%s in %s", post, state).isEqualTo(before);
        });
    }

    /** Every POST that depends on the state, with the states that allow it. */
    private static Map<String, Set<ExchangeState>> posts(long ann) {
        var posts = new LinkedHashMap<String, Set<ExchangeState>>();
        posts.put("/open", Set.of(DRAFT));
        posts.put("/close", Set.of(REGISTRATION_OPEN));
        posts.put("/close-and-draw", Set.of(REGISTRATION_OPEN));
        posts.put("/reopen", Set.of(REGISTRATION_CLOSED));
        posts.put("/match", Set.of(REGISTRATION_CLOSED));
        posts.put("/rematch", Set.of(MATCHED));
        posts.put("/reminders/send", Set.of(MATCHED));
        posts.put("/cancel-match", Set.of(MATCHED));
        posts.put("/complete", Set.of(MATCHED));
        posts.put("/postpone", Set.of(COMPLETED));
        posts.put("/call-off", Set.of(REGISTRATION_OPEN, REGISTRATION_CLOSED, MATCHED));
        posts.put("/delete", Set.of(DRAFT, COMPLETED, CANCELLED));
        posts.put("/edit", EnumSet.complementOf(EnumSet.of(COMPLETED, CANCELLED)));
        // After the draw these three lead to the page that adjusts it.
        posts.put("/participants", EnumSet.complementOf(EnumSet.of(COMPLETED, CANCELLED)));
        posts.put("/participants/" + ann + "/edit", BEFORE_DRAW);
        posts.put("/participants/" + ann + "/remove", EnumSet.complementOf(EnumSet.of(COMPLETED, CANCELLED)));
        posts.put("/participants/" + ann + "/resend", Set.of(REGISTRATION_OPEN, REGISTRATION_CLOSED));
        posts.put("/participants/" + ann + "/restore", Set.of(MATCHED));
        posts.put("/participants/remove-unconfirmed", BEFORE_DRAW);
        posts.put("/series", BEFORE_DRAW);
        posts.put("/exclusions", BEFORE_DRAW);
        posts.put("/exclusions/group", BEFORE_DRAW);
        posts.put("/exclusions/several", BEFORE_DRAW);
        posts.put("/exclusions/1/delete", BEFORE_DRAW);
        return posts;
    }

    @Test
    void aPageThatIsOutOfDateIsRefused() {
        var admin = site.setUp();
        var exchange = Gathering.in(REGISTRATION_OPEN, site, admin);
        var stale = exchange.page();
        exchange.then("close").then("reopen");
        var before = site.everything();

        var answer = admin.submit(stale.form("/close"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.texts("[role=alert]")).hasSize(1);
        assertThat(site.everything()).isEqualTo(before);
        assertThat(exchange.press("close").status()).isEqualTo(303);
    }

    @Tag("once")
    @ParameterizedTest
    @ValueSource(strings = {"rematch", "cancel-match", "call-off", "new-link"})
    void whatCannotBeTakenBackNeedsItsBoxTicked(String action) {
        var exchange = Gathering.in(MATCHED, site, site.setUp());
        var before = site.everything();

        var answer = exchange.admin().submit(exchange.page().form("/" + action));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.errorAt("/" + action, "confirm")).contains("Tick the box");
        assertThat(site.everything()).isEqualTo(before);
    }

    @Test
    void reopeningNeedsACloseDateThatIsStillToCome() {
        var admin = site.setUp();
        var exchange = Gathering.created(
                site, admin, Gathering.blank(admin).with("registrationCloseDate", "2026-12-01T12:00"));
        exchange.then("open").then("close");
        clock.set(Instant.parse("2026-12-01T17:00:00Z"));

        var refused = exchange.press("reopen");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.texts("[role=alert]")).singleElement().asString().contains("change or clear that date");
        assertThat(exchange.state()).isEqualTo(REGISTRATION_CLOSED);
        var edit = admin.open(exchange.path() + "/edit").form("/edit");
        assertThat(admin.submit(edit.with("registrationCloseDate", "")).status())
                .isEqualTo(303);
        assertThat(exchange.then("reopen").state()).isEqualTo(REGISTRATION_OPEN);
    }

    @Test
    void beforeItsDateAnExchangeIsCompletedOnlyWhenThatIsMeant() {
        var exchange = Gathering.in(MATCHED, site, site.setUp());
        var shown = exchange.page();
        assertThat(shown.text()).contains("Its date, 24 December 2026, is still ahead");

        var refused = exchange.admin().submit(shown.form("/complete"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.errorAt("/complete", "confirm")).contains("Tick the box");
        assertThat(exchange.state()).isEqualTo(MATCHED);
        var told = shown.text().replaceFirst(".*stops reminders\\. (It will be deleted on [^;]+);.*", "$1");
        assertThat(exchange.then("complete").page().text()).containsIgnoringCase(told);
    }

    @Test
    void fromItsDateOnAnExchangeIsCompletedByOneClick() {
        var exchange = Gathering.in(MATCHED, site, site.setUp());
        clock.set(Instant.parse("2026-12-24T23:00:00Z"));
        var shown = exchange.page();
        assertThat(shown.text()).contains("Once completed, it will be deleted on");

        assertThat(exchange.admin().submit(shown.form("/complete")).status()).isEqualTo(303);
        assertThat(exchange.state()).isEqualTo(COMPLETED);
    }

    @Test
    void whatIsRescheduledToTheSameDateTellsNobodyOfAnother() {
        var admin = site.setUp();
        var exchange = Gathering.in(COMPLETED, site, admin);
        var form = exchange.page().form("/postpone");
        site.mail().all();

        var same = admin.follow(admin.submit(form.with("exchangeDate", "2026-12-24T18:00")));

        assertThat(exchange.state()).isEqualTo(MATCHED);
        assertThat(same.text()).contains("Exchange rescheduled.").doesNotContain("We’re emailing");
        assertThat(exchange.page().texts(".timeline li").get(0)).contains("completed");
        assertThat(site.count("outbound_email where kind = 'CHANGED'")).isZero();
        exchange.then("complete");
        var other =
                admin.follow(admin.submit(exchange.page().form("/postpone").with("exchangeDate", "2027-01-06T18:00")));
        assertThat(other.text()).contains("Exchange rescheduled.", "We’re emailing 3 people.");
    }

    @Test
    void deletingNeedsTheNameTyped() {
        var admin = site.setUp();
        var exchange = Gathering.in(CANCELLED, site, admin);
        assertThat(site.mail().all()).isNotEmpty();

        var refused = admin.submit(exchange.page().form("/delete").with("name", "Family"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.errorAt("/delete", "name")).contains("not the name");
        assertThat(refused.value("/delete", "name")).isEqualTo("Family");
        assertThat(site.count("exchange")).isEqualTo(1);

        var done = admin.submit(exchange.page().form("/delete").with("name", " Family Christmas "));
        assertThat(done.leadsTo()).isEqualTo("/admin");
        assertThat(admin.follow(done).texts("[role=status]")).hasSize(1);
        for (var table : new String[] {"exchange", "participant", "outbound_email", "magic_token", "exchange_event"}) {
            assertThat(site.count(table)).as(table).isZero();
        }
        assertThat(site.mail().all()).isEmpty();
        assertThat(exchange.page().status()).isEqualTo(404);
    }

    @Test
    void aReplacedLinkLeadsToSignInOnly() {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin);
        exchange.join("Ann");
        var old = exchange.link();

        exchange.then("new-link");

        assertThat(exchange.link()).isNotEqualTo(old);
        assertThat(site.browser().open(old).leadsTo()).isEqualTo(old + "/signin");
        var leaked = site.browser();
        assertThat(leaked.open(old + "/register").leadsTo()).isEqualTo(old + "/signin");
        assertThat(leaked.post(old + "/register", "name", "Eve", "email", "eve@example.org")
                        .leadsTo())
                .isEqualTo(old + "/signin");
        assertThat(exchange.people()).containsExactly("Ann");
        leaked.submit(leaked.open(old + "/signin").form("/signin").with("email", "ann@example.org"));
        exchange.enter("Ann");
    }
}
