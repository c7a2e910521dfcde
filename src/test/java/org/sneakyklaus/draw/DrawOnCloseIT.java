package org.sneakyklaus.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sneakyklaus.draw.ClosingDraw.Outcome.CLOSED_AND_DRAWN;
import static org.sneakyklaus.draw.ClosingDraw.Outcome.CLOSED_NOT_DRAWN;
import static org.sneakyklaus.draw.ClosingDraw.Outcome.NOT_DUE;
import static org.sneakyklaus.exchange.ExchangeState.MATCHED;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_CLOSED;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_OPEN;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.exchange.ExchangeHistory;
import org.sneakyklaus.testsupport.AtOnce;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Form;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.transaction.support.TransactionTemplate;

/** Names are drawn when registration closes at its date, without anybody there. */
@IntegrationTest
class DrawOnCloseIT {

    private static final Instant CLOSES = Instant.parse("2026-12-01T17:00:00Z");

    private final Site site;
    private final ClosingDraw closing;
    private final ExchangeHistory history;
    private final TransactionTemplate transaction;
    private final TestClock clock;

    DrawOnCloseIT(
            Site site, ClosingDraw closing, ExchangeHistory history, TransactionTemplate transaction, TestClock clock) {
        this.site = site;
        this.closing = closing;
        this.history = history;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Test
    void namesAreDrawnAtTheDateAndEverybodyIsTold() {
        var exchange = open(site.setUp()).with("Ann", "Ben", "Cy", "Dan");
        assertThat(exchange.page().text())
                .contains("Registration closes on 1 Dec 2026, 12:00, and names are drawn then.");
        clock.set(CLOSES.minusMillis(1));
        assertThat(closing.closeIfDue(exchange.id())).isEqualTo(NOT_DUE);
        clock.advance(Duration.ofMillis(1));

        assertThat(closing.closeIfDue(exchange.id())).isEqualTo(CLOSED_AND_DRAWN);

        assertThat(exchange.state()).isEqualTo(MATCHED);
        assertThat(exchange.assignments()).isEqualTo(4);
        assertThat(exchange.page().texts(".timeline li span"))
                .containsExactly("Names drawn.", "Registration closed.", "Registration opened.");
        assertThat(site.mail().subjectsTo("ann@example.org"))
                .filteredOn(subject -> subject.contains("drawn"))
                .hasSize(1);
        assertThat(site.mail().subjectsTo(Site.ADMIN)).containsExactly("The draw for “Family Christmas” is done");
    }

    @Test
    void howFarTheDrawKeepsItsSecretIsStoredAsForADrawByAPerson() {
        var byJob = open(site.setUp()).with("Ann", "Ben", "Cy");
        var byPerson =
                open(byJob.admin()).with("Ann", "Ben", "Cy").then("close").then("match");
        clock.set(CLOSES);

        closing.closeIfDue(byJob.id());

        assertThat(history.of(byJob.id()).riskOfDraw()).isPresent();
        assertThat(history.of(byJob.id()).riskOfDraw())
                .isEqualTo(history.of(byPerson.id()).riskOfDraw());
    }

    @Test
    void withoutTheTickNothingIsDrawn() {
        var admin = site.setUp();
        var exchange = Gathering.created(
                        site, admin, Gathering.blank(admin).with("registrationCloseDate", "2026-12-01T12:00"))
                .then("open")
                .with("Ann", "Ben", "Cy");
        clock.set(CLOSES);

        assertThat(closing.closeIfDue(exchange.id())).isEqualTo(ClosingDraw.Outcome.CLOSED);

        assertThat(exchange.assignments()).isZero();
        assertThat(exchange.page().texts(".timeline li span"))
                .containsExactly("Registration closed.", "Registration opened.");
        assertThat(site.mail().subjectsTo(Site.ADMIN)).containsExactly("“Family Christmas”: registration is closed");
    }

    @Test
    void twoPeopleAreTooFew() {
        var exchange = open(site.setUp()).with("Ann", "Ben");

        notDrawn(exchange, "fewer than three people took part", "Fewer than three people take part.");
    }

    @Test
    void nobodyIsDrawnUnconfirmed() {
        var exchange = open(site.setUp()).with("Ann", "Ben", "Cy");
        exchange.register(site.browser(), "Typo", "typo@example.org");

        notDrawn(exchange, "not everyone was confirmed", "Not everyone is confirmed.");

        assertThat(site.mail().lastTo(Site.ADMIN).text()).doesNotContain("Typo", "typo@");
        assertThat(exchange.page().text()).contains("Leave out Typo");
    }

    @Test
    void rulesThatAllowNoDrawAreNamedWithoutNames() {
        var exchange = open(site.setUp()).with("Ann", "Ben", "Cy");
        for (var other : new String[] {"Ben", "Cy"}) {
            exchange.admin()
                    .post(
                            exchange.path() + "/exclusions",
                            "participantA",
                            "" + exchange.idOf("Ann"),
                            "participantB",
                            "" + exchange.idOf(other));
        }

        notDrawn(exchange, "no draw was possible", "No draw was possible.");

        assertThat(site.mail().lastTo(Site.ADMIN).text()).doesNotContain("Ann", "Ben");
    }

    @Test
    void whileNobodyWouldHearOfItNothingIsDrawn() {
        var exchange = open(site.setUp()).with("Ann", "Ben", "Cy");
        exchange.admin().post("/admin/jobs/dispatch_outbox/pause");

        notDrawn(exchange, "sending emails was paused", "Sending emails was paused");

        exchange.admin().post("/admin/jobs/dispatch_outbox/resume");
        exchange.then("match");
    }

    @Test
    void onceTheDateHasPassedNothingIsDrawn() {
        var exchange = open(site.setUp()).with("Ann", "Ben", "Cy");
        clock.set(Instant.parse("2026-12-24T23:00:00Z"));

        notDrawn(exchange, "the date of the exchange had passed", "The date of the exchange has passed.");
    }

    @Test
    void aRepeatedRunDrawsNothingAgain() {
        var exchange = open(site.setUp()).with("Ann", "Ben", "Cy");
        clock.set(CLOSES);
        closing.closeIfDue(exchange.id());
        var before = site.everything();

        assertThat(closing.closeIfDue(exchange.id())).isEqualTo(NOT_DUE);

        assertThat(site.everything()).isEqualTo(before);
    }

    @Test
    void twoNodesAtOnceDrawOnce() throws InterruptedException {
        var exchange = open(site.setUp()).with("Ann", "Ben", "Cy");
        clock.set(CLOSES);

        var outcomes = AtOnce.get(() -> closing.closeIfDue(exchange.id()), () -> closing.closeIfDue(exchange.id()));

        assertThat(outcomes).containsExactlyInAnyOrder(CLOSED_AND_DRAWN, NOT_DUE);
        assertThat(exchange.assignments()).isEqualTo(3);
        assertThat(site.column("select draw_number from exchange")).containsExactly("1");
    }

    @Test
    void aCrashBeforeTheEndLeavesItOpenAndTheNextRunDoesAll() {
        var exchange = open(site.setUp()).with("Ann", "Ben", "Cy");
        clock.set(CLOSES);
        var before = site.everything();

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    closing.closeIfDue(exchange.id());
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");

        assertThat(exchange.state()).isEqualTo(REGISTRATION_OPEN);
        assertThat(site.everything()).isEqualTo(before);
        assertThat(closing.closeIfDue(exchange.id())).isEqualTo(CLOSED_AND_DRAWN);
        assertThat(exchange.assignments()).isEqualTo(3);
    }

    @Test
    void theTickNeedsADateAndIsOffAtFirst() {
        var admin = site.setUp();
        var blank = Gathering.blank(admin);
        assertThat(admin.open("/admin/exchanges/new").value("/admin/exchanges", "drawOnClose"))
                .isEqualTo("false");

        var refused = admin.submit(blank.with("drawOnClose", "true"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.errorAt("/admin/exchanges", "drawOnClose")).contains("when registration closes");
        var exchange = open(admin);
        var edit = exchange.path() + "/edit";
        assertThat(admin.open(edit).value("/edit", "drawOnClose")).isEqualTo("true");
        assertThat(admin.submit(admin.open(edit).form("/edit").without("drawOnClose"))
                        .status())
                .isEqualTo(303);
        assertThat(admin.open(edit).value("/edit", "drawOnClose")).isEqualTo("false");
    }

    private Gathering open(Browser admin) {
        return Gathering.created(site, admin, form(admin)).then("open");
    }

    private static Form form(Browser admin) {
        return Gathering.blank(admin)
                .with("registrationCloseDate", "2026-12-01T12:00")
                .with("drawOnClose", "true");
    }

    /** Registration closes all the same, and the organiser is told why in the history and by one e-mail. */
    private void notDrawn(Gathering exchange, String happened, String mailed) {
        if (clock.instant().isBefore(CLOSES)) {
            clock.set(CLOSES);
        }

        assertThat(closing.closeIfDue(exchange.id())).isEqualTo(CLOSED_NOT_DRAWN);

        assertThat(exchange.state()).isEqualTo(REGISTRATION_CLOSED);
        assertThat(exchange.assignments()).isZero();
        assertThat(exchange.page().texts(".timeline li span"))
                .containsExactly(
                        "Names were not drawn automatically: " + happened + ".",
                        "Registration closed.",
                        "Registration opened.");
        assertThat(site.mail().to(Site.ADMIN)).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo("“Family Christmas”: registration is closed, names are not drawn");
            assertThat(mail.text()).contains(mailed);
        });
        assertThat(site.mail().subjectsTo("ann@example.org")).noneMatch(subject -> subject.contains("drawn"));
    }
}
