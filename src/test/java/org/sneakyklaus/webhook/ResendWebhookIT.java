package org.sneakyklaus.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.exchange.ExchangeState.MATCHED;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sneakyklaus.notification.MailKind;
import org.sneakyklaus.notification.MailOrder;
import org.sneakyklaus.notification.Outbox;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Mail;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Roster;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.Stages;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** Resend tells what became of the e-mail about the draw to Ann, which it calls {@code re_ann}. */
@IntegrationTest
@TestPropertySource(properties = "klaus.resend.webhook-secret=" + ResendWebhookIT.SECRET)
class ResendWebhookIT {

    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OTHER_SECRET = "whsec_c29tZWJvZHkgZWxzZSdzIHNlY3JldA==";
    private static final String HARD = "'bounce':{'type':'Permanent','message':'No such user'},";
    private static final String SOFT = "'bounce':{'type':'Transient','message':'Mailbox full'},";

    private final Site site;
    private final Stages stages;
    private final Roster roster;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final TestClock clock;

    private long exchange;

    ResendWebhookIT(
            Site site, Stages stages, Roster roster, Outbox outbox, TransactionTemplate transaction, TestClock clock) {
        this.site = site;
        this.stages = stages;
        this.roster = roster;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    @BeforeEach
    void annIsWrittenTo() {
        site.setUp();
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
        assertThat(site.mail().lastTo("ann@example.org").subject()).contains("Your link");
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

        assertThat(subjects("ann@example.org", "have you looked")).hasSize(asked);
        assertThat(subjects("ben@example.org", "have you looked")).hasSize(1);
        assertThat(subjects("ann@example.org", "drawn again")).hasSize(1);
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
                "no json; 400",
                "''; 200"
            },
            quoteCharacter = '"')
    void whatMakesNoSenseChangesNothing(String body, int status) {
        assertThatNothingComesOf(body.equals("''") ? "" : body.replace('\'', '"'), status);
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
                outbox.enqueue(new MailOrder(kind, exchange, roster.id(exchange, name), "test", "1", null));
            }
        });
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
