package org.sneakyklaus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.sneakyklaus.image.KlausContainer;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.FreePort;
import org.sneakyklaus.testsupport.Organiser;

/** What the image takes of a machine: processor time until it answers, and memory after many requests. */
@EnabledIfSystemProperty(named = "image", matches = ".+", disabledReason = "-Dimage=… names the image")
class ImageBenchmark {

    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 5);
    private static final int REQUESTS = 10_000;
    private static final int CLIENTS = 8;
    private static final long ENOUGH_MEMORY = 512L * 1024 * 1024;
    private static final long LITTLE_MEMORY = 400L * 1024 * 1024;
    /** Linux counts processor time in these. */
    private static final Duration TICK = Duration.ofMillis(10);

    @Test
    void startBesideThePlainJar() throws IOException, InterruptedException {
        var image = new ArrayList<Duration>();
        var jar = new ArrayList<Duration>();
        for (var round = 0; round < ROUNDS; round++) {
            image.add(processorTime(KlausContainer::start));
            jar.add(processorTime((port, volume, memory) ->
                    KlausContainer.startJar(port, volume, memory, "-XX:+UseSerialGC", "-Xmx192m")));
        }
        new Report("9-image")
                .line(
                        "Processor time until a container answers / the plain jar in it",
                        new InTurn(Times.of(image), Times.of(jar)),
                        "≤ 0.45 ×")
                .write();
    }

    @Test
    void memoryAfterManyRequests() throws Exception {
        var volume = KlausContainer.newVolume();
        try (var klaus = KlausContainer.start(FreePort.find(), volume, LITTLE_MEMORY)) {
            var before = resident(klaus);
            var clients = Executors.newFixedThreadPool(CLIENTS);
            var results = new ArrayList<Future<?>>();
            var organiser = Organiser.setUp(klaus.browser(), klaus::log);
            var date = Clock.systemUTC().instant().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS);
            var id = organiser.open(organiser.exchange("Party", date));
            var own = List.of("/admin", "/admin/exchanges/" + id, "/admin/outbox", "/admin/status");
            results.add(clients.submit(() -> ask(organiser.browser(), own)));
            var everybodys = List.of(organiser.link(id) + "/register", "/find", "/privacy");
            for (var client = 1; client < CLIENTS; client++) {
                results.add(clients.submit(() -> ask(klaus.browser(), everybodys)));
            }
            for (var result : results) {
                result.get();
            }
            clients.shutdown();
            new Report("9-memory")
                    .line(
                            "Memory of the container, of 400 MB, after 10,000 requests / before",
                            megabytes(resident(klaus)),
                            megabytes(before),
                            "≤ 350 MB")
                    .write();
        } finally {
            KlausContainer.removeVolume(volume);
        }
    }

    private static void ask(Browser browser, List<String> paths) {
        for (var request = 0; request < REQUESTS / CLIENTS; request++) {
            var path = paths.get(request % paths.size());
            assertThat(browser.open(path).status()).as(path).isEqualTo(200);
        }
    }

    @FunctionalInterface
    private interface Start {
        KlausContainer on(int port, String volume, long memory);
    }

    /** Of its own process, on a new database. */
    private static Duration processorTime(Start start) throws IOException, InterruptedException {
        var volume = KlausContainer.newVolume();
        try (var klaus = start.on(FreePort.find(), volume, ENOUGH_MEMORY)) {
            var fields = klaus.run("cat", "/proc/1/stat").split(" ", -1);
            return TICK.multipliedBy(Long.parseLong(fields[13]) + Long.parseLong(fields[14]));
        } finally {
            KlausContainer.removeVolume(volume);
        }
    }

    private static double resident(KlausContainer klaus) throws IOException, InterruptedException {
        var line = klaus.run("grep", "VmRSS", "/proc/1/status");
        return Integer.parseInt(line.replaceAll("\\D", "")) / 1024.0;
    }

    private static String megabytes(double amount) {
        return String.format(Locale.ROOT, "%.0f MB", amount);
    }
}
