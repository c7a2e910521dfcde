package org.sneakyklaus.mail;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import java.net.URI;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.outbox.MailKind;
import org.sneakyklaus.outbox.QueuedMail;
import org.sneakyklaus.outbox.UndeliveredReport.Undelivered;
import org.sneakyklaus.outbox.transport.MailMessage;
import org.sneakyklaus.signin.TokenSpec;
import org.sneakyklaus.support.EmailAddress;
import org.springframework.web.util.HtmlUtils;

class MailFactoryTest {

    private static final String SITE = MailDesk.SITE;
    private static final String PAGE = MailDesk.PAGE;
    private static final Map<MailKind, String> SUBJECTS = Map.ofEntries(
            Map.entry(MailKind.REGISTRATION_CONFIRMATION, "Confirm your place in “Office party”"),
            Map.entry(MailKind.SIGN_IN, "Your sign-in link for “Office party”"),
            Map.entry(MailKind.FIND_EXCHANGES, "Your gift exchanges"),
            Map.entry(MailKind.ADDRESS_CHANGE, "Confirm your new address for “Office party”"),
            Map.entry(MailKind.PAIRING, "“Office party”: names are drawn"),
            Map.entry(MailKind.DRAWN_AGAIN, "“Office party”: names were drawn again"),
            Map.entry(MailKind.DRAW_CANCELLED, "“Office party”: the draw was undone"),
            Map.entry(MailKind.DRAW_ADJUSTED, "“Office party”: the draw was adjusted"),
            Map.entry(MailKind.HAVE_YOU_LOOKED, "“Office party”: check who you drew"),
            Map.entry(MailKind.REMINDER, "“Office party” is in 3 days"),
            Map.entry(MailKind.CHANGED, "“Office party”: date and budget have changed"),
            Map.entry(MailKind.CALLED_OFF, "“Office party” has been cancelled"),
            Map.entry(MailKind.ANNOUNCEMENT, "“Office party”: a message from the organiser"),
            Map.entry(MailKind.WAY_CHANGED, "“Office party”: how Ann signs in"),
            Map.entry(MailKind.INVITED_AGAIN, "You’re invited to “Office party” again"),
            Map.entry(MailKind.WITHDRAWAL, "You’ve left “Office party”"),
            Map.entry(MailKind.REMOVED, "“Office party”: you no longer take part"),
            Map.entry(MailKind.PERSON_REMOVED, "“Office party”: Ann no longer takes part"),
            Map.entry(MailKind.GUARDIAN, "“Office party”: you look after Mia"),
            Map.entry(MailKind.SOMEBODY_REGISTERED, "“Office party”: someone joined"),
            Map.entry(MailKind.SOMEBODY_WITHDREW, "“Office party”: someone left"),
            Map.entry(MailKind.REGISTRATION_CLOSED, "“Office party”: registration is closed"),
            Map.entry(MailKind.NOT_DRAWN, "“Office party”: registration is closed, names are not drawn"),
            Map.entry(MailKind.DRAWN, "The draw for “Office party” is done"),
            Map.entry(MailKind.LEAVE_REQUEST, "“Office party”: someone asks to leave"),
            Map.entry(MailKind.PURGE_WARNING, "“Office party” will be deleted on Saturday, 23 January 2027"),
            Map.entry(MailKind.COMPLETED, "“Office party” is completed"),
            Map.entry(MailKind.JOB_FAILED, "A background job failed: Sending emails"),
            Map.entry(MailKind.UNDELIVERED, "2 emails were not delivered"),
            Map.entry(MailKind.WEBHOOK_PAUSED, "A webhook is paused: hooks.\u200bexample.\u200borg"),
            Map.entry(MailKind.PASSWORD_RESET, "Choose a new password"),
            Map.entry(MailKind.ADMIN_ADDRESS, "Confirm your address"),
            Map.entry(MailKind.ADMIN_MOVES, "Your account is about to change to another address"),
            Map.entry(MailKind.TEST, "Test email from Sneaky Klaus"));
    private static final Map<MailKind, List<String>> LINKS = Map.ofEntries(
            Map.entry(
                    MailKind.REGISTRATION_CONFIRMATION,
                    List.of(PAGE + "/signin/MAGIC_LINK-mailed-1", PAGE + "/not-me/NOT_ME-mailed-2")),
            Map.entry(MailKind.SIGN_IN, List.of(PAGE + "/signin/MAGIC_LINK-asked-1")),
            Map.entry(MailKind.FIND_EXCHANGES, List.of(PAGE + "/signin/MAGIC_LINK-asked-1")),
            Map.entry(MailKind.ADDRESS_CHANGE, List.of(PAGE + "/email/EMAIL_CHANGE-mailed-1")),
            Map.entry(MailKind.PAIRING, List.of(PAGE + "/signin/MAGIC_LINK-mailed-1")),
            Map.entry(MailKind.DRAWN_AGAIN, List.of(PAGE + "/signin/MAGIC_LINK-mailed-1")),
            Map.entry(MailKind.DRAW_CANCELLED, List.of(PAGE + "/signin/MAGIC_LINK-mailed-1")),
            Map.entry(MailKind.DRAW_ADJUSTED, List.of(PAGE + "/signin/MAGIC_LINK-mailed-1")),
            Map.entry(MailKind.HAVE_YOU_LOOKED, List.of(PAGE + "/signin/MAGIC_LINK-mailed-1")),
            Map.entry(
                    MailKind.REMINDER, List.of(PAGE + "/signin/MAGIC_LINK-mailed-1", SITE + "/unsubscribe/sealed-id")),
            Map.entry(MailKind.CHANGED, List.of(PAGE + "/signin/MAGIC_LINK-mailed-1")),
            Map.entry(MailKind.CALLED_OFF, List.of(PAGE)),
            Map.entry(MailKind.ANNOUNCEMENT, List.of(PAGE + "/signin/MAGIC_LINK-mailed-1")),
            Map.entry(MailKind.WAY_CHANGED, List.of(PAGE + "/signin/MAGIC_LINK-mailed-1")),
            Map.entry(MailKind.INVITED_AGAIN, List.of(PAGE, SITE + "/unsubscribe/next-time/sealed-wish")),
            Map.entry(MailKind.WITHDRAWAL, List.of(PAGE)),
            Map.entry(MailKind.REMOVED, List.of()),
            Map.entry(MailKind.PERSON_REMOVED, List.of()),
            Map.entry(MailKind.GUARDIAN, List.of(PAGE + "/signin/MAGIC_LINK-mailed-1")),
            Map.entry(MailKind.SOMEBODY_REGISTERED, List.of(SITE + "/admin/exchanges/42")),
            Map.entry(MailKind.SOMEBODY_WITHDREW, List.of(SITE + "/admin/exchanges/42")),
            Map.entry(MailKind.REGISTRATION_CLOSED, List.of(SITE + "/admin/exchanges/42")),
            Map.entry(MailKind.NOT_DRAWN, List.of(SITE + "/admin/exchanges/42")),
            Map.entry(MailKind.DRAWN, List.of(SITE + "/admin/exchanges/42")),
            Map.entry(MailKind.LEAVE_REQUEST, List.of(SITE + "/admin/exchanges/42")),
            Map.entry(MailKind.PURGE_WARNING, List.of(SITE + "/admin/exchanges/42")),
            Map.entry(MailKind.COMPLETED, List.of(SITE + "/admin/exchanges/42")),
            Map.entry(MailKind.JOB_FAILED, List.of(SITE + "/admin/jobs")),
            Map.entry(MailKind.UNDELIVERED, List.of(SITE + "/admin/outbox")),
            Map.entry(MailKind.WEBHOOK_PAUSED, List.of(SITE + "/admin/exchanges/42/webhooks")),
            Map.entry(MailKind.PASSWORD_RESET, List.of(SITE + "/admin/password/reset/PASSWORD_RESET-asked-1")),
            Map.entry(MailKind.ADMIN_ADDRESS, List.of(SITE + "/admin/email/ADMIN_EMAIL-mailed-1")),
            Map.entry(MailKind.ADMIN_MOVES, List.of(SITE + "/admin/settings")),
            Map.entry(MailKind.TEST, List.of(SITE + "/")));
    private static final Set<MailKind> TO_THE_ADMIN = EnumSet.range(MailKind.SOMEBODY_REGISTERED, MailKind.TEST);

