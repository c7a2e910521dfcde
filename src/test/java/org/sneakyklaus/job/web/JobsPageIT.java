package org.sneakyklaus.job.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;
import org.sneakyklaus.account.AdminPassword;
import org.sneakyklaus.account.AdminSetup;
import org.sneakyklaus.exchange.ExchangeEditing;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.testsupport.AdminCsrf;
import org.sneakyklaus.testsupport.AnExchange;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.WebApplicationContext;

@IntegrationTest
class JobsPageIT {

    private static final RequestPostProcessor ADMIN = user("nora@example.org").roles("ADMIN");

    private final MockMvcTester site;
    private final Scheduler scheduler;
    private final ExchangeEditing editing;
    private final ExchangeLifecycle lifecycle;
    private final AdminSetup setup;

    JobsPageIT(
            WebApplicationContext context,
            Scheduler scheduler,
            ExchangeEditing editing,
            ExchangeLifecycle lifecycle,
            AdminSetup setup) {
        this.setup = setup;
        this.site = MockMvcTester.from(
                context, builder -> builder.apply(springSecurity()).build());
        this.scheduler = scheduler;
        this.editing = editing;
        this.lifecycle = lifecycle;
    }

    @BeforeEach
    void thereIsAnAdmin() {
        if (setup.isDue()) {
            setup.create(new EmailAddress("nora@example.org"), new AdminPassword("a long enough password"));
        }
    }

    @Test
    void thePageTellsWhatRecursAndWhatIsComing() {
        var exchange = editing.create(new AnExchange()
                .named("Office <b>party</b>")
                .closingAt("2026-12-01T12:00")
                .details());
        lifecycle.open(exchange, null);

        var page = site.get().uri("/admin/jobs").with(ADMIN).exchange();

        assertThat(page)
                .hasStatusOk()
                .bodyText()
                .contains("Completing exchanges", "Every day at 00:00 UTC", "Sending e-mails", "Every 30 seconds")
                .contains("Office &lt;b&gt;party&lt;/b&gt;", "Registration closes", "1 Dec 2026, 17:00 UTC")
                .contains("No run is on record yet.")
                .doesNotContain("running");
    }

    @Test
    void theAdminRunsAJob() throws SchedulerException {
        var answer = site.post()
                .uri("/admin/jobs/auto_complete_exchanges/run")
                .with(ADMIN)
                .with(new AdminCsrf())
                .exchange();

        assertThat(answer).hasRedirectedUrl("/admin/jobs");
        assertThat(scheduler.checkExists(TriggerKey.triggerKey("manual", "auto_complete_exchanges")))
                .isTrue();
    }

    @Test
    void aJobThatIsAskedForAlreadyIsRefused() {
        site.post()
                .uri("/admin/jobs/auto_complete_exchanges/run")
                .with(ADMIN)
                .with(new AdminCsrf())
                .exchange();

        var answer = site.post()
                .uri("/admin/jobs/auto_complete_exchanges/run")
                .with(ADMIN)
                .with(new AdminCsrf())
                .exchange();

        assertThat(answer).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @Test
    void anUnknownJobIsNotFound() {
        assertThat(site.post()
                        .uri("/admin/jobs/close_registration_exchange_1/run")
                        .with(ADMIN)
                        .with(new AdminCsrf()))
                .hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void nobodyButTheAdminReachesTheJobs() {
        assertThat(site.get().uri("/admin/jobs"))
                .hasStatus(HttpStatus.SEE_OTHER)
                .hasRedirectedUrl("/admin/login");
        assertThat(site.get().uri("/admin/jobs").with(user("charlie").roles("PARTICIPANT")))
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(site.post().uri("/admin/jobs/dispatch_outbox/run").with(new AdminCsrf()))
                .hasStatus(HttpStatus.SEE_OTHER)
                .hasRedirectedUrl("/admin/login");
    }
}
