package org.sneakyklaus.webhook.resend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.exchange.ExchangeState.MATCHED;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_OPEN;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sneakyklaus.outbox.MailKind;
import org.sneakyklaus.outbox.MailOrder;
import org.sneakyklaus.outbox.Outbox;
import org.sneakyklaus.outbox.Suppressions;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Mail;
import org.sneakyklaus.testsupport.NoErrorLogged;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Roster;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.Stages;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** Resend tells what became of the e-mail about the draw to Ann, which it calls {@code re_ann}. */
@Tag("once")
@IntegrationTest
@TestPropertySource(properties = "klaus.resend.webhook-secret=" + ResendWebhookIT.SECRET)
class ResendWebhookIT implements NoErrorLogged {

    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final EmailAddress ANN = new EmailAddress("ann@example.org");
    private static final String OTHER_SECRET = "whsec_c29tZWJvZHkgZWxzZSdzIHNlY3JldA==";
    private static final String HARD = "'bounce':{'type':'Permanent','message':'No such user'},";
    private static final String SOFT = "'bounce':{'type':'Transient','message':'Mailbox full'},";

    private final Site site;
    private final Stages stages;
    private final Roster roster;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final Suppressions suppressions;
    private final TestClock clock;

    private Browser admin;
    private long exchange;
    private int queued;

    ResendWebhookIT(
            Site site,
            Stages stages,
            Roster roster,
            Outbox outbox,
            TransactionTemplate transaction,
            Suppressions suppressions,
            TestClock clock) {
        this.site = site;
        this.stages = stages;
        this.roster = roster;
        this.outbox = outbox;
        this.transaction = transaction;
        this.suppressions = suppressions;
        this.admin = site.browser();
        this.clock = clock;
    }

    @BeforeEach
    void annIsWrittenTo() {
        admin = site.setUp();
        exchange = stages.in(MATCHED, "Ann", "Ben", "Cy");
        site.mail().all();
        site.change(
                "update outbound_email set provider_id = 're_ann' where kind = 'PAIRING' and participant_id = ?",
                roster.id(exchange, "Ann"));
    }

    @Test
    void whatArrivedIsNotedAndNoCookieIsSet() {
        var answer = tell(event("email.delivered", ""));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.cookies()).isEmpty();
        assertThat(deliveries()).containsExactly("DELIVERED");
        assertThat(tell(event("email.delivered", "")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "email.bounced email.delivered, BOUNCED",
        "email.delivered email.bounced, BOUNCED",
        "email.complained email.delivered, COMPLAINED",
        "email.delivered email.complained email.delivered, COMPLAINED",
        "email.bounced email.bounced, BOUNCED"
    })
    void whatCameBackStaysSoInWhateverOrderItIsTold(String types, String delivery) {
        for (var type : types.split(" ", -1)) {
            assertThat(tell(event(type, "")).status()).isEqualTo(200);
        }

        assertThat(deliveries()).containsExactly(delivery);
        assertThat(site.count("suppressed_address")).isOne();
    }

    @Test
    void theLinksOfWhatCameBackAreVoidAndANewOneCanBeAskedFor() {
        var link = linkIn(site.mail().lastTo("ann@example.org"));
        var other = linkIn(site.mail().lastTo("ben@example.org"));

        tell(event("email.bounced", HARD));

        assertThat(opens(link)).isFalse();
        assertThat(opens(other)).isTrue();
        assertThat(site.column("select email from magic_token where email = 'ann@example.org' and used_at is null"))
                .isEmpty();
        clock.advance(Duration.ofMinutes(6));
        queue(MailKind.SIGN_IN, "Ann");
        assertThat(site.mail().lastTo("ann@example.org").subject()).contains("Your sign-in link");
    }

    @Test
    void linksThatWereSentEarlierStay() {
        var link = linkIn(site.mail().lastTo("ann@example.org"));
        clock.advance(Duration.ofMinutes(6));
        queue(MailKind.DRAWN_AGAIN, "Ann");
        site.mail().all();
        site.change("update outbound_email set provider_id = 're_ann' || kind where kind = 'DRAWN_AGAIN'");

        assertThat(tell(event("email.bounced", SOFT).replace("re_ann", "re_annDRAWN_AGAIN"))
                        .status())
                .isEqualTo(200);

        assertThat(opens(link)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"email.bounced; 'Permanent'; 0", "email.bounced; 'Transient'; 1", "email.complained; ''; 0"})
    void anAddressThatWantsNoneOrDoesNotExistGetsOnlyWhatIsNeeded(String type, String bounce, int asked) {
        tell(event(type, bounce.equals("Transient") ? SOFT : HARD));

        queue(MailKind.HAVE_YOU_LOOKED, "Ann", "Ben");
        queue(MailKind.DRAWN_AGAIN, "Ann");

        assertThat(subjects("ann@example.org", "check who you drew")).hasSize(asked);
        assertThat(subjects("ben@example.org", "check who you drew")).hasSize(1);
        assertThat(subjects("ann@example.org", "drawn again")).hasSize(1);
    }