    private final MailDesk desk = new MailDesk();

    @ParameterizedTest
    @EnumSource
    void theSubjectSaysWhatItIsAndGivesNothingAway(MailKind kind) {
        assertThat(message(kind, APlace.of("Ann")).subject()).isEqualTo(SUBJECTS.get(kind));
    }

    @Test
    void anAddressThatTheAdminNoLongerWantsIsNotAskedToConfirm() {
        var mail = MailDesk.queued(MailKind.ADMIN_ADDRESS, null, null, "mistyped@example.org");

        assertThat(desk.compose(mail, APlace.of("Ann"))).isEmpty();
        assertThat(message(MailKind.ADMIN_ADDRESS, APlace.of("Ann")).to()).isEqualTo("new-admin@example.org");
        assertThat(message(MailKind.ADMIN_MOVES, APlace.of("Ann")).to()).isEqualTo("admin@example.org");
    }

    @ParameterizedTest
    @EnumSource
    void bothPartsHoldTheSameLinksAndNoOther(MailKind kind) {
        var message = message(kind, APlace.of("Ann"));

        assertThat(found("(?m)^(http\\S+)$", message.text())).isEqualTo(LINKS.get(kind));
        assertThat(found("href=\"([^\"]*)\"", message.html())).isEqualTo(LINKS.get(kind));
        assertThat(message.html()).doesNotContain("src=", "url(", "<script", "<img");
    }

