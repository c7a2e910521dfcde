package org.sneakyklaus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.reliability.KlausProcess;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.FreePort;
import org.sneakyklaus.testsupport.Organiser;

/**
 * Processor time of pages of the built application with the flags of the image, beside the same pages of a small Flask
 * application, {@code src/test/resources/flask}, where Debian's packages for that are installed.
 */
class PagesBenchmark {

    private static final String PYTHON = "/usr/bin/python3";
    private static final Path FLASK =
            Path.of("src", "test", "resources", "flask").toAbsolutePath();
    private static final int REQUESTS = 500;
    private static final int WARM_UP = 2_000;

    private final Clock clock = Clock.systemUTC();
    private final Report report = new Report("9-pages");

    @Test
    void besideFlask() throws IOException, InterruptedException {
        assumeThat(Path.of(PYTHON)).exists();
        var imports = new ProcessBuilder(PYTHON, "-c", "import babel, flask, flask_wtf, gunicorn, sqlalchemy").start();
        assumeThat(imports.waitFor()).as("Flask and its friends are installed").isZero();
        try (var klaus = KlausProcess.fresh("pages", Party.UNLIMITED)
                        .withFlags("-XX:+UseSerialGC", "-Xmx192m", "-XX:TieredStopAtLevel=1");
                var flask = Flask.start()) {
            klaus.start();
            var organiser = Organiser.signIn(klaus.browser());
            var small = Party.of(20, klaus, organiser, clock);
            var medium = crowd(300, klaus, organiser);
            var large = crowd(2_020, klaus, organiser);
            var join = page(klaus, medium.path() + "/register", "");
            organiser.draw(small.id());
            organiser.draw(large.id());
            var mine = participant(klaus, small);
            compare("The page to join", "≤ 1.0 ×", join, flask.page("/exchange/party20/register", ""));
            compare("A participant's page, of 20", "≤ 1.0 ×", mine, flask.page("/exchange/party20/me", "guest"));
            compare("A participant's page, of 2,020 / of 20", "≤ 1.3 ×", participant(klaus, large), mine);
            var manage = "/admin/exchanges/" + medium.id();
            compare(
                    "An exchange of 300",
                    "≤ 1.2 ×",
                    page(klaus, manage, organiser.browser().cookieHeader(manage)),
                    flask.page("/admin/exchanges/2", "organiser"));
        }
    }

    /** What takes processor time, and how long each request for it takes. */
    private record Asked(ProcessHandle process, Load load) {

        Duration each(int times) {
            var before = processorTime();
            try {
                load.run(times);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return processorTime().minus(before).dividedBy(times);
        }

        /** Of the process and those it started. */
        private Duration processorTime() {
            return Stream.concat(Stream.of(process), process.descendants())
                    .map(one -> one.info().totalCpuDuration().orElse(Duration.ZERO))
                    .reduce(Duration.ZERO, Duration::plus);
        }
    }

    private void compare(String what, String target, Asked ours, Asked beside) {
        ours.each(WARM_UP);
        beside.each(WARM_UP / 10);
        report.line(
                        what + ": processor time / Flask's",
                        InTurn.measure(() -> ours.each(REQUESTS), () -> beside.each(REQUESTS)),
                        target)
                .write();
    }

    /** One who joined by themselves, and many from a list, all confirmed. */
    private Party crowd(int size, KlausProcess klaus, Organiser organiser) throws IOException {
        var party = Party.of(1, klaus, organiser, clock);
        for (var first = 1; first < size; first += 1_000) {
            var list = IntStream.range(first, Math.min(first + 1_000, size))
                    .mapToObj(number -> "Guest %d, crowd%d@party%d.example.org".formatted(number, number, party.id()))
                    .collect(Collectors.joining("\n"));
            var form = organiser
                    .browser()
                    .open("/admin/exchanges/" + party.id() + "/import")
                    .form("/import");
            var added = organiser.browser().submit(form.with("people", list).with("confirm", "true"));
            assertThat(added.status()).as("%s", added).isEqualTo(303);
        }
        klaus.store()
                .change(db -> db.update("UPDATE participant SET confirmed_at = created_at WHERE confirmed_at IS NULL"));
        return party;
    }

    private static Asked participant(KlausProcess klaus, Party party) {
        var path = party.path() + "/me";
        return page(klaus, path, party.people().get(0).cookieHeader(path));
    }

    private static Asked page(KlausProcess klaus, String path, String cookie) {
        return new Asked(klaus.handle(), new Load(klaus.address().getPort(), path, cookie));
    }

    private record Flask(Process process, int port) implements AutoCloseable {

        static Flask start() throws IOException {
            var folder = Files.createTempDirectory(Path.of("target"), "flask").toAbsolutePath();
            var port = FreePort.find();
            var builder = new ProcessBuilder(
                            PYTHON, "-m", "gunicorn", "--threads", "4", "--bind", "127.0.0.1:" + port, "app:app")
                    .directory(FLASK.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log.txt").toFile());
            builder.environment()
                    .putAll(Map.of(
                            "APP_DATABASE", folder.resolve("flask.db").toString(), "PYTHONDONTWRITEBYTECODE", "1"));
            var flask = new Flask(builder.start(), port);
            var browser = new Browser(URI.create("http://localhost:" + port));
            await().atMost(Duration.ofMinutes(1)).until(() -> browser.answersAt("/exchange/party20/register"));
            return flask;
        }

        Asked page(String path, String session) {
            return new Asked(process.toHandle(), new Load(port, path, session.isEmpty() ? "" : "session=" + session));
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