    @Test
    void whatIsSentAgainArrivesAndTheAddressGetsAllThatOthersGet() {
        tell(event("email.bounced", HARD));
        assertThat(ofAnn()).contains("Email bounced");
        assertThat(asked()).isZero();

        clock.advance(Duration.ofMinutes(10));
        sendAgain("PAIRING");
        assertThat(ofAnn()).contains("Email waiting");
        assertThat(subjects("ann@example.org", "names are drawn")).hasSize(1);
        assertThat(ofAnn()).contains("Email captured").doesNotContain("bounced");
        assertThat(opens(linkIn(site.mail().lastTo("ann@example.org")))).isTrue();
        assertThat(asked()).isOne();

        nameLatest("PAIRING", "re_again");
        tell(event("email.delivered", "").replace("re_ann", "re_again"));
        assertThat(deliveries()).containsExactly("DELIVERED");
        tell(event("email.bounced", HARD));
        assertThat(deliveries()).as("late news of what was sent first").containsExactly("DELIVERED");
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void aReminderThatCameBackIsSentAgainWhenTheOrganiserSaysSo() {
        queue(MailKind.HAVE_YOU_LOOKED, "Ann");
        assertThat(subjects("ann@example.org", "check who you drew")).hasSize(1);
        nameLatest("HAVE_YOU_LOOKED", "re_look");
        tell(event("email.bounced", HARD).replace("re_ann", "re_look"));
        clock.advance(Duration.ofMinutes(10));

        sendAgain("HAVE_YOU_LOOKED");
        site.mail().all();

        assertThat(site.column("select state from outbound_email where kind = 'HAVE_YOU_LOOKED'"))
                .containsExactly("SENT");
    }

    @Test
    void anAddressThatALaterEmailReachesGetsAllAgain() {
        clock.advance(Duration.ofMinutes(10));
        queue(MailKind.DRAWN_AGAIN, "Ann");
        site.mail().all();
        nameLatest("DRAWN_AGAIN", "re_later");
        clock.advance(Duration.ofMinutes(10));
        tell(event("email.bounced", HARD).replace("re_ann", "re_later"));

        tell(event("email.delivered", ""));
        assertThat(asked()).as("what arrived had been sent before").isZero();

        queue(MailKind.DRAWN_AGAIN, "Ann");
        site.mail().all();
        nameLatest("DRAWN_AGAIN", "re_latest");
        assertThat(asked()).isZero();
        clock.advance(Duration.ofMinutes(10));
        queue(MailKind.DRAWN_AGAIN, "Ann");
        site.mail().all();
        nameLatest("DRAWN_AGAIN", "re_arrives");
        tell(event("email.delivered", "").replace("re_ann", "re_arrives"));
        assertThat(asked()).isOne();
    }

    @Test
    void anAddressFromWhoseMailSomebodySignsInGetsAllAgain() {
        var early = linkIn(site.mail().lastTo("ann@example.org"));
        clock.advance(Duration.ofMinutes(10));
        queue(MailKind.DRAWN_AGAIN, "Ann");
        site.mail().all();
        nameLatest("DRAWN_AGAIN", "re_later");
        tell(event("email.bounced", HARD).replace("re_ann", "re_later"));

        signIn(early);
        assertThat(asked()).as("the link had been mailed before").isZero();

        clock.advance(Duration.ofMinutes(10));
        queue(MailKind.SIGN_IN, "Ann");
        signIn(linkIn(site.mail().lastTo("ann@example.org")));
        assertThat(asked()).isOne();
    }

    @Test
    void whoSaidSpamOrNotMeIsNotAskedAgainWhateverArrives() {
        var other = stages.in(REGISTRATION_OPEN, "Ann");
        transaction.executeWithoutResult(status -> suppressions.add(other, ANN));
        tell(event("email.bounced", HARD));
        queue(MailKind.DRAWN_AGAIN, "Ann");
        site.mail().all();
        nameLatest("DRAWN_AGAIN", "re_spam");
        tell(event("email.complained", "").replace("re_ann", "re_spam"));
        clock.advance(Duration.ofMinutes(10));

        sendAgain("PAIRING");
        site.mail().all();
        nameLatest("PAIRING", "re_again");
        tell(event("email.delivered", "").replace("re_ann", "re_again"));
        queue(MailKind.SIGN_IN, "Ann");
        signIn(linkIn(site.mail().lastTo("ann@example.org")));

        assertThat(asked()).isZero();
        assertThat(suppressions.holds(other, ANN)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"email.delivery_delayed", "email.opened", "contact.created", "", "42"})
    void whatElseIsToldIsLeftAlone(String type) {
        assertThatNothingComesOf(event(type, ""), 200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'type':'email.bounced'}; 200",
                "{'type':'email.bounced','data':{'email_id':7,'to':'ann'}}; 200",
                "{'type':['email.bounced'],'data':[]}; 200",
                "[]; 200",
                "7; 200",
                "{'type':'email.bounced','data':{'email_id':'re_\\u0000ann'}}; 200",
                "{'type':'email.bounced','data':{'email_id':'re_ann; 400",
                "{'type':'email.bounced'}}; 400",
                "{'type':1e999999999}; 200",
                "null; 200",
                "no json; 400",
                "''; 200"
            },
            quoteCharacter = '"')
    void whatMakesNoSenseChangesNothing(String body, int status) {
        assertThatNothingComesOf(body.equals("''") ? "" : body.replace('\'', '"'), status);
    }