    @ParameterizedTest
    @EnumSource
    void bothPartsSayTheSame(MailKind kind) {
        var message = message(kind, APlace.of("Ann"));

        var html = HtmlUtils.htmlUnescape(
                message.html().replaceAll("(?s)<head>.*</head>", "").replaceAll("<[^>]*>", "\n"));
        var sentences = message.text()
                .replaceAll("(?m)^http.*$", "")
                .replaceAll("(?m)^(When|Budget|Organiser|Contact|To you|Ann, “Office party”): ", "$1\n")
                .replaceAll("(?m):$", "")
                .replace("-- \n", "")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        var said = html.lines()
                .map(String::strip)
                .map(line -> line.replaceAll(":$", ""))
                .filter(line -> !line.isEmpty() && !line.equals("Sneaky Klaus"))
                .toList();
        assertThat(said).isEqualTo(sentences);
    }

    @ParameterizedTest
    @EnumSource
    void everyMailGreetsAndSaysWhyOneGetsIt(MailKind kind) {
        var text = message(kind, APlace.of("Ann")).text();

        assertThat(text).startsWith(greeting(kind));
        assertThat(text.substring(text.indexOf("-- \n"))).contains("You get this", "klaus.example.org");
    }

    private static String greeting(MailKind kind) {
        // To the guardian of Ann.
        var reader = kind == MailKind.PERSON_REMOVED ? "Carla" : "Ann";
        return TO_THE_ADMIN.contains(kind) ? "Hello,\n" : "Hello " + reader + ",\n";
    }

    @ParameterizedTest
    @EnumSource
    void noSentenceIsMissingAndNothingIsLeftUnfilled(MailKind kind) {
        var message = message(kind, APlace.of("Ann").addedByAdmin());

        assertThat(message.subject() + message.text()).doesNotContain("{", "}", "null", "??", "[(", "[#");
    }

    @Test
    void aPairingMailReadsLikeThis() {
        assertThat(message(MailKind.PAIRING, APlace.of("Ann")).text()).isEqualTo("""
                        Hello Ann,

                        Names are drawn for “Office party”. Someone will think of a gift for you, and you for someone.

                        Your page shows who you drew, hidden until you click.

                        When: Saturday, 19 December 2026, 18:00 (Central European Time)
                        Budget: about 20 €
                        Organiser: Olga

                        See who you drew:
                        https://klaus.example.org/exchange/abcdefghjkmn/signin/MAGIC_LINK-mailed-1

                        --\s
                        You get this email because you take part in “Office party” at klaus.example.org. We only email you when there is something to know. No longer want to take part? Ask to leave on your page.
                        """);
    }

    @ParameterizedTest
    @EnumSource
    void theNameIsLookedUpForNoMailOfAnOrdinaryExchange(MailKind kind) {
        desk.sending();
        desk.isGivenTo("Zelda");

        var message = message(kind, APlace.of("Ann"));

        assertThat(message.text() + message.html() + message.subject()).doesNotContain("Zelda");
    }

