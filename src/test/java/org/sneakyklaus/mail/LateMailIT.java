package org.sneakyklaus.mail;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.outbox.transport.ScriptedSmtpServer;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.FreePort;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/** The SMTP server refuses connections: nobody is told that an e-mail is there, and the organiser why it is not. */
@IntegrationTest
@ContextConfiguration(initializers = LateMailIT.ToAClosedPort.class)
@Tag("once")
class LateMailIT {

    private static final int PORT = FreePort.find();
    private static final String BANNER =
            "Emails are late, and we keep trying. 127.0.0.1 refused the connection on port " + PORT
                    + ". Check SPRING_MAIL_HOST and SPRING_MAIL_PORT";
    private static final String LATE = "Emails are late at the moment.";

    static final class ToAClosedPort implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(
                            "klaus.mail=smtp",
                            "klaus.mail-from=Klaus <klaus@example.org>",
                            "klaus.mail-rate=1000",
                            "spring.mail.host=127.0.0.1",
                            "spring.mail.port=" + PORT)
                    .applyTo(context);
        }
    }

    private final Site site;
    private final HealthContributorRegistry indicators;
    private final TestClock clock;

    LateMailIT(Site site, HealthContributorRegistry indicators, TestClock clock) {
        this.site = site;
        this.indicators = indicators;
        this.clock = clock;
    }

    @Test
    void fromTheFirstRefusedConnectionOnEverybodyIsToldUntilAnEmailLeaves() throws IOException {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin);
        var link = "/exchange/" + site.column("select slug from exchange").get(0);
        var pages =
                List.of("/admin", exchange.path(), "/admin/jobs", "/admin/outbox", "/admin/mail", "/admin/settings");
        assertThat(register(link, "ann@example.org").text()).contains("Look for our email at ann@example.org.");
        assertThat(health()).isEqualTo(Status.UP);

        site.mail().all();

        assertThat(pages).allSatisfy(page -> assertThat(admin.open(page).text()).contains(BANNER));
        var status = admin.open("/admin/status");
        assertThat(status.texts("[aria-labelledby=parts] dd"))
                .anySatisfy(part -> assertThat(part).contains("needs attention", "refused the connection"));
        assertThat(health().getCode()).isEqualTo("DEGRADED");
        assertThat(register(link, "ben@example.org").text())
                .contains(LATE, "We’ll email ben@example.org.")
                .doesNotContain("Look for our email at", "spam");
        assertThat(askForLink(link, "ann@example.org").text()).contains(LATE);
        assertThat(find("ann@example.org").text()).contains(LATE);

        try (var server = new ScriptedSmtpServer(PORT)) {
            clock.advance(Duration.ofSeconds(5));
            site.mail().all();
            assertThat(server.taken()).hasSize(4);
        }
        assertThat(pages).allSatisfy(page -> assertThat(admin.open(page).text()).doesNotContain("Emails are late"));
        assertThat(health()).isEqualTo(Status.UP);
        assertThat(register(link, "cy@example.org").text()).contains("Look for our email at cy@example.org.");
        assertThat(askForLink(link, "ann@example.org").text()).doesNotContain(LATE);
    }

    /** As the pages do that say nothing of it. */
    @Test
    void whatIsSaidDoesNotTellWhetherAnAddressTakesPart() throws IOException {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin).with("Ann");
        var link = "/exchange/" + site.column("select slug from exchange").get(0);
        site.mail().all();
        assertThat(exchange.page().text()).contains(BANNER);

        assertThat(register(link, "ann@example.org").text().replace("ann@", "eve@"))
                .contains(LATE)
                .isEqualTo(register(link, "eve@example.org").text());
        assertThat(askForLink(link, "ann@example.org").text())
                .contains(LATE)
                .isEqualTo(askForLink(link, "nobody@example.org").text());
        assertThat(find("ann@example.org").text())
                .contains(LATE)
                .isEqualTo(find("nobody@example.org").text());
        assertThat(forgot(Site.ADMIN).text())
                .contains(LATE)
                .isEqualTo(forgot("nobody@example.org").text());

        try (var server = new ScriptedSmtpServer(PORT)) {
            admin.submit(admin.open("/admin/mail").form("/admin/mail/test").with("to", "try@example.org"));
            assertThat(server.taken()).hasSize(1);
        }
        assertThat(exchange.page().text()).doesNotContain("Emails are late");
    }

    private Page register(String link, String email) {
        return sent(link + "/register", "name", "Somebody", "email", email);
    }

    private Page askForLink(String link, String email) {
        return sent(link + "/signin", "email", email);
    }

    private Page find(String email) {
        return sent("/find", "email", email);
    }

    private Page forgot(String email) {
        return sent("/admin/password/forgot", "email", email);
    }

    private Page sent(String path, String... namesAndValues) {
        var browser = site.browser();
        var form = browser.open(path).form(path);
        for (var i = 0; i < namesAndValues.length; i += 2) {
            form = form.with(namesAndValues[i], namesAndValues[i + 1]);
        }
        return followed(browser, browser.submit(form));
    }

    private static Page followed(Browser browser, Page answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(303);
        return browser.follow(answer);
    }

    private Status health() {
        var outbox = (HealthIndicator) requireNonNull(indicators.getContributor("outbox"));
        return requireNonNull(outbox.health()).getStatus();
    }
}
