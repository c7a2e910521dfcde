package org.sneakyklaus.operation.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.sneakyklaus.exchange.ExchangeState.COMPLETED;
import static org.sneakyklaus.exchange.ExchangeState.MATCHED;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_CLOSED;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_OPEN;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.sneakyklaus.draw.ClosingDraw;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.operation.command.CommandException;
import org.sneakyklaus.outbox.OutboxSender;
import org.sneakyklaus.retention.Purge;
import org.sneakyklaus.signin.MagicTokens;
import org.sneakyklaus.support.DatabaseKind;
import org.sneakyklaus.support.SecretBox;
import org.sneakyklaus.testsupport.AnExchange;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Mailbox;
import org.sneakyklaus.testsupport.Organiser;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.Stages;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.core.env.Environment;

/** What people meet on a site that was restored, on both databases. */
@IntegrationTest
class RestoredDataIT {

    private static final String AS_OF = "restored from a backup of 25 Nov 2026";

    private final Site site;
    private final Stages stages;
    private final OutboxSender delivery;
    private final Purge purge;
    private final ClosingDraw closing;
    private final ExchangeQueries exchanges;
    private final MagicTokens tokens;
    private final DataSource database;
    private final DatabaseKind kind;
    private final SecretBox key;
    private final TestClock clock;
    private Browser admin;

    RestoredDataIT(
            Site site,
            Stages stages,
            OutboxSender delivery,
            Purge purge,
            ClosingDraw closing,
            ExchangeQueries exchanges,
            MagicTokens tokens,
            DataSource database,
            Environment environment,
            SecretBox key,
            TestClock clock) {
        this.site = site;
        this.stages = stages;
        this.delivery = delivery;
        this.purge = purge;
        this.closing = closing;
        this.exchanges = exchanges;
        this.tokens = tokens;
        this.database = database;
        this.kind = DatabaseKind.of(environment);
        this.key = key;
        this.clock = clock;
        this.admin = site.browser();
    }

    @BeforeEach
    void setUp() {
        admin = site.setUp();
    }

    @Test
    void nobodyIsSignedInAnyMoreAndALinkLeadsToANewOne() {
        var exchange = stages.in(MATCHED);
        var link = site.mail().lastTo("alice@example.org").link("/signin/");
        assertThat(admin.open("/admin").status()).isEqualTo(200);

        restore();

        assertThat(site.count("spring_session")).isZero();
        tokens.deleteExpired(clock.instant(), 1_000);
        assertThat(admin.open("/admin").leadsTo()).isEqualTo("/admin/login");
        var alice = site.browser();
        assertThat(alice.open(link).hasForm("/renew"))
                .as("the page of the link")
                .isTrue();
        assertThat(site.count("exchange where id = " + exchange)).isEqualTo(1);
    }

    @Test
    void aDrawThatWasDueMeanwhileIsLeftToTheOrganiser() {
        var details = new AnExchange().closingAt("2026-12-01T12:00").drawnOnClose();
        var overdue = stages.in(REGISTRATION_OPEN, details, "Ann", "Ben", "Cy");
        var later = stages.in(
                REGISTRATION_OPEN,
                new AnExchange().closingAt("2026-12-10T12:00").drawnOnClose(),
                "Ann",
                "Ben",
                "Cy");
        site.change("update participant set confirmed_at = created_at");
        clock.set(Instant.parse("2026-12-02T12:00:00Z"));

        assertThat(restore().draws()).isEqualTo(1);

        closing.closeIfDue(overdue);
        assertThat(exchanges.byId(overdue).state()).isEqualTo(REGISTRATION_CLOSED);
        clock.set(Instant.parse("2026-12-11T12:00:00Z"));
        closing.closeIfDue(later);
        assertThat(exchanges.byId(later).state()).isEqualTo(MATCHED);
    }

    /** The week since the warning may be over already. */
    @Test
    void noExchangeIsDeletedBeforeItsOrganiserIsWarnedAgain() {
        var exchange = stages.in(COMPLETED);
        clock.advance(Duration.ofDays(24));
        purge.run(clock.instant());
        var warnings = "outbound_email where kind = 'PURGE_WARNING'";
        assertThat(site.count(warnings)).isEqualTo(1);
        clock.advance(Duration.ofDays(30));

        restore();
        assertThat(purge.run(clock.instant()).purged()).isZero();

        assertThat(site.count(warnings + " and state = 'CANCELLED'")).isEqualTo(1);
        assertThat(site.count(warnings + " and state = 'PENDING'")).isEqualTo(1);
        clock.advance(Duration.ofDays(6));
        assertThat(purge.run(clock.instant()).purged()).isZero();
        clock.advance(Duration.ofDays(2));
        assertThat(purge.run(clock.instant()).purged()).isEqualTo(1);
        assertThat(site.count("exchange where id = " + exchange)).isZero();
    }

