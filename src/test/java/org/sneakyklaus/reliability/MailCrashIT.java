package org.sneakyklaus.reliability;

import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.outbox.transport.MailListener.Moment;
import org.sneakyklaus.reliability.MailProvider.Taken;

/**
 * Kills the application while it sends 500 pairings, round after round, from within the mail server and at random: see
 * {@link MailCrash}. Nothing may be lost. Resend knows an e-mail again, and each leaves once; an SMTP server does not,
 * and the one that was on its way at a kill may leave again, with the same Message-ID.
 *
 * <p>{@code -Dmail.crash.rounds=25} for more rounds; {@code -Dmail.crash.seed=…} for the instants of an earlier run,
 * which stands in its output. The summary is kept as {@code target/mail-crash-….txt}, too.
 */
@Tag("once")
@Tag("slow")
class MailCrashIT {

    private static final int ROUNDS = Integer.getInteger("mail.crash.rounds", 1);

    private final long seed = Long.getLong("mail.crash.seed", System.nanoTime());

    @Test
    void byResendEachLeavesOnce() throws IOException, InterruptedException {
        try (var provider = MailProvider.resend()) {
            crash("resend", provider, 0);
        }
    }

    @Test
    void bySmtpOnlyTheOneOnItsWayAtAKillLeavesTwice() throws IOException, InterruptedException {
        try (var provider = MailProvider.smtp()) {
            crash("smtp", provider, 1);
        }
    }

    /** @param again how often an e-mail may leave again for each kill while it was on its way */
    private void crash(String name, MailProvider provider, int again) throws IOException, InterruptedException {
        System.out.printf("E-mail crash test, %s: %d rounds, -Dmail.crash.seed=%d%n", name, ROUNDS, seed);
        try (var crash = new MailCrash(name, provider, new Random(seed))) {
            crash.run(ROUNDS);
            var summary = summary(name, crash, provider);
            System.out.println(summary);
            Files.writeString(Path.of("target", "mail-crash-" + name + ".txt"), summary + System.lineSeparator());
            check(crash, provider, again);
        }
    }

    private static void check(MailCrash crash, MailProvider provider, int again) throws IOException {
        var taken = provider.taken();
        var rows = rows(crash.store());
        var errors = crash.errors();
        assertSoftly(softly -> {
            softly.assertThat(crash.store().column("SELECT DISTINCT state FROM outbound_email"))
                    .as("states in the outbox")
                    .containsExactly("SENT");
            softly.assertThat(new HashSet<>(taken))
                    .extracting(Taken::key)
                    .as("every e-mail of the outbox left, and none without its row")
                    .containsExactlyInAnyOrderElementsOf(rows.keySet());
            softly.assertThat(guests(taken.stream().distinct()))
                    .as("one pairing for each person")
                    .containsExactlyInAnyOrderElementsOf(guests(crash));
            softly.assertThat(times(taken))
                    .as("how often each left")
                    .allSatisfy((key, times) -> softly.assertThat(times)
                            .as("e-mail %s, killed %d times on its way", key, onTheWay(crash, rows, key))
                            .isLessThanOrEqualTo(1 + again * onTheWay(crash, rows, key)));
            softly.assertThat(provider.repeated())
                    .as("e-mails that were offered again, where those that were taken without an answer must be")
                    .isBetween(
                            crash.shots().getOrDefault(Moment.TAKEN.name(), 0),
                            crash.kills().duringMail());
            softly.assertThat(errors).as("errors in the log").isEmpty();
        });
        Kills.assertIntact(crash.store());
    }

    private static String summary(String name, MailCrash crash, MailProvider provider) {
        var taken = provider.taken();
        var rows = rows(crash.store());
        var times = times(taken);
        var due = guests(crash);
        var reached = guests(taken.stream().distinct());
        var again = taken.size() - times.size();
        var unexplained = times.entrySet().stream()
                .mapToInt(mail -> Math.max(0, mail.getValue() - 1 - onTheWay(crash, rows, mail.getKey())))
                .sum();
        return """
                E-mail crash test, %s: %d rounds, %d kills: %s
                E-mail claimed and not marked at the kill: %d times: %s
                Pairings: %d due, %d lost, %d as two different e-mails
                E-mails: %d, of these %d were offered again under their key and %d left again, %d of them not on their way at a kill""".formatted(
                        name,
                        ROUNDS,
                        crash.kills().count(),
                        crash.shots(),
                        crash.kills().duringMail(),
                        crash.hits(),
                        due.size(),
                        due.stream().filter(guest -> !reached.contains(guest)).count(),
                        reached.size() - new HashSet<>(reached).size(),
                        times.size(),
                        provider.repeated(),
                        again,
                        unexplained);
    }

    /** The rows of the outbox by the keys of their e-mails. */
    private static Map<String, Long> rows(Store store) {
        return store.column("SELECT message_key || ' ' || id FROM outbound_email").stream()
                .map(row -> row.split(" "))
                .collect(Collectors.toMap(row -> row[0], row -> Long.valueOf(row[1])));
    }

    private static Map<String, Integer> times(List<Taken> taken) {
        return taken.stream().map(Taken::key).collect(Collectors.toMap(Function.identity(), key -> 1, Integer::sum));
    }

    private static int onTheWay(MailCrash crash, Map<String, Long> rows, String key) {
        return crash.kills().onTheWay(rows.getOrDefault(key, 0L));
    }

    private static List<String> guests(Stream<Taken> taken) {
        return taken.map(Taken::to).filter(to -> to.startsWith("guest-")).toList();
    }

    private static List<String> guests(MailCrash crash) {
        return crash.exchanges().stream()
                .flatMap(exchange -> IntStream.range(0, MailCrash.PEOPLE).mapToObj(i -> Guests.address(exchange, i)))
                .toList();
    }
}
