package org.sneakyklaus.health.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_OPEN;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.outbox.transport.ResendServer;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.DatabaseKind;
import org.sneakyklaus.testsupport.AnExchange;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.Stages;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;

/** The page that says how the installation is doing, and its text for whoever helps. */
@IntegrationTest
@TestPropertySource(
        properties = {
            "klaus.metrics-token=" + StatusIT.METRICS,
            "klaus.resend.api-key=" + ResendServer.KEY,
            "klaus.resend.webhook-secret=" + StatusIT.WEBHOOK,
            "spring.mail.host=" + StatusIT.MAIL_HOST,
            "spring.mail.username=" + StatusIT.MAIL_USER,
            "spring.mail.password=" + StatusIT.MAIL_PASSWORD,
            "klaus.mail-from=Canary <" + StatusIT.SENDER + ">"
        })
class StatusIT {

    static final String METRICS = "canary-of-the-metrics";
    static final String WEBHOOK = "whsec_Y2FuYXJ5IG9mIHRoZSB3ZWJob29r";
    static final String MAIL_HOST = "smtp.canary.example";
    static final String MAIL_USER = "canary-user";
    static final String MAIL_PASSWORD = "canary-password";
    static final String SENDER = "sender@canary.example";

    private final Site site;
    private final Stages stages;
    private final AppProperties properties;
    private final DatabaseKind database;
    private final TestClock clock;
    private Browser admin;

    StatusIT(Site site, Stages stages, AppProperties properties, Environment environment, TestClock clock) {
        this.site = site;
        this.stages = stages;
        this.properties = properties;
        this.database = DatabaseKind.of(environment);
        this.clock = clock;
    }

    @BeforeEach
    void setUp() {
        admin = site.setUp();
    }

    @Test
    void itSaysHowEachPartIsDoingAndWhatComesNext() {
        var text = status().text();

        // Nothing fires in this test.
        assertThat(text).contains("Background jobs down Scheduler stopped ·", "Outbox OK No emails are waiting.");
        assertThat(status().texts("[aria-labelledby=parts] dd"))
                .anySatisfy(jobs -> assertThat(jobs).contains("Scheduler stopped ·", "Background jobs have stopped"));
        assertThat(text).containsPattern("Database OK (SQLite 3|PostgreSQL 1)[^,]+, \\d+\\.\\d MB");
        assertThat(text).containsPattern("Disk OK \\d+\\.\\d [MG]B free of \\d+\\.\\d [MG]B");
        assertThat(text)
                .contains("Emails are captured on this server, not sent. Send test email", "Java " + Runtime.version());
        assertThat(status().texts("[aria-labelledby=next] dd")).hasSize(3);
        assertThat(text.contains("of write-ahead log")).isEqualTo(database == DatabaseKind.SQLITE);
    }

    @Test
    void anEmailThatHasWaitedForLongIsSeen() {
        stages.in(REGISTRATION_OPEN);
        admin.submit(admin.open("/admin/settings")
                .form("/settings/email")
                .with("email", "elsewhere@example.org")
                .with("currentPassword", Site.PASSWORD));
        assertThat(status().text()).contains("Outbox OK The oldest email has waited since");

        clock.advance(Duration.ofMinutes(16));

        assertThat(status().text()).contains("Outbox needs attention The oldest email has waited since");
    }

    @Test
    void theNewestBackupIsTold() throws IOException {
        if (database == DatabaseKind.POSTGRESQL) {
            assertThat(status().text()).contains("use pg_dump");
            return;
        }
        assertThat(status().text()).contains("Latest backup None yet");
        var backups = Files.createDirectories(properties.data().resolve("backups"));
        for (var name : List.of("klaus-20261130-010000Z.db", "klaus-20261129-010000Z.db", "unfinished-1.db")) {
            Files.write(backups.resolve(name), new byte[1_500_000]);
        }
        try {
            assertThat(status().text()).contains("Latest backup 30 Nov 2026, 01:00, 1.5 MB");
            assertThat(supportText(status())).contains("Backup 2026-11-30T01:00:00Z, 1.5 MB");
        } finally {
            for (var name : List.of("klaus-20261130-010000Z.db", "klaus-20261129-010000Z.db", "unfinished-1.db")) {
                Files.delete(backups.resolve(name));
            }
        }
    }

    @Test
    void anAddressThatIsNotTheOneThatIsSetIsNoticed() {
        assertThat(status().text()).contains("Address OK Your browser uses " + site.address());

        assertThat(through("X-Forwarded-Host", "Gifts.example.org:443", "X-Forwarded-Proto", "https")
                        .text())
                .contains(
                        "Address needs attention Your browser uses https://gifts.example.org,",
                        "set KLAUS_PUBLIC_URL=https://gifts.example.org ");
        assertThat(through("X-Forwarded-Host", "my_host").text()).contains("Your browser uses http://");
        assertThat(through("X-Forwarded-Proto", "\"nonsense", "X-Forwarded-Port", "many")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aProxyThatIsNotTrustedIsNoticedAndNamed() {
        assertThat(status().text()).contains("Proxy OK There is none");

        assertThat(through("X-Forwarded-For", "203.0.113.7").text())
                .contains(
                        "Proxy needs attention X-Forwarded-For came from 127.0.0.1",
                        "set KLAUS_TRUSTED_PROXIES=127.0.0.1");
    }

    @Test
    void theTextForHelpersHoldsNoSecretNoNameNoAddressAndNoHost(@Autowired Environment environment) throws IOException {
        stages.in(REGISTRATION_OPEN, new AnExchange().named("Canary Christmas"), "Ann", "Ben");
        var page = through("X-Forwarded-For", "203.0.113.7", "X-Forwarded-Host", "canary.example.org");
        var secrets = List.of(METRICS, WEBHOOK, ResendServer.KEY, MAIL_PASSWORD, MAIL_USER, key(environment));

        var text = supportText(page);

        assertThat(text)
                .startsWith("Sneaky Klaus ")
                .contains("Proxy UNTRUSTED", "Email by capture, oldest waiting since 20");
        assertThat(text)
                .doesNotContain(secrets)
                .doesNotContainIgnoringCase("canary", "Ann", "Ben", "nora", "@", MAIL_HOST, "203.0.113.7", "127.0.0.1")
                .doesNotContainIgnoringCase(
                        "://",
                        site.address().getHost(),
                        String.valueOf(site.address().getPort()),
                        InetAddress.getLocalHost().getHostName(),
                        properties.data().toString(),
                        System.getProperty("user.name"));
        assertThat(page.source()).doesNotContain(secrets);
    }

    private String key(Environment environment) throws IOException {
        return database == DatabaseKind.POSTGRESQL
                ? environment.getRequiredProperty("klaus.secret-key")
                : Files.readString(properties.data().resolve("secret.key")).strip();
    }

    private Page status() {
        var page = admin.open("/admin/status");
        assertThat(page.status()).as("%s", page).isEqualTo(200);
        return page;
    }

    /** The page as a browser gets it behind a proxy that adds these headers. */
    private Page through(String... headers) {
        return admin.send(admin.request("/admin/status").headers(headers));
    }

    private static String supportText(Page page) {
        return String.join("\n", page.texts("#text-box"));
    }
}