    @Test
    void whatWasWaitingIsHeldUntilTheOrganiserReleasesIt() {
        stages.in(MATCHED);
        var waiting = site.count("outbound_email where state = 'PENDING'");
        assertThat(waiting).isGreaterThan(3);

        var settled = restore();

        assertThat(settled.held()).isEqualTo(waiting);
        assertThat(delivery.deliverDue()).isEqualTo(Mailbox.NOTHING_DUE);
        Organiser.signIn(admin);
        var page = admin.open("/admin/settings");
        assertThat(page.text()).contains(waiting + " emails are held after a restore");
        var answer = admin.submit(page.form("/admin/outbox/release"));
        assertThat(answer.leadsTo()).isEqualTo("/admin/outbox");
        assertThat(delivery.deliverDue().sent()).isPositive();
    }

    @Test
    void namesThatWereShownAfterTheBackupAreDoubtfulUntilNamesAreDrawnAgain() {
        var exchange = stages.in(MATCHED);
        var other = stages.in(REGISTRATION_CLOSED);

        assertThat(restore().drawn()).isEqualTo(1);

        Organiser.signIn(admin);
        assertThat(page(exchange)).contains(AS_OF, "Draw again to be sure", "Site restored from a backup.");
        assertThat(page(other)).contains(AS_OF, "Any later draw is lost");
        var alice = signedIn(exchange);
        assertThat(alice.open(me(exchange)).text()).contains(AS_OF, "it no longer counts. Check who you drew.");
        var answer = admin.submit(
                admin.open("/admin/exchanges/" + exchange).form("/rematch").with("confirm", "true"));
        assertThat(answer.status()).as("%s", answer).isEqualTo(303);
        assertThat(page(exchange)).doesNotContain(AS_OF).contains("Site restored from a backup.");
        assertThat(alice.open(me(exchange)).text()).doesNotContain(AS_OF);
        assertThat(page(other)).contains(AS_OF);
    }

    @Test
    void theEarliestOfTwoBackupsCounts() {
        var exchange = stages.in(MATCHED);
        restore();
        clock.advance(Duration.ofDays(3));
        site.change("update exchange set updated_at = ?", clock.instant().toEpochMilli());
        restore();

        Organiser.signIn(admin);
        assertThat(page(exchange)).contains(AS_OF);
    }

    @Test
    void anotherKeyIsRefused() {
        site.change("update installation set key_fingerprint = 'another'");
        var exchanges = site.everything();

        assertThatExceptionOfType(CommandException.class).isThrownBy(this::restore);

        assertThat(site.everything()).isEqualTo(exchanges);
        assertThat(restored(true).otherKey()).isTrue();
        site.change("update installation set key_fingerprint = ?", key.fingerprint());
    }

    @Test
    @EnabledIfSystemProperty(named = "test.database", matches = "postgresql")
    void onPostgresqlNothingIsSettledWhileOthersAreConnected() {
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> RestoreCommand.settlePostgresql(database, key, clock, false))
                .withMessageContaining("stop every Sneaky Klaus");
    }

    private RestoredData.Settled restore() {
        return restored(false);
    }

    private RestoredData.Settled restored(boolean despiteOtherKey) {
        return new RestoredData(database, kind, key, clock.instant(), "a backup").settle(despiteOtherKey);
    }

    private String page(long exchange) {
        return admin.open("/admin/exchanges/" + exchange).text();
    }

    private String me(long exchange) {
        return "/exchange/"
                + site.column("select slug from exchange where id = ?", exchange)
                        .get(0) + "/me";
    }

    /** Alice asks for a new link, and uses it. */
    private Browser signedIn(long exchange) {
        var alice = site.browser();
        var page = alice.open(me(exchange).replaceFirst("/me$", "/signin"));
        assertThat(alice.submit(page.form("/signin").with("email", "alice@example.org"))
                        .status())
                .isEqualTo(303);
        var link = URI.create(site.mail().lastTo("alice@example.org").link("/signin/"))
                .getPath();
        var answer = alice.submit(alice.open(link).form(link));
        assertThat(answer.leadsTo()).as("%s", answer).endsWith("/me");
        return alice;
    }
}