    @ParameterizedTest
    @EnumSource(names = {"PAIRING", "DRAWN_AGAIN"})
    void theNameStandsInTheMailWhereTheOrganiserWantsIt(MailKind kind) {
        desk.sending();
        desk.isGivenTo("Zelda");

        var message = message(kind, APlace.of("Ann").nameInMail());

        assertThat(message.text()).contains("drew Zelda.");
        assertThat(message.html()).contains("drew Zelda.");
        assertThat(message.subject()).doesNotContain("Zelda");
    }

    @Test
    void theNameNeverStandsInACapturedMail() {
        desk.isGivenTo("Zelda");

        assertThat(message(MailKind.PAIRING, APlace.of("Ann").nameInMail()).text())
                .doesNotContain("Zelda");
    }

    @Test
    void whatPeopleTypedIsNeitherMarkupNorLink() {
        var message = message(
                MailKind.PAIRING,
                APlace.of("<a href=//x.test>").in("www.x.test \"<b>\"").budget("https://y.test"));

        assertThat(message.html())
                .contains("&lt;a href=/\u200b/x.\u200btest&gt;")
                .doesNotContain("<b>", "y.test");
        assertThat(message.text()).doesNotContain("//x", "x.test", "y.test", "https://y");
        assertThat(message.subject()).startsWith("“www.\u200bx.\u200btest \"<b>\"”: ");
    }

    @Test
    void aNewAddressIsConfirmedFromThere() {
        var message = message(MailKind.ADDRESS_CHANGE, APlace.of("Ann"));

        assertThat(message.to()).isEqualTo("new@example.org");
        assertThat(desk.granted).containsExactly(TokenSpec.emailChange(new EmailAddress("new@example.org"), 1001, 42));
    }

    @Test
    void whoAsksForTheirExchangesGetsALinkToEach() {
        var office = APlace.of("Ann");
        var family = APlace.of("Ann").in("Family").exchangeId(43);
        when(desk.participants.withAddress(any()))
                .thenReturn(List.of(office.done().person(), family.done().person()));
        when(desk.exchanges.find(43)).thenReturn(Optional.of(family.done().exchange()));

        var text = compose(MailKind.FIND_EXCHANGES, office).orElseThrow().text();

        assertThat(text)
                .contains(
                        "Office party:\n" + PAGE + "/signin/MAGIC_LINK-asked-1\n",
                        "\n\nFamily:\n" + PAGE + "/signin/MAGIC_LINK-asked-2\n");
    }

    @Test
    void aChangeIsToldInOldAndNewWords() {
        assertThat(message(MailKind.CHANGED, APlace.of("Ann")).text())
                .contains("The date of “Office party” has changed. Before: Saturday, 12 December 2026, 17:00"
                        + " (Central European Time). Now: Saturday, 19 December 2026, 18:00 (Central European Time).")
                .contains("The budget of “Office party” has changed. Before: about 10 €. Now: about 20 €.");
    }

    @ParameterizedTest
    @CsvSource({
        "about 20 €, about 30 €, the budget has changed, Before: about 20 €. Now: about 30 €.",
        "'', about 30 €, the budget has changed, now has a budget: about 30 €. Before",
        "about 20 €, '', the budget has changed, no longer has a budget. Before: about 20 €."
    })
    void aBudgetAloneLeavesTheDateUntold(String before, String now, String subject, String told) {
        var message = desk.compose(
                        changedFrom("2026-12-19T18:00+01:00[Europe/Berlin]", before),
                        APlace.of("Ann").budget(now))
                .orElseThrow();

        assertThat(message.subject()).isEqualTo("“Office party”: " + subject);
        assertThat(message.text()).contains(told).doesNotContain("The date of");
    }

    @Test
    void whatWasChangedBackIsNotTold() {
        assertThat(desk.compose(
                        changedFrom("2026-12-19T12:00-05:00[America/New_York]", "about 20 €"), APlace.of("Ann")))
                .isEmpty();
    }

    private static QueuedMail changedFrom(String date, String budget) {
        return MailDesk.queued(MailKind.CHANGED, 42L, 1001L, date + "\n" + budget);
    }

