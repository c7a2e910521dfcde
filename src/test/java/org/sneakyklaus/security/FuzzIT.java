package org.sneakyklaus.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Organiser;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.Stages;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

/**
 * Thousands of requests that are nearly right, from people signed in and not: none is answered with an error of ours.
 * {@code -Dfuzz.requests} tells how many, {@code -Dfuzz.seed} repeats a run.
 */
@IntegrationTest
@ExtendWith(OutputCaptureExtension.class)
@Tag("once")
class FuzzIT {

    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 2_000);
    private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());
    private static final int OF_ONE_SCENE = 1_000;

    /** What the web server says of a transfer encoding or a version of HTTP that it does not know. */
    private static final List<Integer> UNKNOWN_PROTOCOL = List.of(501, 505);

    private final Site site;
    private final Stages stages;
    private final ApplicationContext application;

    FuzzIT(Site site, Stages stages, ApplicationContext application) {
        this.site = site;
        this.stages = stages;
        this.application = application;
    }

    @Test
    void nothingThatIsSentBreaksTheSite(CapturedOutput output) {
        var random =
                RandomGeneratorFactory.<RandomGenerator>of("L64X128MixRandom").create(SEED);
        var wire = new Wire(site.address());
        var routes = Routes.of(application);
        var admin = site.setUp();
        var answers = new TreeMap<Integer, Integer>();
        var broken = new ArrayList<String>();
        var heapBefore = 0L;
        var sent = 0;
        while (sent < REQUESTS) {
            signIn(admin);
            var requests = new FuzzRequests(
                    random, new Scene(site, stages, admin), site.address().getAuthority(), routes);
            heapBefore = heapBefore == 0 ? usedHeap() : heapBefore;
            for (var i = 0; i < OF_ONE_SCENE && sent < REQUESTS; i++, sent++) {
                var request = requests.next();
                var answer = wire.send(request);
                answers.merge(answer.status(), 1, Integer::sum);
                if (isOurFault(request, answer)) {
                    broken.add(answer.status() + " to " + shown(request));
                }
                if (answer.isHtml() && answer.header("Content-Security-Policy").isEmpty()) {
                    broken.add("no policy in the " + answer.status() + " to " + shown(request));
                }
            }
        }
        System.out.printf(
                "%d requests, -Dfuzz.seed=%d: %s; heap %d MB, then %d MB%n",
                sent, SEED, answers, heapBefore >> 20, usedHeap() >> 20);
        assertThat(broken).as("-Dfuzz.seed=%d", SEED).isEmpty();
        assertThat(output.getAll().lines().filter(line -> line.contains(" ERROR ") || line.startsWith("\tat ")))
                .as("-Dfuzz.seed=%d", SEED)
                .isEmpty();
    }

    private static boolean isOurFault(byte[] request, Wire.Answer answer) {
        // Where Quartz does not run, the site is not well, and says so.
        var health = answer.status() == 503 && shown(request).contains("/actuator/health");
        return answer.status() >= 500 && !UNKNOWN_PROTOCOL.contains(answer.status()) && !health;
    }

    private static String shown(byte[] request) {
        var text = new String(request, StandardCharsets.ISO_8859_1).replace("\r\n", "⏎");
        return text.length() < 1_500 ? text : text.substring(0, 1_500) + "…";
    }

    /** The requests may have signed the admin out, and used up the tries at signing in. */
    private void signIn(Browser admin) {
        if (admin.open("/admin").status() == 303) {
            site.change("delete from rate_limit");
            Organiser.signIn(admin, Site.ADMIN, Site.PASSWORD);
        }
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
