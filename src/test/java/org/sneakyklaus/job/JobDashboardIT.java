package org.sneakyklaus.job;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Screens;
import org.sneakyklaus.testsupport.Site;
import org.springframework.context.annotation.Import;

/** The page of the jobs in a real browser, with the scheduler running. */
@Tag("once")
@IntegrationTest(scheduler = true)
@Import(TestJobs.class)
class JobDashboardIT {

    private static final String PASSWORD = "a long winter night";

    private final Screens screens;
    private final Site site;
    private final TestJobs.Waiting waiting;

    JobDashboardIT(AppProperties properties, TestJobs.Waiting waiting, Site site) {
        this.site = site;
        this.screens = Screens.open(
                properties.publicUrl(),
                Path.of("target", "screenshots", System.getProperty("test.database", "sqlite"), "jobs"));
        this.waiting = waiting;
    }

    @BeforeEach
    void begin() {
        waiting.forget();
    }

    @AfterEach
    void close() {
        waiting.end.countDown();
        screens.close();
    }

    @Test
    void whatARunCameToIsSeenWithoutLoadingThePageAgain() throws InterruptedException {
        var admin = setUp(screens.newPerson());
        admin.navigate("/admin/jobs");
        var card = admin.locator("#job-waiting");

        card.locator("summary").click();
        button(card, "Run now").click();
        waiting.begun.await();

        assertThat(card.locator(".badge").first()).hasText("running");
        assertThat(button(card, "Run now")).hasCount(0);
        assertThat(admin.locator("#scheduler")).containsText("waiting");
        screens.shoot(admin, "running");

        waiting.end.countDown();

        assertThat(card.locator(".badge").first()).hasText("OK");
        assertThat(card).containsText("waited");
        assertThat(admin.getByRole(AriaRole.STATUS).filter(new Locator.FilterOptions().setHasText("waited")))
                .hasCount(1);
        assertThat(button(card, "Run now")).isVisible();
        screens.assertNoComplaints();
    }

    @Test
    void whatIsClosedAndWhereTheKeyboardIsOutlivesARenewal() throws InterruptedException {
        var admin = setUp(screens.newPerson());
        admin.navigate("/admin/jobs");
        var card = admin.locator("#job-waiting");
        card.locator("summary").click();
        button(card, "Run now").click();
        waiting.begun.await();
        assertThat(card.locator(".badge").first()).hasText("running");

        card.locator("a", new Locator.LocatorOptions().setHasText("History")).focus();
        waitUntilRenewed(admin, "job-waiting");
        assertThat(card.locator("a", new Locator.LocatorOptions().setHasText("History")))
                .isFocused();

        card.locator("summary").click();
        admin.locator("#more-scheduler summary").focus();
        waitUntilRenewed(admin, "scheduler");
        waitUntilRenewed(admin, "job-waiting");
        assertThat(admin.locator("#more-scheduler summary")).isFocused();
        assertThat(card.locator("details")).not().hasAttribute("open", "");
    }

    private static void waitUntilRenewed(Page admin, String part) {
        admin.evaluate("id => { document.getElementById(id).dataset.old = '' }", part);
        admin.waitForSelector("#" + part + ":not([data-old])");
    }

    @Test
    void withoutScriptsEverythingIsThereAfterLoadingThePageAgain() throws InterruptedException {
        var admin = setUp(screens.newPersonWithoutScripts());
        admin.navigate("/admin/jobs");
        assertThat(admin.getByLabel("Keep this page up to date")).isHidden();
        var card = admin.locator("#job-waiting");

        card.locator("summary").click();
        button(card, "Run now").click();
        waiting.begun.await();
        admin.reload();

        assertThat(card.locator(".badge").first()).hasText("running");

        waiting.end.countDown();
        button(card, "Pause job").click();

        assertThat(card).containsText("Paused since");

        button(card, "Resume job").click();

        assertThat(card).not().containsText("Paused since");
    }

    @Test
    void whatWasOnlyKeptIsNotSaidToBeSent() {
        var admin = setUp(screens.newPerson());

        admin.navigate("/admin/jobs");

        assertThat(admin.locator("#job-dispatch_outbox")).containsText("1 captured, 0 failed");
    }

    private Page setUp(Page admin) {
        admin.navigate(site.setUpLink());
        admin.locator("[name=email]").fill("nora@example.org");
        admin.locator("[name=password]").fill(PASSWORD);
        admin.locator("[name=passwordConfirmation]").fill(PASSWORD);
        admin.locator("main button").click();
        return admin;
    }

    private static Locator button(Locator card, String name) {
        return card.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
    }
}
