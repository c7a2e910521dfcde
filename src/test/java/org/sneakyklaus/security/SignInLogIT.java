package org.sneakyklaus.security;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.sneakyklaus.testsupport.Mail.token;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Who came in, who did not, who wants out, and what was refused stands in the log: a line each, by number, and not without end. */
@IntegrationTest(clientLimits = true)
@ExtendWith(OutputCaptureExtension.class)
@Tag("once")
class SignInLogIT {

    private static final String FAILED = "Sign-in as admin failed";
    private static final String LINK_FAILED = "Sign-in with a link failed";

    private final Site site;
    private final TestClock clock;

    SignInLogIT(Site site, TestClock clock) {
        this.site = site;
        this.clock = clock;
    }

    @AfterEach
    void nobodyIsNamed(CapturedOutput output) {
        assertThat(output.getAll()).doesNotContain("@example.org", Site.PASSWORD, "wrong password");
        assertThat(output.getAll().lines()).noneMatch(line -> line.startsWith("FORGED"));
    }

    @Test
    void theAdmin(CapturedOutput output) {
        site.setUp();

        signIn(Site.ADMIN, "wrong password");
        assertThat(lines(output, FAILED))
                .singleElement()
                .satisfies(line -> assertThat(line).contains(" WARN "));
        signIn(Site.ADMIN, Site.PASSWORD);
        assertThat(lines(output, "Signed in: admin:"))
                .singleElement()
                .satisfies(line -> assertThat(line).contains(" INFO "));
    }

    @Test
    void whoTypesAWrongPresentPassword(CapturedOutput output) {
        site.setUp()
                .post("/admin/settings/email", "currentPassword", "wrong password", "email", "elsewhere@example.org");

        assertThat(lines(output, "Wrong current password typed for the admin account"))
                .hasSize(1);
    }

    @Test
    void aParticipant(CapturedOutput output) {
        var exchange = Gathering.open(site, site.setUp());
        var browser = exchange.join("Ann");
        var link = site.mail().lastTo("ann@example.org").link("/signin/");
        var token = token(link);

        assertThat(lines(output, "Signed in: participant:" + exchange.idOf("Ann")))
                .hasSize(1);
        site.browser().post(exchange.link() + "/signin/" + token);
        assertThat(lines(output, LINK_FAILED)).hasSize(1);
        browser.post(exchange.link() + "/signin", "email", "ann@example.org");
        browser.post(exchange.link() + "/signin/code", "code", "12345x");
        assertThat(lines(output, "Sign-in with a code failed")).hasSize(1);
        assertThat(output.getAll()).doesNotContain(token, "12345x", exchange.slug());
    }

    @Test
    void whatIsRefused(CapturedOutput output) {
        var admin = site.setUp();
        var exchange = Gathering.open(site, admin);
        var ann = exchange.join("Ann");
        var before = afterEarlierRefusals(output);

        withoutToken(site.browser(), "/find");
        withoutToken(admin, "/admin/settings/email/resend");
        withoutToken(ann, exchange.link() + "/me/profile");

        assertThat(refusals(output, before))
                .allMatch(line -> line.contains(" WARN ") && line.contains("a form without its token"))
                .extracting(line -> line.substring(line.indexOf(", by ") + 5))
                .containsExactly(
                        "an anonymous client",
                        "admin:" + site.column("select id from admin").get(0),
                        "participant:" + exchange.idOf("Ann"));
    }

    @Test
    void aFloodOfTriesIsNoFloodOfLines(CapturedOutput output) {
        var exchange = Gathering.open(site, site.setUp());
        for (int i = 0; i < 60; i++) {
            var end = List.of("", "\r\nFORGED", "\nFORGED", "\u2028FORGED", "\u0000")
                    .get(i % 5);
            signIn("nobody" + i + "@example.org" + end, "wrong password" + end);
        }
        var browser = site.browser();
        for (int i = 0; i < 60; i++) {
            browser.post(exchange.link() + "/signin/" + "x".repeat(43));
        }

        assertThat(lines(output, FAILED)).hasSize(20);
        assertThat(lines(output, LINK_FAILED)).hasSize(30);
        assertThat(lines(output, " WARN ")).as("and one for each limit").hasSize(52);
    }

    @Test
    void aFloodOfRefusalsIsNoFloodOfLines(CapturedOutput output) {
        site.setUp();
        var browser = site.browser();
        var forged = browser.formTo("/find").without("_csrf");
        var before = afterEarlierRefusals(output);
        for (int i = 0; i < 30; i++) {
            browser.submit(forged);
        }
        assertThat(refusals(output, before))
                .as("and one that there are more")
                .hasSize(21)
                .last(as(STRING))
                .contains("only counting further ones");

        clock.advance(Duration.ofMinutes(1));
        browser.submit(forged);

        assertThat(refusals(output, before).subList(21, 23))
                .satisfiesExactly(
                        line -> assertThat(line).contains("10 more within a minute from 2026-11-25T11:01:00Z"),
                        line -> assertThat(line).contains(", by an anonymous client"));
    }

    @Test
    void whoAsksToBeLetOut(CapturedOutput output) {
        var exchange = Gathering.open(site, site.setUp());
        var ann = exchange.join("Ann");
        exchange.then("close");

        ann.submit(exchange.me(ann).form("/leave-request"));
        ann.post(exchange.link() + "/me/leave-request");

        assertThat(lines(output, "Participant " + exchange.idOf("Ann") + " asked to leave exchange "))
                .singleElement()
                .satisfies(line -> assertThat(line).contains(" INFO "));
    }

    @Test
    void whoWasAddedByMistakeAndIsDrawn(CapturedOutput output) {
        var exchange = Gathering.open(site, site.setUp()).with("Ann", "Ben", "Cy");
        var link = site.mail().lastTo("ann@example.org").link("/not-me/");
        exchange.then("close").then("match");
        var owner = site.browser();

        owner.submit(owner.open(link).form(link.substring(link.indexOf("/not-me/"))));

        assertThat(lines(
                        output,
                        "Participant " + exchange.idOf("Ann") + " of exchange " + exchange.id() + ": \"not me\""))
                .singleElement()
                .satisfies(line -> assertThat(line).contains(" INFO "));
    }

    /**
     * Begins a minute without refusals. The application, which outlives a test, tells how many it left out of the log
     * when it next refuses something in another minute.
     *
     * @return how many lines the log has
     */
    private int afterEarlierRefusals(CapturedOutput output) {
        clock.advance(Duration.ofHours(1));
        withoutToken(site.browser(), "/find");
        clock.advance(Duration.ofMinutes(1));
        return (int) output.getAll().lines().count();
    }

    private static List<String> refusals(CapturedOutput output, int before) {
        return output.getAll()
                .lines()
                .skip(before)
                .filter(line -> line.contains("Refused: "))
                .toList();
    }

    private static List<String> lines(CapturedOutput output, String text) {
        return output.getAll().lines().filter(line -> line.contains(text)).toList();
    }

    private static void withoutToken(Browser browser, String path) {
        assertThat(browser.submit(browser.formTo(path).without("_csrf")).status())
                .isEqualTo(403);
    }

    private Page signIn(String email, String password) {
        return site.browser().post("/admin/login", "email", email, "password", password);
    }
}