    @ParameterizedTest
    @EnumSource
    void onlyRemindersAndInvitationsCanBeEndedByALink(MailKind kind) {
        var stop = message(kind, APlace.of("Ann")).unsubscribe();

        assertThat(stop)
                .isEqualTo(
                        switch (kind) {
                            case REMINDER -> URI.create(SITE + "/unsubscribe/sealed-id");
                            case INVITED_AGAIN -> URI.create(SITE + "/unsubscribe/next-time/sealed-wish");
                            default -> null;
                        });
    }

    @Test
    void eachEmailToWhoWantsToBeInvitedCanTakeItBack() {
        when(desk.nextTime.find(any(), any())).thenReturn(Optional.of(MailDesk.WISH));

        assertThat(message(MailKind.PAIRING, APlace.of("Ann")).text())
                .contains("Turn off the invitation to the next exchange:\n" + SITE
                        + "/unsubscribe/next-time/sealed-wish\n");
    }

    /** The words above the links count them, or say what each of them is for. */
    @ParameterizedTest
    @EnumSource(names = {"REGISTRATION_CONFIRMATION", "FIND_EXCHANGES"})
    void theLinkThatTakesItBackIsTheLast(MailKind kind) {
        when(desk.nextTime.find(any(), any())).thenReturn(Optional.of(MailDesk.WISH));
        var others = requireNonNull(LINKS.get(kind));

        var links = found("(?m)^(http\\S+)$", message(kind, APlace.of("Ann")).text());

        assertThat(links)
                .startsWith(others.toArray(String[]::new))
                .endsWith(SITE + "/unsubscribe/next-time/sealed-wish")
                .hasSize(others.size() + 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"REMOVED", "CALLED_OFF", "PAIRING", "REGISTRATION_CONFIRMATION"})
    void whoIsToAskTheOrganiserLearnsHow(MailKind kind) {
        assertThat(message(kind, APlace.of("Ann").contact("olga@example.org or 0123 456"))
                        .text())
                .contains("Organiser: Olga\nContact: olga@example.org or 0123 456\n");
    }

    @Test
    void aDigestListsWhatDidNotArriveInTheZoneOfTheAdmin() {
        assertThat(message(MailKind.UNDELIVERED, APlace.of("Ann")).text())
                .contains("2 emails failed, bounced or may not have arrived", "in the time zone Europe/Berlin")
                .contains("Ann, “Office party”: Reminder, 15 Dec 2026, 09:59: failed\n")
                .contains("To you: Background job failed, 16 Dec 2026, 08:59: possibly sent\n");
    }

    @Test
    void aLongDigestIsCut() {
        var one = new Undelivered(MailKind.REMINDER, 42L, 1001L, MailDesk.QUEUED, "BOUNCED");
        desk.stuck(Collections.nCopies(26, one).toArray(Undelivered[]::new));

        var message = message(MailKind.UNDELIVERED, APlace.of("Ann"));

        assertThat(message.subject()).isEqualTo("26 emails were not delivered");
        assertThat(message.text()).contains("The first 25 are listed here.");
        assertThat(message.text().split(": bounced", -1)).hasSize(25 + 1);
    }

    @Test
    void aDigestOfWhatHasArrivedByNowIsNotSent() {
        desk.stuck();

        assertThat(compose(MailKind.UNDELIVERED, APlace.of("Ann"))).isEmpty();
    }

    @Test
    void nobodyIsWrittenToWhenTheRowIsGone() {
        when(desk.participants.find(1001)).thenReturn(Optional.empty());

        assertThat(desk.composer().compose(MailDesk.queued(MailKind.PAIRING))).isEmpty();
        assertThat(desk.granted).isEmpty();
    }

    @Test
    void whatIsNoLongerTrueIsNotWrittenAndOpensNothing() {
        assertThat(compose(MailKind.PAIRING, APlace.of("Ann").withdrawn())).isEmpty();
        assertThat(desk.granted).isEmpty();
    }

    @Test
    void aWarningSaysWhenEverythingGoesAndHowToKeepIt() {
        assertThat(message(MailKind.PURGE_WARNING, APlace.of("Ann")).text()).isEqualTo("""
                        Hello,

                        The gift exchange “Office party” ended a while ago.

                        On Saturday, 23 January 2027 we’ll delete everything in it: participants, gift ideas, exclusions, pairings and emails. This cannot be undone.

                        To keep something, open the exchange before that day. Write down the names you need, or copy the exchange. A copy includes the settings, but no people.

                        Open the exchange:
                        https://klaus.example.org/admin/exchanges/42

                        --\s
                        You get this email because you run “Office party” at klaus.example.org. We delete exchanges some time after they end. This is the only warning, so you cannot turn it off.
                        """);
    }

