package org.sneakyklaus.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Organiser;
import org.sneakyklaus.testsupport.Page;

/** More people than it is made for, a database that somebody else keeps busy, and a long time. */
@Tag("once")
@Tag("slow")
class EnduranceIT {

    private static final Duration OVERLOAD = Duration.ofSeconds(Integer.getInteger("overload.seconds", 60));
    private static final Duration BUSY = Duration.ofSeconds(Integer.getInteger("busy.seconds", 300));
    private static final Duration SOAK = Duration.ofSeconds(Integer.getInteger("soak.seconds", 600));
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private static final Map<String, String> SETTINGS = Map.of(
            "KLAUS_MAIL_RATE", "1000",
            "KLAUS_LIMIT_REGISTRATION_CLIENT", "1000000/1h",
            "KLAUS_LIMIT_LINK_CLIENT", "1000000/1h",
            "KLAUS_LIMIT_ADMIN_ACCOUNT", "1000/1h");

    private final Clock clock = Clock.systemUTC();
    private final AtomicInteger number = new AtomicInteger();

    @Test
    void twoHundredPeopleAtOnceAreAnsweredAndLinksStillLeave() throws Exception {
        try (var klaus = started("overload")) {
            var path = exchange(klaus);
            Arrival anybody = () -> {
                var browser = klaus.browser();
                return () ->
                        number.incrementAndGet() % 10 == 0 ? register(browser, path) : browser.open(path + "/register");
            };
            atOnce(200, OVERLOAD, anybody);
            var before = resident(klaus);
            var answers = atOnce(200, OVERLOAD, anybody);
            await().atMost(Duration.ofSeconds(60)).until(() -> klaus.store().isDrained(clock.instant()));

            System.out.printf("Overload: %s, resident %d → %d MB%n", answers, before, resident(klaus));
            assertThat(answers.keySet()).isSubsetOf(200, 303);
            // What README says that it needs, and no more the second time than the first.
            assertThat(resident(klaus)).as("MB").isLessThan(512).isLessThan(before * 11 / 10);
            assertThat(klaus.logged(" ERROR ")).isEmpty();
        }
    }

