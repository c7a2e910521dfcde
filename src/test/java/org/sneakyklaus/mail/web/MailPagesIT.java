package org.sneakyklaus.mail.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sneakyklaus.account.AdminPassword;
import org.sneakyklaus.account.AdminSetup;
import org.sneakyklaus.exchange.ExchangeEditing;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.outbox.MailKind;
import org.sneakyklaus.outbox.MailOrder;
import org.sneakyklaus.outbox.Outbox;
import org.sneakyklaus.outbox.OutboxSender;
import org.sneakyklaus.outbox.transport.CapturedMails;
import org.sneakyklaus.participation.Membership;
import org.sneakyklaus.participation.ProfileDetails;
import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.testsupport.AdminCsrf;
import org.sneakyklaus.testsupport.AnExchange;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

@Tag("once")
@IntegrationTest
class MailPagesIT {

    private static final RequestPostProcessor ADMIN = user("nora@example.org").roles("ADMIN");

    private final MockMvcTester site;
    private final AdminSetup setup;
    private final ExchangeEditing editing;
    private final ExchangeLifecycle lifecycle;
    private final Membership membership;
    private final OutboxSender delivery;
    private final CapturedMails captured;
    private final JdbcTemplate jdbc;

    private long exchange;

    MailPagesIT(
            WebApplicationContext context,
            AdminSetup setup,
            ExchangeEditing editing,
            ExchangeLifecycle lifecycle,
            Membership membership,
            OutboxSender delivery,
            CapturedMails captured,
            JdbcTemplate jdbc) {
        this.site = MockMvcTester.from(
                context, builder -> builder.apply(springSecurity()).build());
        this.setup = setup;
        this.editing = editing;
        this.lifecycle = lifecycle;
        this.membership = membership;
        this.delivery = delivery;
        this.captured = captured;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void annIsOnTheList() {
        // Until there is an admin every page leads to the set-up; afterwards the application remembers that there is
        // one.
        if (setup.isDue()) {
            setup.create(
                    new EmailAddress("nora@example.org"),
                    new AdminPassword("correct horse battery"),
                    AdminSetup.ANYWHERE,
                    Locale.ENGLISH);
            // The one that asks to confirm this address is not what is looked at here.
            jdbc.update("DELETE FROM outbound_email");
        }
        exchange = editing.create(new AnExchange().named("Office <b>party</b>").details());
        membership.add(exchange, new ProfileDetails("Ann <i>", ""), new EmailAddress("ann@example.org"));
        lifecycle.open(exchange, null);
    }

    @Test
    void theOutboxShowsWhatWaitsAndWhatWasSentButNoSecret() {
        assertThat(get("/admin/outbox"))
                .hasStatusOk()
                .bodyText()
                .contains("Ann &lt;i&gt;", "Office &lt;b&gt;party&lt;/b&gt;", "Confirmation", "Waiting")
                .doesNotContain("??", "ann@example.org", "/retry");

        delivery.deliverDue();
        assertThat(get("/admin/outbox?state=SENT"))
                .bodyText()
                .contains("Ann &lt;i&gt;")
                .doesNotContain("signin");
        assertThat(get("/admin/outbox?state=FAILED")).bodyText().doesNotContain("Ann");
    }

    @Test
    void aMailToTheAdminSaysToYou(@Autowired Outbox outbox, @Autowired TransactionTemplate transaction) {
        delivery.deliverDue();
        transaction.executeWithoutResult(status ->
                outbox.enqueue(MailOrder.toAdmin(MailKind.JOB_FAILED, null, "dispatch_outbox:1", "dispatch_outbox")));

        assertThat(get("/admin/outbox?state=PENDING"))
                .hasStatusOk()
                .bodyText()
                .contains("Background job failed", "To you", "Waiting")
                .doesNotContain("??", "null", "/admin/exchanges/");
    }

    @Test
    void aMailThatFailedIsSentAgainByOneButton() {
        jdbc.update("UPDATE outbound_email SET state = 'FAILED', last_error = 'The server said <no>', attempts = 10");
        var id = jdbc.queryForList("SELECT id FROM outbound_email", Long.class).get(0);
        assertThat(get("/admin/outbox")).bodyText().contains("/admin/outbox/" + id + "/retry", "said &lt;no&gt;");

        assertThat(retry(id)).hasRedirectedUrl("/admin/outbox");

        assertThat(delivery.deliverDue().sent()).isEqualTo(1);
        assertThat(retry(id)).hasStatus(HttpStatus.CONFLICT);
        assertThat(retry(id + 1)).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void theListIsOfWhatIsAskedFor() {
        membership.add(exchange, new ProfileDetails("Ben", ""), new EmailAddress("ben_1@example.org"));
        delivery.deliverDue();
        jdbc.update("UPDATE outbound_email SET delivery = 'BOUNCED' WHERE participant_id = ?", idOf("Ann <i>"));
        var ben = idOf("Ben");

        for (var query : List.of("participant=" + ben, "q=BEN", "q=ben_1@", "exchange=" + exchange + "&q=ben")) {
            assertThat(get("/admin/outbox?" + query))
                    .bodyText()
                    .contains(">Ben<")
                    .doesNotContain(">Ann &lt;i&gt;<");
        }
        for (var query : List.of("delivery=BOUNCED", "state=SENT&delivery=BOUNCED", "q=ann@")) {
            assertThat(get("/admin/outbox?" + query))
                    .bodyText()
                    .contains(">Ann &lt;i&gt;<")
                    .doesNotContain(">Ben<");
        }
        for (var query :
                List.of("q=benx", "q=ben%251", "exchange=" + (exchange + 1), "participant=" + (ben + 1), "q=%00x")) {
            assertThat(get("/admin/outbox?" + query)).hasStatusOk().bodyText().contains("No emails here");
        }
    }

    @Test
    void theExchangesAreLookedForByNameAndNotListed() {
        membership.add(exchange, new ProfileDetails("Ben", ""), new EmailAddress("ben@example.org"));
        delivery.deliverDue();
        jdbc.update("UPDATE exchange SET name = 'Team_1 & <co>' WHERE id = ?", exchange);

        for (var query : List.of("exchangeName=TEAM_1", "exchange=" + exchange, "exchangeName=m_1&q=ben")) {
            assertThat(get("/admin/outbox?" + query)).bodyText().contains(">Ben<");
        }
        for (var query :
                List.of("exchangeName=teamx1", "exchangeName=%%", "exchange=" + exchange + "&exchangeName=another")) {
            assertThat(get("/admin/outbox?" + query)).hasStatusOk().bodyText().contains("No emails here");
        }
        assertThat(get("/admin/outbox?exchange=" + exchange))
                .bodyText()
                .as("the form keeps the one that a link has chosen")
                .contains("name=\"exchange\" value=\"" + exchange + '"', "value=\"Team_1 &amp; &lt;co&gt;\"");
        assertThat(get("/admin/outbox")).bodyText().doesNotContain("<option value=\"" + exchange + '"');

        jdbc.update("UPDATE outbound_email SET state = 'FAILED', transport = NULL");
        assertThat(get("/admin/outbox?exchangeName=another")).bodyText().doesNotContain("failed email");
        assertThat(post("/admin/outbox/retry", "exchangeName", "another")).hasRedirectedUrl("/admin/outbox");
        assertThat(jdbc.queryForList("SELECT id FROM outbound_email WHERE state = 'PENDING'", Long.class))
                .isEmpty();
    }

    @Test
    void allThatFailedOfAListAreSentAgainByOneButton() {
        membership.add(exchange, new ProfileDetails("Ben", ""), new EmailAddress("ben@example.org"));
        jdbc.update("UPDATE outbound_email SET state = 'FAILED'");
        membership.add(exchange, new ProfileDetails("Cy", ""), new EmailAddress("cy@example.org"));
        jdbc.update("UPDATE outbound_email SET state = 'UNKNOWN' WHERE participant_id = ?", idOf("Cy"));

        assertThat(get("/admin/outbox")).bodyText().contains("Send all 2 failed emails again");
        assertThat(get("/admin/outbox?q=ben")).bodyText().contains("Send the failed email again");
        assertThat(get("/admin/outbox?q=cy")).bodyText().doesNotContain("failed email");
        assertThat(get("/admin/outbox?state=UNKNOWN")).bodyText().contains("Send the possibly sent email again");

        assertThat(post("/admin/outbox/retry", "q", "ben")).hasRedirectedUrl("/admin/outbox");
        assertThat(jdbc.queryForList("SELECT participant_id FROM outbound_email WHERE state = 'PENDING'", Long.class))
                .containsExactly(idOf("Ben"));
        assertThat(delivery.deliverDue().sent()).isEqualTo(1);
        assertThat(post("/admin/outbox/retry", "state", "")).hasRedirectedUrl("/admin/outbox");
        assertThat(delivery.deliverDue().sent()).isEqualTo(1);
    }

    @Test
    void sendingOneOfAListAgainLeadsBackToTheSamePlace() {
        jdbc.update("UPDATE outbound_email SET state = 'FAILED'");
        var id = jdbc.queryForList("SELECT id FROM outbound_email", Long.class).get(0);
        assertThat(get("/admin/outbox?state=FAILED&q=ann%26&page=0")).bodyText().doesNotContain("/" + id + "/retry");
        assertThat(get("/admin/outbox?state=FAILED&q=@example.org&page=7"))
                .as("the last page")
                .bodyText()
                .contains("/" + id + "/retry?state=FAILED&amp;q=%40example.org&amp;page=0");

        assertThat(post("/admin/outbox/" + id + "/retry?state=FAILED&q=@example.org&page=0", "", ""))
                .hasStatus(HttpStatus.SEE_OTHER)
                .hasRedirectedUrl("/admin/outbox?state=FAILED&q=%40example.org&page=0");
    }

    @Test
    void allThatFailedOfAListAreDiscardedByAnotherButton() {
        membership.add(exchange, new ProfileDetails("Ben", ""), new EmailAddress("ben@example.org"));
        jdbc.update("UPDATE outbound_email SET state = 'FAILED'");
        membership.add(exchange, new ProfileDetails("Cy", ""), new EmailAddress("cy@example.org"));
        jdbc.update("UPDATE outbound_email SET state = 'HELD' WHERE participant_id = ?", idOf("Cy"));
        assertThat(get("/admin/outbox?state=FAILED")).bodyText().contains("Discard all 2 failed emails");
        assertThat(get("/admin/outbox?q=ben")).bodyText().contains("Discard the failed email");
        for (var other : List.of("q=cy", "state=UNKNOWN", "state=SENT")) {
            assertThat(get("/admin/outbox?" + other)).bodyText().as(other).doesNotContain("Discard the", "Discard all");
        }

        assertThat(post("/admin/outbox/drop-failed", "shown", "1"))
                .as("another failed since")
                .hasStatus(HttpStatus.CONFLICT);
        assertThat(post("/admin/outbox/drop-failed?state=FAILED&q=ben", "shown", "1"))
                .hasRedirectedUrl("/admin/outbox?state=FAILED&q=ben");

        assertThat(get("/admin/outbox?q=ben"))
                .bodyText()
                .contains(">Discarded<")
                .doesNotContain("/retry", "failed email");
        assertThat(get("/admin/outbox")).bodyText().contains("Discard the failed email", "One email is held");
        assertThat(post("/admin/outbox/drop-failed", "", "")).hasRedirectedUrl("/admin/outbox");
        assertThat(delivery.deliverDue().sent()).isZero();
        assertThat(jdbc.queryForList("SELECT state FROM outbound_email ORDER BY id", String.class))
                .containsExactly("DROPPED", "DROPPED", "HELD");
    }

    @Test
    void whatCameBackIsSentAgainAsIfNothingWereKnownOfIt() {
        delivery.deliverDue();
        var id = jdbc.queryForList("SELECT id FROM outbound_email", Long.class).get(0);
        assertThat(retry(id)).hasStatus(HttpStatus.CONFLICT);
        jdbc.update("UPDATE outbound_email SET delivery = 'BOUNCED', provider_id = 're_1'");
        assertThat(get("/admin/outbox")).bodyText().contains("Bounced", "/" + id + "/retry", "captured 25 Nov");

        assertThat(retry(id)).hasRedirectedUrl("/admin/outbox");

        assertThat(get("/admin/outbox")).bodyText().contains("queued 25 Nov").doesNotContain("captured 25 Nov");
        assertThat(delivery.deliverDue().sent()).isEqualTo(1);
        assertThat(get("/admin/outbox")).bodyText().contains("captured 25 Nov");
        assertThat(get("/admin/outbox?delivery=BOUNCED")).bodyText().contains("No emails here");
    }

    @Test
    void whatIsHeldBackIsReleasedByOneButton() {
        jdbc.update("UPDATE outbound_email SET state = 'HELD'");
        assertThat(delivery.deliverDue().sent()).isZero();
        assertThat(get("/admin/outbox")).bodyText().contains("One email is held after a restore");

        assertThat(get("/admin/jobs"))
                .as("every page of the organiser")
                .bodyText()
                .contains("One email is held after a restore", "/admin/outbox/release");

        assertThat(post("/admin/outbox/release", "", "")).hasRedirectedUrl("/admin/outbox");

        assertThat(delivery.deliverDue().sent()).isEqualTo(1);
        assertThat(get("/admin/outbox")).bodyText().doesNotContain("held after a restore");
    }

    @Test
    void whatIsHeldBackIsDroppedByAnother() {
        jdbc.update("UPDATE outbound_email SET state = 'HELD'");
        assertThat(get("/admin/outbox")).bodyText().contains("/admin/outbox/drop");

        assertThat(post("/admin/outbox/drop", "", "")).hasRedirectedUrl("/admin/outbox");

        assertThat(delivery.deliverDue().sent()).isZero();
        assertThat(jdbc.queryForList("SELECT state FROM outbound_email", String.class))
                .containsExactly("DROPPED");
        assertThat(get("/admin/outbox")).bodyText().contains(">Discarded<").doesNotContain("/retry");
        assertThat(get("/admin/jobs")).bodyText().doesNotContain("held after a restore");
    }

    @Test
    void whatIsReleasedWhileSendingIsPausedWouldWait() {
        jdbc.update("UPDATE outbound_email SET state = 'HELD'");
        var waits = "Sending is paused, so released emails wait until it resumes.";
        assertThat(get("/admin/outbox"))
                .bodyText()
                .contains(">Release held emails<")
                .doesNotContain(waits);

        post("/admin/jobs/dispatch_outbox/pause", "", "");

        assertThat(get("/admin/outbox")).bodyText().contains(waits);
        assertThat(get("/admin/status"))
                .bodyText()
                .contains("needs attention", "Outdated ones are not sent. " + waits + "</span>");
        post("/admin/jobs/dispatch_outbox/resume", "", "");
        assertThat(get("/admin/outbox")).bodyText().doesNotContain(waits);
    }

    @Test
    void theSummaryCountsWhatIsHeldBack() {
        assertThat(get("/admin/outbox")).bodyText().doesNotContain("<dt>Held</dt>");

        jdbc.update("UPDATE outbound_email SET state = 'HELD'");

        assertThat(get("/admin/outbox"))
                .bodyText()
                .containsPattern("<dt>Held</dt>\\s*<dd><a href=\"/admin/outbox\\?state=HELD\">1</a>");
    }

    @Test
    void whereNothingIsSentNothingIsSaidToBeSent() {
        delivery.deliverDue();
        var id = jdbc.queryForList("SELECT id FROM outbound_email", Long.class).get(0);

        assertThat(get("/admin/outbox"))
                .bodyText()
                .contains(">Captured since 00:00<", ">Sent or captured</option>", ">Captured<")
                .doesNotContain(">Sent<", "Sent since", "this site sends", ">sent ");
        assertThat(retry(id).getMvcResult().getResolvedException())
                .isInstanceOfSatisfying(
                        ConflictException.class,
                        refused -> assertThat(refused.message().getCode()).isEqualTo("outbox.retry.refused.KEPT"));
    }

    @Test
    void whatIsHeldBackForTooLongIsNotSentWhenItIsReleased() {
        jdbc.update("UPDATE outbound_email SET state = 'HELD', use_until = 1");

        assertThat(post("/admin/outbox/release", "", "")).hasRedirectedUrl("/admin/outbox");

        assertThat(delivery.deliverDue().sent()).isZero();
        assertThat(jdbc.queryForList("SELECT state FROM outbound_email", String.class))
                .containsExactly("CANCELLED");
    }

    @Test
    void theSummaryTellsHowItGoesInTheTimeZoneOfTheAdmin() {
        jdbc.update("UPDATE admin SET timezone = 'America/New_York'");
        assertThat(get("/admin/outbox"))
                .bodyText()
                .contains(
                        "<span>1</span>",
                        "time zone America/New_York",
                        "queued 25 Nov 2026, 05:00",
                        "the oldest was queued 25 Nov")
                .doesNotContain("UTC", "??");

        delivery.deliverDue();

        assertThat(get("/admin/outbox"))
                .bodyText()
                .contains("Captured since 19:00", "captured 25 Nov 2026, 05:00")
                .doesNotContain("the oldest was");
    }

    @Test
    void capturedMailsAreListedAndFoundByAddress() {
        assertThat(get("/admin/mail")).bodyText().contains("No captured emails yet");

        delivery.deliverDue();

        assertThat(get("/admin/mail"))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "Ann &lt;i&gt;", "ann@example.org", "Confirm your place", "25 Nov 2026, 10:00", "time zone UTC")
                .doesNotContain("??");
        assertThat(get("/admin/mail?q=ANN@")).bodyText().contains("Confirm your place");
        assertThat(get("/admin/mail?q=bob")).bodyText().doesNotContain("Confirm your place");
    }

    @Test
    void theirTimesAreThoseOfTheAdminsTimeZone() {
        var name = capturedName();
        jdbc.update("UPDATE admin SET timezone = 'America/New_York'");

        assertThat(get("/admin/mail"))
                .bodyText()
                .contains("25 Nov 2026, 05:00", "time zone America/New_York")
                .doesNotContain("UTC");
        assertThat(get("/admin/mail/" + name))
                .bodyText()
                .contains("Wednesday, 25 November 2026, 05:00", " (Eastern Time)");
    }

    @Test
    void thePageSaysThatNothingIsSentAndThatThereIsNoSender() {
        assertThat(get("/admin/mail"))
                .bodyText()
                .contains(
                        "Emails are captured on this server, not sent. Set up Resend",
                        "No sender is set",
                        "KLAUS_MAIL_FROM")
                .contains("nothing: emails are captured", "value=\"nora@example.org\"")
                .doesNotContain("KLAUS_PUBLIC_URL");
    }

    @Test
    void aTestThatWasCapturedLeadsToTheEmail() {
        var sent = post("/admin/mail/test", "to", " Try@Example.org ");
        assertThat(sent).hasStatus(HttpStatus.SEE_OTHER).hasRedirectedUrl("/admin/mail");

        var page = site.get()
                .uri("/admin/mail")
                .with(ADMIN)
                .flashAttrs(sent.getMvcResult().getFlashMap())
                .exchange();
        assertThat(page)
                .bodyText()
                .contains("The email was captured, not sent.", "/admin/mail/20261125T100000000Z-0.eml")
                .doesNotContain("??");
        assertThat(get("/admin/mail/20261125T100000000Z-0.eml"))
                .hasStatusOk()
                .bodyText()
                .contains("Test email from Sneaky Klaus", "try@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not an <address>", "", "a@b.test, c@d.test", "a@b.test;c@d.test"})
    void aTestGoesToOneAddressOnly(String to) {
        assertThat(post("/admin/mail/test", "to", to))
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
                .hasForwardedUrl("/admin/mail");

        assertThat(captured.any()).isFalse();
    }

    @Test
    void nobodyElseSendsATest() {
        assertThat(site.post()
                        .uri("/admin/mail/test")
                        .param("to", "try@example.org")
                        .with(new AdminCsrf())
                        .exchange())
                .hasStatus(HttpStatus.SEE_OTHER)
                .hasHeader("Location", "/admin/login");
        assertThat(site.post()
                        .uri("/admin/mail/test")
                        .param("to", "try@example.org")
                        .with(ADMIN)
                        .exchange())
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(captured.any()).isFalse();
    }

    @Test
    void aCapturedMailIsShownWithItsLinksAndHeaders() {
        var page = get("/admin/mail/" + capturedName());

        assertThat(page).hasStatusOk();
        assertThat(page.getResponse().getHeader("Content-Security-Policy"))
                .contains("frame-src 'self';", "script-src 'self'", "frame-ancestors 'none'");
        assertThat(page)
                .bodyText()
                .containsPattern("<a href=\"http://localhost:\\d+/exchange/[a-z0-9]+/signin/[\\w-]{43}\">")
                .contains("Hello Ann &lt;i&gt;,", "Auto-Submitted: auto-generated", "<iframe")
                .doesNotContain("??");
    }

    @Test
    void itsHtmlRunsAndLoadsNothing() {
        var html = get("/admin/mail/" + capturedName() + "/html");

        assertThat(html)
                .hasStatusOk()
                .hasHeader(
                        "Content-Security-Policy",
                        "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'");
        assertThat(html).bodyText().contains("Hello Ann &lt;i&gt;,");
    }

    @Test
    void itIsDownloadedAsItIsKept() {
        var name = capturedName();

        var file = get("/admin/mail/" + name + "/download");

        assertThat(file).hasStatusOk().hasHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        assertThat(file).bodyText().contains("MIME-Version: 1.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/mail/..%2Fsecret.key",
                "/admin/mail/20261125T100000000Z-99.eml",
                "/admin/mail/secret.key/html",
                "/admin/mail/secret.key/download"
            })
    void noOtherNameLeadsToAFile(String path) {
        assertThat(get(path)).hasStatus4xxClientError();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin/outbox", "/admin/mail", "/admin/mail/20261125T100000000Z-1.eml/html"})
    void nobodyElseSeesAnyOfIt(String path) {
        assertThat(site.get().uri(path).exchange())
                .hasStatus(HttpStatus.SEE_OTHER)
                .hasHeader("Location", "/admin/login?next=" + URLEncoder.encode(path, StandardCharsets.UTF_8));
    }

    @Test
    void newsOfEmailsAreTakenOnlyWhereTheirSecretIsKnown() {
        assertThat(site.post().uri("/webhooks/resend").content("{}").exchange()).hasStatus(HttpStatus.NOT_FOUND);
    }

    private String capturedName() {
        delivery.deliverDue();
        return captured.page("", 0).getContent().get(0).name();
    }

    private MvcTestResult get(String path) {
        return site.get().uri(path).with(ADMIN).exchange();
    }

    private long idOf(String name) {
        return jdbc.queryForList("SELECT id FROM participant WHERE name = ?", Long.class, name)
                .get(0);
    }

    private MvcTestResult retry(long id) {
        return post("/admin/outbox/" + id + "/retry", "", "");
    }

    private MvcTestResult post(String path, String name, String value) {
        return site.post()
                .uri(path)
                .param(name, value)
                .with(ADMIN)
                .with(new AdminCsrf())
                .exchange();
    }
}
