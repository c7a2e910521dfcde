package org.sneakyklaus.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_OPEN;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.outbox.transport.ScriptedSmtpServer;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/** A site that sends for real, by an SMTP server, with a limit a day. */
@IntegrationTest
@ContextConfiguration(initializers = SentMailIT.BySmtp.class)
@Tag("once")
class SentMailIT {

    private static final ScriptedSmtpServer SERVER = new ScriptedSmtpServer();

    static final class BySmtp implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(
                            "klaus.mail=smtp",
                            "klaus.mail-from=Klaus <klaus@example.org>",
                            "klaus.mail-rate=1000",
                            "klaus.mail-daily-limit=50",
                            "spring.mail.host=127.0.0.1",
                            "spring.mail.port=" + SERVER.port())
                    .applyTo(context);
        }
    }

    private final Site site;

    SentMailIT(Site site) {
        this.site = site;
    }

    @BeforeEach
    void theServerTakesEverything() {
        SERVER.behave();
    }

    @Test
    void thePageToJoinPromisesTheNameInTheEMailWhereThatMayStandThere() {
        var admin = site.setUp();
        var exchange = Gathering.created(site, admin, Gathering.blank(admin).with("nameInMail", "true"))
                .then("open");

        assertThat(site.browser().visit(exchange.link()).text())
                .contains("The email after the draw will include the name of the person you drew.")
                .doesNotContain("captured");
    }

    @Test
    void beforeADrawItIsSaidWhenTheLastEMailLeaves() {
        var admin = site.setUp();
        var few = Gathering.open(site, admin).with("Ann", "Ben", "Cy").then("close");
        assertThat(few.page().text()).doesNotContain("Because of the daily limit");
        var many = Gathering.open(site, admin);
        var lines = IntStream.range(0, 100)
                .mapToObj(i -> "P%1$d <p%1$d@example.org>".formatted(i))
                .collect(Collectors.joining("\n"));
        admin.submit(admin.open(many.path() + "/import")
                .form("/import")
                .with("people", lines)
                .with("confirm", "true"));

        many.then("close");

        // in the zone of the exchange, where the day of the limit begins in the evening

        assertThat(many.page().text())
                .contains("Because of the daily limit, the last email leaves on 28 November 2026.");
        many.then("match");
        assertThat(many.page().text())
                .contains("Because of the daily limit, the last email leaves on 28 November 2026.");
    }

    @Test
    void thePageSaysByWhatFromWhomAndWhatIsOdd() {
        var page = site.setUp().open("/admin/mail");

        assertThat(page.text())
                .contains("the SMTP server 127.0.0.1, port " + SERVER.port(), "Klaus <klaus@example.org>")
                .contains("only works on this computer. Set KLAUS_PUBLIC_URL")
                .doesNotContain("Emails are captured on this server", "No sender is set", "Captured emails");
        assertThat(page.value("/admin/mail/test", "to")).isEqualTo(Site.ADMIN);
    }

    @Test
    void aTestIsSentAtOnceAndItsAnswerShown() {
        var admin = site.setUp();

        var answer = test(admin, "Try@Example.org");

        assertThat(answer.text()).containsPattern("127\\.0\\.0\\.1 accepted the email in (less than )?\\d+\\.\\d s\\.");
        assertThat(SERVER.taken())
                .last()
                .asString()
                .contains("To: try@example.org", "Subject: Test email from Sneaky Klaus");
        assertThat(site.count("outbound_email")).isZero();
        assertThat(admin.open("/admin/mail").text()).doesNotContain("accepted the email");
    }

    @Test
    void aRecipientThatIsRefusedIsSaidInWordsBesideTheServersOwn() {
        SERVER.answering("RCPT", "550 <try@example.org> has no mailbox");

        assertThat(test(site.setUp(), "try@example.org").text())
                .contains("127.0.0.1 does not accept the recipient.", "Check the address for a typo.")
                .contains("550 <(address)> has no mailbox");
    }

    @Test
    void whatIsNoAddressIsSaidAtItsFieldAndKept() {
        var before = SERVER.taken().size();

        var answer = test(site.setUp(), "ann@example.org, <ben>");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.errorAt("/admin/mail/test", "to")).startsWith("Enter an email address like ann@example.org.");
        assertThat(answer.value("/admin/mail/test", "to")).isEqualTo("ann@example.org, <ben>");
        assertThat(SERVER.taken()).hasSize(before);
    }

    @Test
    void whileNothingIsSentTheOutboxSaysSoUntilATestIsAccepted() {
        var admin = site.setUp();
        Gathering.in(REGISTRATION_OPEN, site, admin);
        SERVER.answering("MAIL", "550 not your address");
        site.mail().all();

        var outbox = admin.open("/admin/outbox").text();
        assertThat(outbox)
                .contains("No emails are being sent at the moment. Next attempt: 25 Nov 2026, 10:05")
                .contains("rejects the key, the password or the sender", "0 of 50 a day; 50 left");
        assertThat(admin.open("/admin/status").texts("[aria-labelledby=parts] dd"))
                .anySatisfy(part -> assertThat(part).contains("has waited since", "rejects the key"));
        assertThat(test(admin, "try@example.org").text())
                .contains("127.0.0.1 does not accept the sender Klaus <klaus@example.org>.");

        SERVER.behave();
        assertThat(test(admin, "try@example.org").text()).contains("accepted the email");

        assertThat(admin.open("/admin/outbox").text()).doesNotContain("No emails are being sent", "the sender");
    }

    @Test
    void whatWasOnlyKeptIsSentByOneButton() {
        var admin = site.setUp();
        var exchange = Gathering.in(REGISTRATION_OPEN, site, admin);
        site.mail().all();
        site.change("update outbound_email set transport = 'capture'");
        var before = SERVER.taken().size();

        assertThat(exchange.page().texts("#people tbody tr"))
                .allSatisfy(row -> assertThat(row).contains("Email captured, not sent Send it from the outbox."));
        var outbox = admin.open("/admin/outbox");
        assertThat(outbox.text()).contains("3 emails were captured before sending was set up");
        assertThat(outbox.texts("tbody .badge")).containsOnly("Captured");
        var kept = admin.open(outbox.attribute("#summary .notice a", "href"));
        assertThat(kept.texts("button")).contains("Send all 3 captured emails again", "Send again");
        admin.submit(kept.form("/admin/outbox/retry"));
        site.mail().all();

        assertThat(SERVER.taken()).hasSize(before + 3);
        assertThat(admin.open("/admin/outbox").text()).doesNotContain("captured before");
        assertThat(exchange.page().texts("#people tbody tr"))
                .allSatisfy(row -> assertThat(row).contains("Email sent"));
    }

    private static Page test(Browser admin, String to) {
        return admin.follow(
                admin.submit(admin.open("/admin/mail").form("/admin/mail/test").with("to", to)));
    }
}
