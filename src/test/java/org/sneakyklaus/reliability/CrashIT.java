package org.sneakyklaus.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.Organiser;

/**
 * Kills the application while reminders go out, the nightly jobs run and people are added, and starts it again, round
 * after round. In the end what was acknowledged must be there, what was due must be done, and nobody may have been
 * written to twice.
 *
 * <p>One exception: no step both hands an e-mail over and writes that down. So the one that is on its way when the
 * process dies may arrive again, with the same Message-ID: at most one for each kill.
 *
 * <p>{@code -Dcrash.rounds=25} for more rounds; {@code -Dcrash.seed=…} for the instants of an earlier run, which stands
 * in its output.
 */
@Tag("once")
@Tag("slow")
class CrashIT {

    private static final int ROUNDS = Integer.getInteger("crash.rounds", 3);
    private static final int EXCHANGES = 8;
    private static final int PEOPLE = 25;
    private static final int REMINDER_DAYS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(5 + ROUNDS);
    private static final Pattern REMINDER = Pattern.compile("“.*” is (today|tomorrow|in \\d days)");
    private static final Pattern CONFIRMATION = Pattern.compile("Confirm your place in “.*”");

    /** A run that was due at an instant, in milliseconds. */
    private record Due(String job, long at) {}

    private final Clock clock = Clock.tickMillis(ZoneOffset.UTC);
    private final long seed = Long.getLong("crash.seed", System.nanoTime());
    private final Random random = new Random(seed);

    private final List<Duration> normalStarts = new ArrayList<>();
    private final List<Duration> startsAfterKill = new ArrayList<>();
    private final Collection<Due> due = new ArrayList<>();
    private final Set<String> toRemind = new TreeSet<>();
    private final Collection<String> acknowledged = new ConcurrentLinkedQueue<>();

    private KlausProcess klaus;
    private ArrivingMail mail;
    private Kills kills;

    @BeforeEach
    void install() throws IOException, InterruptedException {
        System.out.printf("Crash test: %d rounds, -Dcrash.seed=%d%n", ROUNDS, seed);
        klaus = KlausProcess.fresh("crash");
        mail = new ArrivingMail(klaus.mail());
        kills = new Kills(klaus);
    }

    @AfterEach
    void close() throws IOException {
        klaus.close();
        mail.close();
    }

    @Test
    void nothingIsLostAndNobodyIsWrittenToTwice() throws IOException, InterruptedException {
        klaus.start();
        var organiser = Organiser.signIn(klaus.browser());
        var rounds = new ArrayList<List<Long>>();
        for (int round = 0; round < ROUNDS; round++) {
            rounds.add(openExchanges(organiser, "Round " + round));
        }
        var growing = organiser.open(
                organiser.exchange("Growing", inDays(60)).with("registrationCloseDate", Organiser.local(inDays(50))));
        klaus.stop();
        klaus.store()
                .change(db ->
                        rounds.forEach(exchanges -> exchanges.forEach(exchange -> Guests.add(db, exchange, PEOPLE))));
        normalStarts.add(klaus.start());
        rounds.forEach(exchanges -> exchanges.forEach(organiser::draw));
        await().atMost(PATIENCE).until(() -> mail.count() >= ROUNDS * EXCHANGES * PEOPLE);
        klaus.stop();
        var recurring = klaus.store().recurring();

        for (int round = 0; round < ROUNDS; round++) {
            var dueNow = prepare(round, rounds.get(round), recurring);
            (round == 0 ? normalStarts : startsAfterKill).add(klaus.start());
            var newcomers = new Newcomers(organiser, growing, "newcomer-" + round, acknowledged);
            if (round % 2 == 0) {
                klaus.awaitLogged(" starts, due at ");
                klaus.run(millis(50, 3_000));
            } else {
                // One of the runs, as soon as it has begun.
                var job = dueNow.get(random.nextInt(dueNow.size())).job();
                klaus.awaitLogged("Job " + job + " starts, due at ");
                klaus.run(millis(0, 50));
            }
            kills.kill();
            newcomers.end();
            if (round % 2 == 1) {
                // Once more, somewhere in the start or in what the application takes up again.
                klaus.launch();
                klaus.run(millis(0, normalStarts.get(0).toMillis() + 1_500));
                kills.kill();
            }
        }
        klaus.store().change(db -> kills.letClaimsRunOut(db, clock.instant()));
        startsAfterKill.add(klaus.start());
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> klaus.store().isDrained(clock.instant()));
        klaus.stop();

