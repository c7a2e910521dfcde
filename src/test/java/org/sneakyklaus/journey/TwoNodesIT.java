package org.sneakyklaus.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.sneakyklaus.SneakyKlausApplication;
import org.sneakyklaus.testsupport.AtOnce;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Organiser;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;

/** A second application on the same database knows what the first one counted and used up. */
@IntegrationTest
@EnabledIfSystemProperty(
        named = "test.database",
        matches = "postgresql",
        disabledReason = "on SQLite a second application is refused")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoNodesIT {

    private static final int TRIES = 50;

    private final Site site;
    private final TestClock clock;
    private final Environment settings;
    private ConfigurableApplicationContext other;

    TwoNodesIT(Site site, TestClock clock, Environment settings) {
        this.site = site;
        this.clock = clock;
        this.settings = settings;
    }

    @BeforeAll
    void startAnother() {
        other = new SpringApplicationBuilder(SneakyKlausApplication.class)
                .initializers(context -> ((GenericApplicationContext) context)
                        .registerBean("testClock", Clock.class, () -> clock, bean -> bean.setPrimary(true)))
                .run(
                        "--server.port=0",
                        same("spring.datasource.url"),
                        same("klaus.secret-key"),
                        same("klaus.public-url"),
                        same("klaus.limits.token-client"),
                        "--klaus.data=" + settings.getProperty("klaus.data") + "/other",
                        "--klaus.mail=capture",
                        "--spring.datasource.hikari.maximum-pool-size=10",
                        "--spring.quartz.properties.org.quartz.scheduler.instanceName=other",
                        "--spring.quartz.auto-startup=false");
    }

    private String same(String setting) {
        return "--" + setting + "=" + settings.getRequiredProperty(setting);
    }

    @AfterAll
    void stop() {
        other.close();
    }

    @Test
    void triesAreCountedTogether() {
        site.setUp();
        assertThat(signIn(site.browser(), "wrong").status()).isEqualTo(422);
        assertThat(signIn(site.browser(), "wrong").status()).isEqualTo(422);

        for (int i = 0; i < 3; i++) {
            assertThat(signIn(elsewhere(), "wrong").status()).isEqualTo(422);
        }

        assertThat(signIn(elsewhere(), Site.PASSWORD).status()).isEqualTo(429);
        assertThat(signIn(site.browser(), Site.PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void ofFiftyUsesOfALinkAtOnceOneSignsIn() throws InterruptedException {
        var exchange = Gathering.open(site, site.setUp());
        exchange.register(site.browser(), "Ann", "ann@example.org");
        var link = URI.create(site.mail().lastTo("ann@example.org").link("/signin/"))
                .getPath();
        var answers = new ConcurrentLinkedQueue<Page>();
        var uses = new ArrayList<ThrowingCallable>();
        for (int i = 0; i < TRIES; i++) {
            var browser = i % 2 == 0 ? site.browser() : elsewhere();
            var form = browser.open(link).form(link);
            uses.add(() -> answers.add(browser.submit(form)));
        }

        assertThat(AtOnce.attempt(uses.toArray(ThrowingCallable[]::new))).isEmpty();

        assertThat(answers).hasSize(TRIES);
        assertThat(answers)
                .extracting(Page::leadsTo)
                .filteredOn(path -> path.endsWith("/me"))
                .hasSize(1);
        assertThat(answers).extracting(Page::status).containsOnly(303);
        assertThat(answers)
                .filteredOn(answer -> answer.cookies().contains("klaus-exchange"))
                .hasSize(1);
        assertThat(site.count("SPRING_SESSION where PRINCIPAL_NAME like 'participant:%'"))
                .isEqualTo(1);
    }

    @Test
    void wordsOfAPersonalLinkAreGuessedFiveTimesOnBothTogetherAndTheirOwnerStillGetsIn() {
        var exchange = Gathering.open(site, site.setUp());
        var card = exchange.admin()
                .submit(exchange.page()
                        .form("/participants")
                        .with("name", "Hilda")
                        .with("contact", "LINK"));
        var link = URI.create(card.attribute("[data-personal-link]", "data-personal-link"))
                .getPath();
        var hilda = site.browser();
        assertThat(word(hilda, link, "Apfelstrudel7").leadsTo()).endsWith("/me");
        hilda.submit(exchange.me(hilda).form("/me/signout"));

        for (int guess = 1; guess <= 5; guess++) {
            var stranger = guess % 2 == 0 ? site.browser() : elsewhere();
            assertThat(word(stranger, link, "guess number " + guess).status()).isEqualTo(422);
        }

        assertThat(word(elsewhere(), link, "Apfelstrudel7").status()).isEqualTo(429);
        assertThat(word(site.browser(), link, "Apfelstrudel7").status()).isEqualTo(429);
        assertThat(word(hilda, link, "Apfelstrudel7").leadsTo()).endsWith("/me");
    }

    private static Page word(Browser browser, String link, String word) {
        return browser.submit(
                browser.open(link).form(link.substring(link.indexOf("/link/"))).with("word", word));
    }

    private Browser elsewhere() {
        return new Browser(
                URI.create("http://localhost:" + other.getEnvironment().getProperty("local.server.port")));
    }

    private static Page signIn(Browser browser, String password) {
        return Organiser.signIn(browser, Site.ADMIN, password);
    }
}
