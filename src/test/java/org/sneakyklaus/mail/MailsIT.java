package org.sneakyklaus.mail;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.account.AdminPassword;
import org.sneakyklaus.account.AdminSetup;
import org.sneakyklaus.draw.Draw;
import org.sneakyklaus.draw.Reminders;
import org.sneakyklaus.exchange.ExchangeEditing;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.outbox.OutboxSender;
import org.sneakyklaus.outbox.transport.CapturedMail;
import org.sneakyklaus.outbox.transport.CapturedMails;
import org.sneakyklaus.participation.Departures;
import org.sneakyklaus.participation.Membership;
import org.sneakyklaus.participation.NotMe;
import org.sneakyklaus.participation.ProfileDetails;
import org.sneakyklaus.participation.Registration;
import org.sneakyklaus.signin.MagicTokens;
import org.sneakyklaus.signin.Purpose;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.testsupport.AnExchange;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Roster;
import org.sneakyklaus.testsupport.Stages;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@Tag("once")
@IntegrationTest
class MailsIT {

    private final OutboxSender delivery;
    private final CapturedMails captured;
    private final ExchangeEditing editing;
    private final ExchangeLifecycle lifecycle;
    private final Membership membership;
    private final Registration registration;
    private final Departures departures;
    private final Roster roster;
    private final Draw draw;
    private final Reminders reminders;
    private final ExchangeQueries exchanges;
    private final MagicTokens tokens;
    private final Stages stages;

    private long exchange;

    MailsIT(
            OutboxSender delivery,
            CapturedMails captured,
            ExchangeEditing editing,
            ExchangeLifecycle lifecycle,
            Membership membership,
            Registration registration,
            Departures departures,
            Roster roster,
            Draw draw,
            Reminders reminders,
            ExchangeQueries exchanges,
            MagicTokens tokens,
            Stages stages) {
        this.delivery = delivery;
        this.captured = captured;
        this.editing = editing;
        this.lifecycle = lifecycle;
        this.membership = membership;
        this.registration = registration;
        this.departures = departures;
        this.roster = roster;
        this.draw = draw;
        this.reminders = reminders;
        this.exchanges = exchanges;
        this.tokens = tokens;
        this.stages = stages;
    }

    @BeforeEach
    void create() {
        exchange = editing.create(new AnExchange().named("Office").details());
    }

    @Test
    void whoIsOnTheListOfADraftIsWrittenToWhenRegistrationOpensAndOnlyThen() {
        add("ann");
        assertThat(mails()).isEmpty();

        lifecycle.open(exchange, null);
        add("bob");
        assertThat(mails())
                .isEqualTo(Map.of(
                        "ann: Confirm your place in “Office”", 1L,
                        "bob: Confirm your place in “Office”", 1L));

        lifecycle.close(exchange, null);
        lifecycle.reopen(exchange, null);
        assertThat(mails())
                .hasSize(2)
                .allSatisfy((mail, times) -> assertThat(times).isEqualTo(1));
    }

    @Test
    void everybodyHearsOfADrawAndOfItsEnd() {
        threeAreDrawn();
        draw.drawAgain(exchange, null);
        draw.cancel(exchange, null);

        // Also of the two draws that are void by now.
        for (var name : List.of("ann", "bob", "cid")) {
            assertThat(mails())
                    .containsEntry(name + ": “Office”: names are drawn", 1L)
                    .containsEntry(name + ": “Office”: names were drawn again", 1L)
                    .containsEntry(name + ": “Office”: the draw was undone", 1L);
        }
    }

    @Test
    void aReminderOfOneInstantGoesOutOnce() {
        threeAreDrawn();
        var planned = Instant.parse("2026-12-17T23:00:00Z");

        reminders.remind(exchange, planned);
        reminders.remind(exchange, planned);

        assertThat(mails()).containsEntry("ann: “Office” is in 29 days", 1L);
    }

    @Test
    void aChangeAfterTheDrawAndItsEndAreToldToEverybody() {
        threeAreDrawn();

        editing.edit(
                exchange, new AnExchange().named("Office").withBudget("nothing").details(), null);
        mails();
        lifecycle.complete(exchange, null);
        lifecycle.postpone(exchange, LocalDateTime.parse("2027-01-06T18:00"), null);
        assertThat(mails())
                .containsEntry("ann: “Office”: the budget has changed", 1L)
                .containsEntry("ann: “Office”: the date has changed", 1L)
                .containsEntry("cid: “Office”: the date has changed", 1L);

        lifecycle.callOff(exchange, null);
        assertThat(mails()).containsEntry("bob: “Office” has been cancelled", 1L);
    }

    @Test
    void theAdminHearsOfEachTimeThatAnExchangeIsCompleted(@Autowired AdminSetup setup, @Autowired TestClock clock) {
        setup.create(
                new EmailAddress("nora@example.org"),
                new AdminPassword("correct horse battery"),
                AdminSetup.ANYWHERE,
                Locale.ENGLISH);
        threeAreDrawn();
        mails();

        lifecycle.complete(exchange, null);
        assertThat(mails()).containsEntry("nora@example.org: “Office” is completed", 1L);

        lifecycle.postpone(exchange, LocalDateTime.parse("2026-12-30T18:00"), null);
        clock.advance(Duration.ofDays(1));
        lifecycle.complete(exchange, null);
        assertThat(mails()).containsEntry("nora@example.org: “Office” is completed", 2L);
    }

