package org.sneakyklaus.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.outbox.transport.MailListener.Moment;
import org.sneakyklaus.testsupport.Organiser;

/**
 * Has an installation send 500 pairings a round, kills it meanwhile and starts it again. Of four kills three come from
 * the mail server itself, each at another moment of an e-mail, and one at random; each second round has two.
 */
final class MailCrash implements AutoCloseable {

    static final int PEOPLE = 500;

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String AT_RANDOM = "at random";
    // So few that as many are left for the second kill of a round.
    private static final int FIRST = 200;
    private static final int SECOND = 50;

    private final Clock clock = Clock.systemUTC();
    private final KlausProcess klaus;
    private final Kills kills;
    private final MailAim aim;
    private final Random random;
    private final Map<String, Integer> shots = new TreeMap<>();
    private final Map<String, Integer> hits = new TreeMap<>();
    private List<Long> exchanges = List.of();

    MailCrash(String name, MailProvider provider, Random random) throws IOException, InterruptedException {
        this.klaus = KlausProcess.fresh("mail-crash-" + name, provider.settings());
        this.kills = new Kills(klaus);
        this.aim = new MailAim(klaus);
        this.random = random;
        provider.tell(aim);
    }

    void run(int rounds) throws IOException, InterruptedException {
        var start = klaus.start().toMillis();
        var organiser = Organiser.signIn(klaus.browser());
        exchanges = exchanges(organiser, rounds);
        var turn = random.nextInt(Moment.values().length + 1);
        for (int round = 0; round < rounds; round++) {
            var moment = moment(round + turn);
            organiser.draw(exchanges.get(round));
            shoot(moment, FIRST, 2_000);
            // When the first came at random, there may be no e-mail left to wait for.
            if (round % 2 == 1 && moment != null) {
                klaus.launch();
                shoot(moment(random.nextInt(4)), SECOND, start + 2_000);
            }
            klaus.start();
            await().atMost(PATIENCE).until(() -> klaus.store().isDrained(clock.instant()));
        }
        klaus.stop();
    }

    /** The exchanges whose pairings were sent. */
    List<Long> exchanges() {
        return exchanges;
    }

    Kills kills() {
        return kills;
    }

    Store store() {
        return klaus.store();
    }

    List<String> errors() throws IOException {
        return klaus.logged(" ERROR ");
    }

    /** How many kills there were at each moment. */
    Map<String, Integer> shots() {
        return shots;
    }

    /** How many of those left an e-mail claimed and not marked. */
    Map<String, Integer> hits() {
        return hits;
    }

    private List<Long> exchanges(Organiser organiser, int count) {
        var opened = new ArrayList<Long>();
        var date = clock.instant().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS);
        for (int i = 0; i < count; i++) {
            opened.add(organiser.open(organiser.exchange("Round " + i, date)));
        }
        klaus.store().change(db -> opened.forEach(exchange -> Guests.add(db, exchange, PEOPLE)));
        return opened;
    }

    /** One of those of an e-mail, or nothing for one at random. */
    private static @Nullable Moment moment(int number) {
        var moments = Moment.values();
        var index = number % (moments.length + 1);
        return index == moments.length ? null : moments[index];
    }

    private void shoot(@Nullable Moment moment, int mails, long millis) throws IOException, InterruptedException {
        if (moment == null) {
            klaus.run(Duration.ofMillis(random.nextLong(millis)));
        } else {
            aim.take(moment, 1 + random.nextInt(mails));
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> !klaus.isAlive());
        }
        var before = kills.duringMail();
        kills.kill();
        var name = moment == null ? AT_RANDOM : moment.name();
        var caught = kills.duringMail() - before;
        assertThat(caught)
                .as("e-mails that were on their way at the kill, which was %s", name)
                .isGreaterThanOrEqualTo(moment == Moment.OFFERED || moment == Moment.TAKEN ? 1 : 0);
        shots.merge(name, 1, Integer::sum);
        hits.merge(name, caught, Integer::sum);
        klaus.store().change(db -> kills.letClaimsRunOut(db, clock.instant()));
    }

    @Override
    public void close() {
        klaus.close();
    }
}