    @Test
    void whatIsNestedTooDeeplyOrNamesTooManyOrIsNoTextChangesNothing() {
        assertThatNothingComesOf("[".repeat(100_000), 400);
        assertThatNothingComesOf("{\"data\":".repeat(20_000) + "1" + "}".repeat(20_000), 400);
        assertThatNothingComesOf(
                event("email.bounced", "'x':'" + "y".repeat(100_000) + "',").replace("re_ann", "x"), 200);
        assertThatNothingComesOf(
                "{\"type\":\"email.bounced\",\"data\":{\"email_id\":\"" + "x".repeat(200_000) + "\"}}", 200);
    }

    @Test
    void anEmailThatIsNotKnownIsLeftAloneUnlessItIsJustBeingWrittenDown() {
        var news = event("email.delivered", "").replace("re_ann", "re_other");
        assertThat(tell(news).status()).isEqualTo(200);

        queue(MailKind.SIGN_IN, "Ann");
        site.change("update outbound_email set state = 'CLAIMED' where kind = 'SIGN_IN'");

        assertThat(tell(news).status()).isEqualTo(503);
        assertThat(tell(event("email.delivered", "")).status()).isEqualTo(200);
    }

    @Test
    void oneOfTwoSignaturesIsEnough() {
        var body = event("email.delivered", "");
        var signatures = "v1," + signature(OTHER_SECRET, now(), body) + " v1," + signature(SECRET, now(), body);

        assertThat(send(now(), signatures, body).status()).isEqualTo(200);
        assertThat(deliveries()).containsExactly("DELIVERED");
    }

