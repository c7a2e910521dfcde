package org.sneakyklaus.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Organiser;
import org.sneakyklaus.testsupport.Site;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Every request has an id, by which its lines are found in the log. */
@IntegrationTest
@ExtendWith(OutputCaptureExtension.class)
@Tag("once")
class RequestIdValveIT {

    private static final String NEW = "[0-9a-f]{12}";

    private final Site site;

    RequestIdValveIT(Site site) {
        this.site = site;
    }

    @Test
    void everyAnswerTellsAnIdOfItsOwn() {
        site.setUp();
        var ids = new HashSet<String>();
        for (var path : List.of("/", "/", "/admin", "/nothing-here", "/css/base.css", "/actuator/health/liveness")) {
            var id = site.browser().open(path).header("X-Request-Id");

            assertThat(id).as(path).matches(NEW);
            assertThat(ids.add(id)).as("no other has it").isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /%zz HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
                "GET //find HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
            })
    void soDoesWhatTheServerItselfRefuses(String request) {
        var answer = new Wire(site.address())
                .send(request.replace("{host}", site.address().getAuthority()));

        assertThat(answer.header("X-Request-Id")).as("%s", answer).matches(NEW);
    }

    @Test
    void whatAStrangerCallsARequestDoesNotCount() {
        var browser = site.browser();

        var answer = browser.send(browser.request("/find").header("X-Request-Id", "call-it-so"));

        assertThat(answer.header("X-Request-Id")).matches(NEW);
    }

    @Test
    void theLinesOfARequestAreMarkedAndThoseOfNoOtherAre(CapturedOutput output) {
        site.setUp();
        var browser = site.browser();
        var answer = Organiser.signIn(browser, Site.ADMIN, Site.PASSWORD);
        browser.open("/admin");

        assertThat(output.getAll().lines().filter(line -> line.contains("[" + answer.header("X-Request-Id") + "] ")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("Signed in: "));
    }
}
