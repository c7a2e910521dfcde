package org.sneakyklaus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.reliability.KlausProcess;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Organiser;

/** People at their pages of the built application all at once: nine of ten requests read, one writes. */
class MixBenchmark {

    private static final int CLIENTS = 16;
    private static final Duration LONG = Duration.ofSeconds(Integer.getInteger("benchmark.mix.seconds", 60));
    /** With the processor mostly for the compiler, which many busy clients would leave too little of. */
    private static final Duration WARM_UP_OF_TWO = Duration.ofSeconds(60);

    private static final Duration WARM_UP = Duration.ofSeconds(15);

    private final Clock clock = Clock.systemUTC();

    private record Waits(List<Duration> reads, List<Duration> writes) {

        Waits() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        void add(Waits other) {
            reads.addAll(other.reads);
            writes.addAll(other.writes);
        }
    }

    @Test
    void readsAndWritesAtOnce() throws IOException, InterruptedException, ExecutionException {
        try (var klaus = KlausProcess.fresh("mix", Party.UNLIMITED).withFlags("-XX:+UseSerialGC", "-Xmx192m")) {
            klaus.start();
            var party = Party.of(CLIENTS, klaus, Organiser.signIn(klaus.browser()), clock);
            atOnce(2, party, klaus, WARM_UP_OF_TWO, 0);
            atOnce(CLIENTS, party, klaus, WARM_UP, 1);
            var waits = atOnce(CLIENTS, party, klaus, LONG, 2);

            assertThat(klaus.logged(" ERROR ")).isEmpty();
            new Report("9-mix")
                    .line(
                            "9 of 10 read and 1 writes, 16 at once for %d s: a write / a read"
                                    .formatted(LONG.toSeconds()),
                            Times.of(waits.writes).spread(),
                            Times.of(waits.reads).spread(),
                            "no error, p99 ≤ 250 ms")
                    .line("… how many", String.valueOf(waits.writes.size()), String.valueOf(waits.reads.size()), "")
                    .write();
        }
    }

    private static Waits atOnce(int clients, Party party, KlausProcess klaus, Duration duration, int run)
            throws InterruptedException, ExecutionException {
        var threads = Executors.newFixedThreadPool(clients);
        var end = System.nanoTime() + duration.toNanos();
        var results = new ArrayList<Future<Waits>>();
        for (var client = 0; client < clients; client++) {
            var number = run * CLIENTS + client;
            var browser = party.people().get(client);
            results.add(threads.submit(() -> one(party.path(), browser, klaus.browser(), number, end)));
        }
        var waits = new Waits();
        for (var result : results) {
            waits.add(result.get());
        }
        threads.shutdown();
        return waits;
    }

    /** Somebody who reads, edits gift ideas, and tells others, who register. */
    private static Waits one(String exchange, Browser own, Browser fresh, int number, long end) {
        var random = new Random(number);
        var waits = new Waits();
        var profile = own.open(exchange + "/me/profile").form("/me/profile");
        var register = fresh.open(exchange + "/register").form("/register");
        for (var step = 0; System.nanoTime() < end; step++) {
            var what = random.nextInt(20);
            var begun = System.nanoTime();
            var answer = switch (what) {
                case 0 -> own.submit(profile.with("giftIdeas", "A book, volume " + step));
                case 1 ->
                    fresh.submit(register.with("name", "Guest")
                            .with("email", "guest-" + number + '-' + step + "@mix.example.org"));
                case 2, 3, 4, 5, 6 -> fresh.open(exchange + "/register");
                case 7, 8, 9 -> fresh.open(exchange);
                default -> own.open(exchange + "/me");
            };
            var took = Duration.ofNanos(System.nanoTime() - begun);
            // Each of these leads on.
            var expected = what <= 1 || (what >= 7 && what <= 9) ? 303 : 200;
            assertThat(answer.status()).as("%s", answer).isEqualTo(expected);
            (what <= 1 ? waits.writes : waits.reads).add(took);
        }
        return waits;
    }
}