        System.out.println(summary());
        var errors = klaus.logged(" ERROR ");
        assertSoftly(softly -> {
            everyMailArrivedOnce(softly);
            everyRunWasDone(softly, recurring);
            triggersAreAsTheExchangesWantThem(softly, recurring);
            whatWasAcknowledgedIsThere(softly, growing);
            softly.assertThat(errors).as("errors in the log").isEmpty();
        });
        Kills.assertIntact(klaus.store());
        assertThat(klaus.databaseBytes())
                .as("the file of the database, where an exchange was purged")
                .doesNotContain(NightlyWork.PURGED);
    }

    private List<Long> openExchanges(Organiser organiser, String name) {
        var exchanges = new ArrayList<Long>();
        for (int i = 0; i < EXCHANGES; i++) {
            exchanges.add(organiser.open(organiser.exchange(name, inDays(30))));
        }
        return exchanges;
    }

    private Instant inDays(int days) {
        return clock.instant().plus(Duration.ofDays(days)).truncatedTo(ChronoUnit.SECONDS);
    }

    private Duration millis(long from, long to) {
        return Duration.ofMillis(random.nextLong(from, to));
    }

    /** Makes the reminders of a round, and all jobs with work for them, due when the application will have started. */
    private List<Due> prepare(int round, List<Long> exchanges, Set<String> recurring) {
        var start = clock.instant().plus(normalStarts.get(0));
        var dueNow = new ArrayList<Due>();
        klaus.store().change(db -> {
            kills.letClaimsRunOut(db, clock.instant());
            for (var exchange : exchanges) {
                var at = start.plus(millis(0, 2_000));
                var date = Instant.ofEpochMilli(
                        Store.one(db, "SELECT exchange_date FROM exchange WHERE id = ?", exchange));
                Store.age(db, exchange, Duration.between(at.plus(Duration.ofDays(REMINDER_DAYS)), date));
                dueNow.add(new Due("reminder_exchange_" + exchange + "_days_" + REMINDER_DAYS, at.toEpochMilli()));
                for (int i = 0; i < PEOPLE; i++) {
                    toRemind.add(Guests.address(exchange, i));
                }
            }
            for (var job : recurring) {
                var at = start.plus(millis(0, 2_000));
                // One that is due still, because the last kill came first, keeps its time.
                if (!job.startsWith("dispatch_") && Store.nextRun(db, job).isAfter(at)) {
                    Store.setDue(db, job, at);
                    dueNow.add(new Due(job, at.toEpochMilli()));
                }
            }
            NightlyWork.add(db, klaus.mail(), round, clock.instant());
        });
        due.addAll(dueNow);
        return dueNow;
    }

    private void everyMailArrivedOnce(SoftAssertions softly) {
        softly.assertThat(mail.problems()).isEmpty();
        var store = klaus.store();
        softly.assertThat(store.column("SELECT DISTINCT state FROM outbound_email"))
                .as("states in the outbox")
                .containsExactly("SENT");
        softly.assertThat(store.column("SELECT '<' || message_key || '@localhost>' FROM outbound_email"))
                .as("every e-mail of the outbox arrived, and none is there without its row")
                .containsExactlyInAnyOrderElementsOf(mail.letters().stream()
                        .map(ArrivingMail.MailContent::messageId)
                        .toList());
        softly.assertThat(mail.changed())
                .as("e-mails that arrived again as another one")
                .isEmpty();
        softly.assertThat(mail.times())
                .as("how often each arrived")
                .allSatisfy((row, times) -> softly.assertThat(times)
                        .as("arrivals of row %d, killed %d times on its way", row, kills.onTheWay(row))
                        .isLessThanOrEqualTo(1 + kills.onTheWay(row)));
        softly.assertThat(recipients(REMINDER))
                .as("one reminder for each person and planned reminder")
                .containsExactlyInAnyOrderElementsOf(toRemind);
    }

    /** To whom each e-mail with such a subject went; the same one twice counts once. */
    private List<String> recipients(Pattern subject) {
        return mail.letters().stream()
                .filter(letter -> subject.matcher(letter.subject()).matches())
                .map(ArrivingMail.MailContent::to)
                .toList();
    }

    private void everyRunWasDone(SoftAssertions softly, Set<String> recurring) {
        var store = klaus.store();
        softly.assertThat(store.column("SELECT DISTINCT outcome FROM job_execution"))
                .as("outcomes of runs")
                .isSubsetOf("SUCCESS", "INTERRUPTED");
        softly.assertThat(store.column("SELECT id FROM job_execution WHERE outcome = 'INTERRUPTED'"))
                .as("the runs that were cut off")
                .map(Long::valueOf)
                .containsExactlyInAnyOrderElementsOf(kills.cutOff());
        for (var run : due) {
            softly.assertThat(store.count(
                            "job_execution WHERE outcome = 'SUCCESS' AND job_id = ? AND scheduled_at = ?",
                            run.job(),
                            run.at()))
                    .as("finished runs of %s for its time %d", run.job(), run.at())
                    .isPositive();
        }
        softly.assertThat(NightlyWork.undone(store, recurring))
                .as("left to do for each job")
                .isEmpty();
    }

    private void triggersAreAsTheExchangesWantThem(SoftAssertions softly, Set<String> recurring) {
        var store = klaus.store();
        var wanted = new TreeSet<String>();
        recurring.forEach(job -> wanted.add("recurring " + job));
        store.column("SELECT id FROM exchange WHERE state = 'MATCHED'")
                .forEach(id -> wanted.add("exchange_" + id + " reminder_exchange_" + id + "_days_1"));
        store.column("SELECT id FROM exchange WHERE state = 'REGISTRATION_OPEN'")
                .forEach(id -> wanted.add("exchange_" + id + " close_registration_exchange_" + id));
        softly.assertThat(store.column("SELECT trigger_group || ' ' || trigger_name FROM qrtz_triggers"))
                .as("triggers")
                .containsExactlyInAnyOrderElementsOf(wanted);
        softly.assertThat(store.column("SELECT job_group || ' ' || job_name FROM qrtz_job_details"))
                .as("jobs of triggers")
                .containsExactlyInAnyOrderElementsOf(wanted);
        softly.assertThat(store.column("SELECT DISTINCT trigger_state FROM qrtz_triggers"))
                .as("states of triggers")
                .containsExactly("WAITING");
        softly.assertThat(store.column("SELECT trigger_name FROM qrtz_triggers t JOIN exchange e"
                        + " ON t.trigger_group = 'exchange_' || e.id WHERE t.next_fire_time <> CASE e.state"
                        + " WHEN 'MATCHED' THEN e.exchange_date - 86400000 ELSE e.registration_close_date END"))
                .as("triggers at a wrong time")
                .isEmpty();
        softly.assertThat(store.column("SELECT trigger_name FROM qrtz_fired_triggers"))
                .as("triggers that seem to run")
                .isEmpty();
    }

    private void whatWasAcknowledgedIsThere(SoftAssertions softly, long growing) {
        var people = klaus.store().column("SELECT email FROM participant WHERE exchange_id = ?", growing);
        softly.assertThat(people).as("people who were added").containsAll(acknowledged);
        softly.assertThat(recipients(CONFIRMATION))
                .as("who was added is written to")
                .containsExactlyInAnyOrderElementsOf(people);
    }

    private String summary() {
        var store = klaus.store();
        var reminders = recipients(REMINDER);
        var again = mail.times().values().stream().mapToInt(times -> times - 1).sum();
        var unexplained = mail.times().entrySet().stream()
                .mapToInt(row -> Math.max(0, row.getValue() - 1 - kills.onTheWay(row.getKey())))
                .sum();
        return """
                Crash test: %d rounds, %d kills: %d while a recorded run went on, %d while an e-mail was on its way
                Runs: %d cut off; in the history %s
                Reminders: %d due, %d lost, %d sent twice
                E-mails: %d, of these %d on their way at a kill arrived again, %d others did
                People: %d acknowledged, %d lost
                Start: normally %s, after a kill %s""".formatted(
                ROUNDS,
                kills.count(),
                kills.duringRuns(),
                kills.duringMail(),
                kills.cutOff().size(),
                store.column("SELECT outcome || ' ' || count(*) FROM job_execution GROUP BY outcome"),
                toRemind.size(),
                toRemind.stream().filter(person -> !reminders.contains(person)).count(),
                reminders.size() - Set.copyOf(reminders).size(),
                mail.count(),
                again - unexplained,
                unexplained,
                acknowledged.size(),
                acknowledged.stream()
                        .filter(address -> store.count("participant WHERE email = ?", address) == 0)
                        .count(),
                spread(normalStarts),
                spread(startsAfterKill));
    }

    private static String spread(List<Duration> durations) {
        var sorted = durations.stream().sorted().toList();
        return "%d ms in the middle, %d ms at most"
                .formatted(
                        sorted.get(sorted.size() / 2).toMillis(),
                        sorted.get(sorted.size() - 1).toMillis());
    }
}