    @Test
    void aWarningSaysThatThePairsThatAreRememberedStay() {
        var told = "fingerprints of who drew whom";

        assertThat(textOfWarning(APlace.of("Ann").completed().rememberingPairs()))
                .contains(told, "stay until you delete them");
        assertThat(textOfWarning(APlace.of("Ann").completed())).doesNotContain(told);
        var undrawn = APlace.of("Ann").state(ExchangeState.REGISTRATION_CLOSED).on("2026-11-20T18:00+01:00");
        assertThat(textOfWarning(undrawn.rememberingPairs())).doesNotContain(told);
    }

    @Test
    void aWarningSpeaksOfNoFingerprintsThatAreNotThere() {
        var told = "fingerprints of who drew whom";
        var late = APlace.of("Ann").completed().rememberingPairs().on("2027-02-20T18:00+01:00");
        assertThat(textOfWarning(late))
                .as("deleted before its date, after which they would be stored")
                .doesNotContain(told);
        var past = APlace.of("Ann").completed().rememberingPairs().on("2026-12-15T18:00+01:00");
        assertThat(textOfWarning(past)).as("the organiser forgot them").doesNotContain(told);

        when(desk.memory.isKept(any())).thenReturn(true);

        assertThat(textOfWarning(past)).contains(told);
    }

    private String textOfWarning(APlace participant) {
        return compose(MailKind.PURGE_WARNING, participant).orElseThrow().text();
    }

    @Test
    void anExchangeThatWasNeverDrawnCanStillGetANewDate() {
        var undrawn = APlace.of("Ann").state(ExchangeState.REGISTRATION_CLOSED).on("2026-11-20T18:00+01:00");

        assertThat(compose(MailKind.PURGE_WARNING, undrawn).orElseThrow().text())
                .contains("no names are drawn", "set a new date before that day")
                .doesNotContain("ended a while ago");
    }

    @Test
    void whatGoesToTheAdminNamesNobody() {
        for (var kind : EnumSet.range(MailKind.REGISTRATION_CLOSED, MailKind.JOB_FAILED)) {
            if (kind == MailKind.LEAVE_REQUEST) {
                continue;
            }
            var message = message(kind, APlace.of("Ann"));

            assertThat(message.to()).isEqualTo("admin@example.org");
            assertThat(message.text() + message.html()).doesNotContain("Ann", "ann@");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "reminder_exchange_42_days_7,Sending reminders,is tried again a few times",
        "close_registration_exchange_42,Closing registration,is tried again a few times",
        "auto_complete_exchanges,Completing exchanges,It will run again",
        "a_job_that_is_gone,a_job_that_is_gone,does not run again"
    })
    void aJobIsCalledByItsNameAndWhatFollowsIsSaid(String jobId, String name, String next) {
        var text = desk.composer()
                .compose(MailDesk.queued(MailKind.JOB_FAILED, null, null, jobId))
                .orElseThrow()
                .text();

        assertThat(text).contains("“" + name + "”", next);
    }

    @Test
    void nothingIsWrittenToTheAdminOfAnExchangeThatIsGoneOrGoesOn() {
        assertThat(desk.composer().compose(MailDesk.queued(MailKind.PURGE_WARNING)))
                .isEmpty();
        assertThat(compose(MailKind.PURGE_WARNING, APlace.of("Ann"))).isEmpty();
        assertThat(compose(MailKind.COMPLETED, APlace.of("Ann"))).isEmpty();
    }

    private MailMessage message(MailKind kind, APlace described) {
        return desk.message(kind, described);
    }

    private Optional<MailMessage> compose(MailKind kind, APlace described) {
        return desk.compose(kind, described);
    }

    @Test
    void anAddressWhoseOwnerSaidThisWasNotMeIsNeverWrittenTo() {
        var described = APlace.of("Ann");
        when(desk.suppressions.holds(42, described.done().person().requiredEmail()))
                .thenReturn(true);

        assertThat(compose(MailKind.REGISTRATION_CONFIRMATION, described)).isEmpty();
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(result -> requireNonNull(result.group(1)))
                .toList();
    }
}