    @Test
    void whoWithdrawsHearsThatAndNothingElse() {
        lifecycle.open(exchange, null);
        registration.register(
                exchange,
                new EmailAddress("ann@example.org"),
                new ProfileDetails("ann", ""),
                new Registration.Wishes(true, false),
                "");

        departures.withdraw(exchange, roster.id(exchange, "ann"));

        assertThat(mails()).containsOnlyKeys("ann: You’ve left “Office”");
    }

    @Test
    void whoIsRemovedHearsThatAndNothingElse() {
        lifecycle.open(exchange, null);
        add("ann");

        departures.removeBeforeDraw(exchange, roster.id(exchange, "ann"));

        assertThat(mails()).containsOnlyKeys("ann: “Office”: you no longer take part");
    }

    @Test
    void whoIsTakenOffTheListOfADraftHasNeverHeardOfItAndDoesNotNow() {
        add("ann");

        departures.removeBeforeDraw(exchange, roster.id(exchange, "ann"));
        lifecycle.open(exchange, null);

        assertThat(mails()).isEmpty();
    }

    @Test
    void theLinksInAMailWork() {
        lifecycle.open(exchange, null);
        add("ann");
        delivery.deliverDue();

        var text =
                captured.read(captured.page("", 0).getContent().get(0).name()).text();

        assertThat(tokens.use(token("signin", text), Purpose.MAGIC_LINK)).isPresent();
        assertThat(tokens.look(token("not-me", text), Purpose.NOT_ME)).isPresent();
    }

    @Test
    void whoAsksForALinkOrTheirExchangesGetsThem() {
        lifecycle.open(exchange, null);
        add("ann");
        registration.askForLink(exchanges.byId(exchange), new EmailAddress("ann@example.org"), "");
        registration.find(new EmailAddress("ann@example.org"));

        assertThat(mails()).containsKeys("ann: Your sign-in link for “Office”", "ann: Your gift exchanges");
    }

    @Test
    void theCapturedMailsOfAnExchangeGoWithIt() {
        threeAreDrawn();
        var other = editing.create(new AnExchange().named("Family").details());
        membership.add(other, new ProfileDetails("dora", ""), new EmailAddress("dora@example.org"));
        lifecycle.open(other, null);
        lifecycle.callOff(exchange, null);
        assertThat(mails()).hasSize(7);

        editing.delete(exchange, "Office");

        await().untilAsserted(() -> assertThat(mails()).containsOnlyKeys("dora: Confirm your place in “Family”"));
    }

    @Test
    void theCapturedMailsOfWhoIsErasedGoWithThemWhenThatIsCertain(
            @Autowired NotMe notMe, @Autowired TransactionTemplate transaction) {
        lifecycle.open(exchange, null);
        add("ann");
        add("bob");
        mails();
        var token = token("not-me", textTo("ann@example.org"));

        transaction.executeWithoutResult(status -> {
            notMe.undo(exchange, token);
            status.setRollbackOnly();
        });
        assertThat(mails()).hasSize(2);

        assertThat(notMe.undo(exchange, token)).isEqualTo(NotMe.Outcome.UNDONE);
        await().untilAsserted(() -> assertThat(mails()).containsOnlyKeys("bob: Confirm your place in “Office”"));
    }

    @Test
    void theCapturedMailOfAMistypedAddressGoesWhenTheRightOneWasKnown() {
        lifecycle.open(exchange, null);
        add("ann");
        var mistyped = registration.register(
                exchange,
                new EmailAddress("anm@example.org"),
                new ProfileDetails("anm", ""),
                new Registration.Wishes(true, false),
                "");
        mails();

        registration.correct(exchange, requireNonNull(mistyped.token()), new EmailAddress("ann@example.org"), "");

        await().untilAsserted(() -> assertThat(mails())
                .containsOnlyKeys("ann: Confirm your place in “Office”", "ann: Your sign-in link for “Office”"));
    }

    private String textTo(String address) {
        return captured.read(captured.page(address, 0).getContent().get(0).name())
                .text();
    }

    private void threeAreDrawn() {
        stages.bring(exchange, ExchangeState.MATCHED, "ann", "bob", "cid");
    }

    private void add(String name) {
        membership.add(exchange, new ProfileDetails(name, ""), new EmailAddress(name + "@example.org"));
    }

    /** What has been delivered by now, and how often: "to: subject". */
    private Map<String, Long> mails() {
        delivery.deliverDue();
        return new TreeMap<>(
                captured.page("", 0).stream().map(MailsIT::line).collect(groupingBy(Function.identity(), counting())));
    }

    private static String line(CapturedMail mail) {
        return mail.to().split(" ", 2)[0] + ": " + mail.subject();
    }

    private static String token(String page, String text) {
        var matcher = Pattern.compile("/" + page + "/(\\S{43})").matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
