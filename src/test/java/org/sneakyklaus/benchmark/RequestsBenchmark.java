package org.sneakyklaus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bare.BareApplication;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.reliability.KlausProcess;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.FreePort;
import org.sneakyklaus.testsupport.Organiser;

/** Pages of the built application, warm, beside the barest page that Spring Boot and Thymeleaf make of one read. */
class RequestsBenchmark {

    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 5);
    private static final int CONNECTIONS = 32;
    private static final int PEOPLE = 20;
    /** With the processor mostly for the compiler, which many busy connections would leave too little of. */
    private static final Duration WARM_UP_ALONE = Duration.ofSeconds(60);

    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration ONE_ROUND = Duration.ofSeconds(5);
    private static final String[] FLAGS = {"-XX:+UseSerialGC", "-Xmx192m"};

    private final Clock clock = Clock.systemUTC();

    @Test
    void pagesBesideABareOne() throws IOException, InterruptedException, ExecutionException {
        try (var klaus = KlausProcess.fresh("requests", Party.UNLIMITED).withFlags(FLAGS)) {
            klaus.start();
            var organiser = Organiser.signIn(klaus.browser());
            var party = Party.of(PEOPLE, klaus, organiser, clock);
            var form = load(klaus, party.path() + "/register", "");
            var port = FreePort.find();
            var bareProcess = startBare(port);
            try {
                var bare = new Load(port, "/exchange/slug-5000", "");
                var me = party.path() + "/me";
                var page = load(klaus, me, party.people().get(0).cookieHeader(me));
                compare("The page to join", "≥ 0.6 ×, p99 ≤ 3 ×", form, bare);
                organiser.draw(party.id());
                compare("A participant's page, drawn, of 20", "≥ 0.3 ×, p99 ≤ 3 ×", page, bare);
            } finally {
                bareProcess.destroyForcibly();
            }
        }
    }

    private static Load load(KlausProcess klaus, String path, String cookie) {
        return new Load(klaus.address().getPort(), path, cookie);
    }

    private void compare(String what, String target, Load ours, Load bare)
            throws InterruptedException, ExecutionException {
        for (var load : List.of(ours, bare)) {
            load.run(1, WARM_UP_ALONE);
            load.run(CONNECTIONS, WARM_UP);
        }
        var our = new ArrayList<Load.Answers>();
        var its = new ArrayList<Load.Answers>();
        for (var round = 0; round < ROUNDS; round++) {
            our.add(ours.run(CONNECTIONS, ONE_ROUND));
            its.add(bare.run(CONNECTIONS, ONE_ROUND));
        }
        new Report("9-requests-" + target.charAt(4))
                .line(
                        what + ", " + CONNECTIONS + " connections / a bare page with one read",
                        text(our),
                        text(its),
                        String.format(Locale.ROOT, "%.2f ×", perSecond(our) / perSecond(its)),
                        target)
                .write();
    }

    private static String text(List<Load.Answers> rounds) {
        return String.format(Locale.ROOT, "%.0f a second, p99 %s", perSecond(rounds), Times.text(p99(rounds)));
    }

    /** Of the round in the middle. */
    private static double perSecond(List<Load.Answers> rounds) {
        return rounds.stream()
                .mapToDouble(Load.Answers::perSecond)
                .sorted()
                .skip(rounds.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private static Duration p99(List<Load.Answers> rounds) {
        return Times.of(rounds.stream()
                        .map(round -> round.times().percentile(99))
                        .toList())
                .median();
    }

    private static Process startBare(int port) throws IOException {
        var database = Files.createTempDirectory(Path.of("target"), "bare").resolve("bare.db");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(FLAGS));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BareApplication.class.getName()));
        command.addAll(List.of(
                "--server.port=" + port,
                "--server.tomcat.max-keep-alive-requests=-1",
                "--bare.database=jdbc:sqlite:" + database));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(database.resolveSibling("log.txt").toFile())
                .start();
        var browser = new Browser(URI.create("http://localhost:" + port));
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            assertThat(process.isAlive())
                    .as("see %s", database.resolveSibling("log.txt"))
                    .isTrue();
            return browser.answersAt("/exchange/slug-5000");
        });
        return process;
    }
}