    @Test
    void whoWritesWaitsForAnotherProcessAndNobodySeesAnError() throws Exception {
        try (var klaus = started("busy")) {
            var path = exchange(klaus);
            var holder = Executors.newScheduledThreadPool(2);
            var holds = new AtomicInteger();
            var holding = hold(klaus, holder, holds);
            var answers = atOnce(16, BUSY, () -> {
                var browser = klaus.browser();
                var writes = number.incrementAndGet() % 2 == 0;
                return () -> writes ? register(browser, path) : browser.open(path + "/register");
            });
            assertThat(holding.isDone()).as("it could not be held any more").isFalse();
            holding.cancel(false);
            holder.shutdown();
            assertThat(holder.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

            System.out.printf("Busy: %s, held %d times for 3 s%n", answers, holds.get());
            assertThat(answers.keySet()).isSubsetOf(200, 303);
            assertThat(klaus.logged(" ERROR ")).isEmpty();
            klaus.stop();
            assertThat(klaus.store().column("PRAGMA integrity_check")).containsExactly("ok");
        }
    }

    @Test
    void nothingGrowsForAsLongAsPeopleComeAndGo() throws Exception {
        try (var klaus = started("soak")) {
            life(klaus, WARM_UP);
            var before = taken(klaus);
            life(klaus, SOAK);
            var after = taken(klaus);

            System.out.printf("Soak: %s → %s%n", before, after);
            assertThat(after.threads).isBetween(before.threads - 2, before.threads + 2);
            assertThat(after.files).isBetween(before.files - 5, before.files + 5);
            assertThat(after.heap).as("KiB after a collection").isLessThan(before.heap * 5 / 4);
            assertThat(Files.size(klaus.data().resolve("klaus.db-wal"))).isLessThan(16L << 20);
            assertThat(klaus.logged(" ERROR ")).isEmpty();
        }
    }

    /** Exchanges come into being, are drawn and deleted, while others look. */
    private void life(KlausProcess klaus, Duration duration) throws Exception {
        var lookers = atOnce(4, duration, () -> {
            var organiser = Organiser.signIn(klaus.browser());
            return () -> {
                var id = organiser.open(organiser.exchange("Round", inAMonth()));
                for (var person = 0; person < 5; person++) {
                    organiser.add(id, "Guest", "guest-" + number.incrementAndGet() + "@example.org");
                }
                organiser.draw(id);
                organiser.complete(id);
                var page = organiser.browser().open("/admin/exchanges/" + id);
                return organiser.browser().submit(page.form("/delete").with("name", "Round"));
            };
        });
        assertThat(lookers.keySet()).containsExactly(303);
        // Connections that nobody uses any more are closed.
        await().until(() -> klaus.store().isDrained(clock.instant()));
    }

    private record Taken(long threads, long files, long heap) {}

    private static Taken taken(KlausProcess klaus) throws IOException, InterruptedException {
        var proc = Path.of("/proc", String.valueOf(klaus.pid()));
        jcmd(klaus, "GC.run");
        var used = USED.matcher(jcmd(klaus, "GC.heap_info"));
        var heap = 0L;
        while (used.find()) {
            heap += Long.parseLong(used.group(1));
        }
        try (var files = Files.list(proc.resolve("fd"))) {
            return new Taken(status(klaus, "Threads"), files.count(), heap);
        }
    }

    private static String jcmd(KlausProcess klaus, String command) throws IOException, InterruptedException {
        var jcmd = UnpackedJar.JAVA_HOME.resolve("bin").resolve("jcmd");
        var process = new ProcessBuilder(jcmd.toString(), String.valueOf(klaus.pid()), command)
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    /** Of the process, in MB. */
    private static long resident(KlausProcess klaus) throws IOException {
        return status(klaus, "VmRSS") / 1024;
    }

    private static long status(KlausProcess klaus, String what) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(klaus.pid()), "status")).stream()
                .filter(line -> line.startsWith(what + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static KlausProcess started(String name) throws IOException, InterruptedException {
        var klaus =
                KlausProcess.fresh(name, SETTINGS).withFlags("-XX:+UseSerialGC", "-Xmx192m", "-XX:TieredStopAtLevel=1");
        klaus.start();
        return klaus;
    }

    private String exchange(KlausProcess klaus) {
        var organiser = Organiser.signIn(klaus.browser());
        return organiser.link(organiser.open(organiser.exchange("Family", inAMonth())));
    }

    private Instant inAMonth() {
        return clock.instant().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS);
    }

    private Page register(Browser browser, String path) {
        return browser.submit(browser.open(path + "/register")
                .form("/register")
                .with("name", "Guest")
                .with("email", "guest-" + number.incrementAndGet() + "@example.org"));
    }

    /** Keeps the database to itself for three seconds of every ten, as a backup program may. */
    private static ScheduledFuture<?> hold(KlausProcess klaus, ScheduledExecutorService holder, AtomicInteger holds) {
        return holder.scheduleAtFixedRate(
                () -> {
                    var lock = klaus.store().lock();
                    CompletableFuture.delayedExecutor(3, TimeUnit.SECONDS).execute(() -> {
                        release(lock);
                        holds.incrementAndGet();
                    });
                },
                0,
                10,
                TimeUnit.SECONDS);
    }

    private static void release(Connection lock) {
        try {
            lock.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @FunctionalInterface
    private interface Person {
        Page act();
    }

    @FunctionalInterface
    private interface Arrival {
        Person person();
    }

    /** Lets so many act over and over for so long; returns how often each status was answered. */
    private static Map<Integer, Integer> atOnce(int people, Duration duration, Arrival arrival) throws Exception {
        var answers = new ConcurrentSkipListMap<Integer, Integer>();
        var threads = Executors.newFixedThreadPool(people);
        var end = System.nanoTime() + duration.toNanos();
        List<Future<?>> all = new ArrayList<>();
        for (var count = 0; count < people; count++) {
            all.add(threads.submit(() -> {
                var person = arrival.person();
                while (System.nanoTime() < end) {
                    answers.merge(person.act().status(), 1, Integer::sum);
                }
            }));
        }
        for (var one : all) {
            one.get();
        }
        threads.shutdown();
        return answers;
    }
}