    @Test
    void whatResendDidNotSignChangesNothing() {
        var body = event("email.bounced", HARD);
        var good = signature(SECRET, now(), body);
        var before = site.everything();

        for (var signatures : List.of(
                "",
                "v1,",
                "v1",
                good,
                "v2," + good,
                "v1a," + good,
                "v1," + good.substring(1),
                "v1," + signature(OTHER_SECRET, now(), body),
                "v1," + signature(SECRET, now(), body + " "),
                "v1," + signature(SECRET, now() + 1, body))) {
            var answer = send(now(), signatures, body);
            assertThat(answer.status()).as(signatures).isEqualTo(401);
            assertThat(answer.cookies()).isEmpty();
        }
        assertThat(site.browser()
                        .send(site.browser()
                                .request("/webhooks/resend")
                                .POST(HttpRequest.BodyPublishers.ofString(body)))
                        .status())
                .isEqualTo(401);
        assertThat(site.everything()).isEqualTo(before);
        assertThat(site.count("suppressed_address")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"-301, 401", "-300, 200", "300, 200", "301, 401"})
    void whatIsNotOfNowIsRefused(long seconds, int status) {
        var body = event("email.opened", "");
        var time = now() + seconds;

        assertThat(send(time, "v1," + signature(SECRET, time, body), body).status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "now", "-1", "1e9", "99999999999999999999", "2026-11-25T10:00:00Z"})
    void aTimeThatIsNoneIsRefused(String time) {
        var browser = site.browser();
        var signed = "v1," + signature(SECRET, now(), "{}");

        var answer = browser.send(browser.request("/webhooks/resend")
                .header("svix-id", "msg_1")
                .header("svix-timestamp", time)
                .header("svix-signature", signed)
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void thatAFingerprintOfTheAddressStaysIsToldToEverybody() {
        tell(event("email.complained", ""));
        assertThat(site.count("suppressed_address")).isEqualTo(1);

        assertThat(site.browser().open("/privacy").text())
                .contains(
                        "A fingerprint of your address, if emails to it bounced", "Permanently and for every exchange");
    }

    @Test
    void whatIsTooLongIsNotRead() {
        assertThatNothingComesOf(" ".repeat(256 * 1024 + 1), 413);
    }

    private void assertThatNothingComesOf(String body, int status) {
        var before = site.everything();
        assertThat(tell(body).status()).isEqualTo(status);
        assertThat(site.everything()).isEqualTo(before);
        assertThat(site.count("suppressed_address")).isZero();
    }

    private static String event(String type, String more) {
        return ("{'type':'" + type + "','created_at':'2026-11-25T10:00:00.000Z','data':{" + more
                        + "'email_id':'re_ann','from':'Klaus <klaus@example.org>','to':['Ann <ann@example.org>'],"
                        + "'subject':'Hi'}}")
                .replace('\'', '"');
    }

    private Page tell(String body) {
        return send(now(), "v1," + signature(SECRET, now(), body), body);
    }

    private Page send(long time, String signatures, String body) {
        var browser = site.browser();
        return browser.send(browser.request("/webhooks/resend")
                .header("Content-Type", "application/json")
                .header("svix-id", "msg_1")
                .header("svix-timestamp", String.valueOf(time))
                .header("svix-signature", signatures)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private static String signature(String secret, long time, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
            var signed = "msg_1." + time + "." + body;
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> deliveries() {
        return site.column("select delivery from outbound_email where delivery is not null");
    }

    private void queue(MailKind kind, String... names) {
        transaction.executeWithoutResult(status -> {
            for (var name : names) {
                var id = roster.id(exchange, name);
                var address = new EmailAddress(name.toLowerCase(Locale.ROOT) + "@example.org");
                outbox.enqueue(
                        kind == MailKind.SIGN_IN
                                ? MailOrder.unasked(kind, exchange, id, "test" + ++queued, "1", address)
                                : new MailOrder(kind, exchange, id, "test" + ++queued, "1", null));
            }
        });
    }

    /** How many of those e-mails that are optional have arrived at Ann's, after one more was queued. */
    private int asked() {
        queue(MailKind.HAVE_YOU_LOOKED, "Ann");
        return subjects("ann@example.org", "check who you drew").size();
    }

    private void nameLatest(String kind, String providerId) {
        site.change(
                "update outbound_email set provider_id = ? where id = (select max(id) from outbound_email"
                        + " where kind = ? and participant_id = ?)",
                providerId,
                kind,
                roster.id(exchange, "Ann"));
    }

    private void sendAgain(String kind) {
        var id = site.column(
                        "select max(id) from outbound_email where kind = ? and participant_id = ?",
                        kind,
                        roster.id(exchange, "Ann"))
                .get(0);
        var outbox = admin.open("/admin/outbox?delivery=BOUNCED");
        assertThat(admin.submit(outbox.form("/" + id + "/retry")).status()).isEqualTo(303);
    }

    private void signIn(String link) {
        assertThat(site.browser().press(link).leadsTo()).endsWith("/me");
    }

    /** What the organiser reads at Ann. */
    private String ofAnn() {
        return admin.open("/admin/exchanges/" + exchange).texts("#people tbody tr").stream()
                .filter(row -> row.startsWith("Ann"))
                .findFirst()
                .orElseThrow();
    }

    private List<String> subjects(String address, String part) {
        return site.mail().subjectsTo(address).stream()
                .filter(subject -> subject.contains(part))
                .toList();
    }

    private boolean opens(String link) {
        return site.browser().open(link).hasForm(link.substring(link.indexOf("/signin/")));
    }

    private static String linkIn(Mail mail) {
        return mail.link("/signin/");
    }
}
