package org.sneakyklaus.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_OPEN;

import java.net.HttpCookie;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sneakyklaus.outbox.transport.ResendServer;
import org.sneakyklaus.outbox.transport.SendingLimits;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Organiser;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.Stages;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;

/**
 * Lives through an exchange whose e-mails leave by Resend, which first answers each of them by an error that quotes all
 * that it was sent: the key, the recipient, the e-mail with its links. Nothing of it, and no other secret, may stand in
 * the log, in the outbox, or on its page.
 */
@IntegrationTest
@TestPropertySource(
        properties = {
            "klaus.metrics-token=" + SecretsStayOutOfTheLogIT.METRICS,
            "klaus.resend.webhook-secret=" + SecretsStayOutOfTheLogIT.WEBHOOK,
            "klaus.resend.api-key=" + ResendServer.KEY
        })
@ExtendWith(OutputCaptureExtension.class)
@Tag("once")
class SecretsStayOutOfTheLogIT {

    static final String METRICS = "canary of the metrics";
    static final String WEBHOOK = "whsec_Y2FuYXJ5IG9mIHRoZSB3ZWJob29r";

    private static final Pattern TOKEN =
            Pattern.compile("/(?:signin|not-me|email|unsubscribe|next-time)/([\\w-]{40,})");
    private static final List<Integer> STATUSES = List.of(400, 401, 403, 409, 422, 429, 500, 503);

    private final Site site;
    private final Stages stages;
    private final Sending.Parts parts;
    private final MailComposer factory;
    private final LoggingSystem logging;
    private final TestClock clock;
    private final List<String> quoted = new ArrayList<>();

    SecretsStayOutOfTheLogIT(
            Site site,
            Stages stages,
            EmailClaims claims,
            OutboundEmailRepository mails,
            MailComposer factory,
            LoggingSystem logging,
            TestClock clock) {
        this.site = site;
        this.stages = stages;
        this.parts = new Sending.Parts(claims, mails, clock);
        this.factory = factory;
        this.logging = logging;
        this.clock = clock;
    }

    @BeforeEach
    void tellMore() {
        logging.setLogLevel("org.sneakyklaus", LogLevel.TRACE);
    }

    @AfterEach
    void tellAsMuchAsElse() {
        logging.setLogLevel("org.sneakyklaus", null);
    }

    @Test
    void noSecretStandsInTheLogOrInTheOutboxWhateverIsQuoted(CapturedOutput output) {
        var admin = site.setUp();
        var exchange = stages.in(REGISTRATION_OPEN, "Ben", "Cy");
        var link = "/exchange/" + site.column("select slug from exchange").get(0);
        var ann = site.browser();
        ann.submit(ann.open(link + "/register")
                .form("/register")
                .with("name", "Ann")
                .with("email", "ann@example.org"));
        STATUSES.forEach(status -> failBy(status, admin));

        var confirmation = deliver("ann@example.org");
        signIn(ann, confirmation);
        var page = "/admin/exchanges/" + exchange;
        for (var step : List.of("/close", "/match")) {
            assertThat(admin.submit(admin.open(page).form(step)).status()).isEqualTo(303);
        }
        deliver("ann@example.org");
        assertThat(ann.submit(ann.open(link + "/me").form("/me/reveal")).status())
                .isEqualTo(200);
        ann.submit(ann.open(link + "/me").form("/me/signout"));
        ann.submit(ann.open(link + "/signin").form("/signin").with("email", "ann@example.org"));
        signIn(ann, deliver("ann@example.org"));
        var refused = site.browser();
        Organiser.signIn(refused, Site.ADMIN, Site.PASSWORD + "!");

        var secrets = secrets(admin, ann);
        var log = output.getAll().lines().toList();
        assertThat(log).anyMatch(line -> line.contains("Sending paused until"));
        assertThat(log).noneMatch(line -> secrets.stream().anyMatch(line::contains));
    }

    /** Every e-mail is answered like this once, then all wait again as if nothing had happened. */
    private void failBy(int status, Browser admin) {
        try (var resend = new ResendServer()) {
            var quoting = ResendServer.quoting(status, quoted::add);
            resend.next(quoting, quoting, quoting);
            sending(resend).delivery().deliverDue();
        }
        var secrets = secrets(admin);
        var errors = site.column("select last_error from outbound_email where last_error is not null");
        assertThat(errors).as("%d", status).isNotEmpty();
        assertThat(errors).noneMatch(error -> secrets.stream().anyMatch(error::contains));
        var outbox = admin.open("/admin/outbox").source();
        assertThat(outbox).contains("Resend answered " + status);
        assertThat(secrets).noneMatch(outbox::contains);
        site.change(
                "update outbound_email set state = 'PENDING', next_attempt_at = 0, attempts = 0, unknown_since = null");
    }

    /** The last e-mail that then arrives at an address. */
    private String deliver(String address) {
        try (var resend = new ResendServer()) {
            sending(resend).delivery().deliverDue();
            var bodies =
                    resend.accepted().stream().map(ResendServer.Accepted::body).toList();
            quoted.addAll(bodies);
            return bodies.stream()
                    .filter(body -> body.contains(address))
                    .reduce((earlier, later) -> later)
                    .orElseThrow();
        }
    }

    private Sending sending(ResendServer resend) {
        return parts.by(resend.transport(Duration.ofSeconds(20), clock), factory, SendingLimits.NONE);
    }

    private void signIn(Browser browser, String body) {
        var found = Pattern.compile("/exchange/\\w+/signin/([\\w-]{40,})").matcher(body);
        assertThat(found.find()).isTrue();
        var answer = browser.submit(browser.open(found.group()).form("/signin/" + found.group(1)));
        assertThat(answer.leadsTo()).endsWith("/me");
    }

    private Set<String> secrets(Browser... browsers) {
        var secrets = new TreeSet<>(Set.of(ResendServer.KEY, METRICS, WEBHOOK, Site.PASSWORD, "ann@", "ben@", "cy@"));
        for (var body : quoted) {
            TOKEN.matcher(body).results().map(found -> found.group(1)).forEach(secrets::add);
        }
        List.of(browsers).stream()
                .map(Browser::cookies)
                .flatMap(Collection::stream)
                .map(HttpCookie::getValue)
                .filter(value -> value.length() > 20)
                .forEach(secrets::add);
        assertThat(secrets).as("more than those that are known").hasSizeGreaterThan(10);
        return secrets;
    }
}
