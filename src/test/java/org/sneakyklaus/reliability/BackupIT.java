package org.sneakyklaus.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.database.Schema;
import org.sneakyklaus.support.DatabaseKind;
import org.sneakyklaus.testsupport.Mail;
import org.sneakyklaus.testsupport.Organiser;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Takes backups while people register and names are drawn, and restores each of them in a folder of its own, where a log
 * of the running database lies about. {@code -Dbackup.rounds=100} for more of them; {@code -Dbackup.megabytes=100} for a
 * larger database to restore.
 */
@Tag("once")
@Tag("slow")
class BackupIT {

    private static final int ROUNDS = Integer.getInteger("backup.rounds", 2);
    private static final int MEGABYTES = Integer.getInteger("backup.megabytes", 10);
    private static final Duration MOST = Duration.ofMinutes(1);
    private static final Pattern NAME = Pattern.compile("klaus-\\d{8}-\\d{6}Z\\.db");
    private static final List<String> PEOPLE = List.of("ann", "ben", "cy", "dan", "eve");

    private final Clock clock = Clock.systemUTC();
    private final List<KlausProcess> processes = new ArrayList<>();

    @AfterEach
    void close() {
        processes.forEach(KlausProcess::close);
    }

    @Test
    void everyBackupThatIsTakenUnderLoadIsOfOneInstantAndCanBeRestored() throws Exception {
        var klaus = fresh("backup");
        klaus.start();
        var organiser = Organiser.signIn(klaus.browser());
        var date = clock.instant().plus(Duration.ofDays(30));
        var drawn = organiser.open(organiser.exchange("Drawn", date));
        for (var name : PEOPLE) {
            organiser.add(drawn, name, name + "@example.org");
        }
        organiser.draw(drawn);
        var growing = organiser.open(organiser.exchange("Growing", date));
        var slug = klaus.store()
                .column("SELECT slug FROM exchange WHERE id = ?", growing)
                .get(0);
        var acknowledged = new ConcurrentLinkedQueue<String>();
        KlausProcess restored;
        try (var load = new Load()) {
            load.add(() -> register(klaus, slug, "one", acknowledged));
            load.add(() -> register(klaus, slug, "two", acknowledged));
            load.add(() -> drawAgain(organiser, drawn));
            restored = fresh("restored");
            for (int round = 0; round < ROUNDS; round++) {
                var before = acknowledged.size();
                await().atMost(MOST).until(() -> acknowledged.size() > before);
                var known = List.copyOf(acknowledged);

                var backup = backup(klaus);

                holdsNoSecret(backup, klaus);
                restored = restoredBesideStaleFiles(backup, klaus, restored);
                isOfOneInstant(restored.store(), growing, drawn, known);
            }
        }
        restored.start();
        var page = Organiser.signIn(restored.browser()).browser().open("/admin/exchanges/" + drawn);
        assertThat(page.text()).contains("restored from a backup", "held after a restore");
        assertThat(
                        restored.store()
                                .count(
                                        "outbound_email WHERE state = 'SENT' AND sent_at > (SELECT restored_at FROM installation)"))
                .as("sent since")
                .isZero();
        restored.stop();
    }

    @Test
    void whatIsCutOffIsNoBackupAndALargeOneIsRestoredWithinAMinute() throws Exception {
        var klaus = fresh("large");
        var file = klaus.data().resolve("klaus.db");
        new Schema(new DriverManagerDataSource("jdbc:sqlite:" + file), DatabaseKind.SQLITE).update();
        assertThat(klaus.command("restore", klaus.data().toString()).errors()).contains(" is a folder: name the file");
        Files.writeString(klaus.key(), Base64.getEncoder().encodeToString(new byte[32]));
        klaus.store().change(db -> {
            for (int i = 0; i < MEGABYTES * 100; i++) {
                db.update(
                        "INSERT INTO suppressed_address (created_at, address_hash, reason)"
                                + " VALUES (1, ?, hex(randomblob(5000)))",
                        "hash " + i);
            }
        });
        var backups = klaus.data().resolve("backups");
        var earlier = backup(klaus);
        var whole = Files.readAllBytes(earlier);

        var running = klaus.launchCommand("backup");
        await().atMost(MOST)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> names(backups).stream().anyMatch(name -> name.startsWith("unfinished-")));
        running.destroyForcibly().waitFor();

        assertThat(names(backups))
                .as("under the name of a backup")
                .filteredOn(name -> NAME.matcher(name).matches())
                .containsExactly(earlier.getFileName().toString());
        assertThat(earlier).hasBinaryContent(whole);
        backup(klaus);
        assertThat(names(backups)).allMatch(name -> NAME.matcher(name).matches());

        var begun = System.nanoTime();
        var answer = klaus.command("restore", earlier.toString());
        assertThat(answer.code()).as("%s", answer).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(MOST);
        Kills.assertIntact(klaus.store());
        assertThat(klaus.store().count("suppressed_address")).isEqualTo(MEGABYTES * 100L);
    }

    @Test
    void theCommandsSayWhatIsInTheWay() throws Exception {
        var klaus = fresh("refused");
        assertThat(klaus.command("backup").errors()).contains("There is no database");
        var nothing = klaus.command("restore", "nothing.db");
        assertThat(nothing.code()).isEqualTo(1);
        assertThat(nothing.errors()).contains("There is no file");
        var letter = Files.writeString(
                klaus.data().resolveSibling("letter.db"), "Dear Klaus, this is no database. ".repeat(50));
        assertThat(klaus.command("restore", letter.toString()).errors()).contains("There is no secret key here");
        assertThat(names(klaus.data()))
                .as("neither a key nor a database is made")
                .containsOnly("mail");
        Files.writeString(klaus.key(), Base64.getEncoder().encodeToString(new byte[32]));
        assertThat(klaus.command("restore", letter.toString()).errors())
                .contains("This backup cannot be restored: it is no database");

        var postgresql = Map.of(
                "SPRING_DATASOURCE_URL",
                "jdbc:postgresql://localhost:1/klaus",
                "KLAUS_SECRET_KEY",
                Base64.getEncoder().encodeToString(new byte[32]));
        var backup = klaus.command(postgresql, "backup");
        assertThat(backup.code()).isEqualTo(1);
        assertThat(backup.errors()).contains("pg_dump");
        var restore = klaus.command(postgresql, "restore", "klaus.dump");
        assertThat(restore.code()).isEqualTo(1);
        assertThat(restore.errors()).contains("pg_restore");
    }

    private KlausProcess fresh(String name) throws IOException, InterruptedException {
        var process = KlausProcess.fresh(name, Map.of("KLAUS_LIMIT_REGISTRATION_CLIENT", "100000/1h"));
        processes.add(process);
        return process;
    }

    private static Path backup(KlausProcess klaus) throws IOException, InterruptedException {
        var answer = klaus.command("backup");
        assertThat(answer.code()).as("%s", answer).isZero();
        var file = Path.of(answer.output().replaceFirst("(?s)\\.db.*", ".db"));
        assertThat(new Store(file).count("spring_session")).isZero();
        return file;
    }

    private KlausProcess restoredBesideStaleFiles(Path backup, KlausProcess running, KlausProcess into)
            throws IOException, InterruptedException {
        for (var file : List.of("klaus.db-wal", "klaus.db-shm")) {
            Files.deleteIfExists(into.data().resolve(file));
            Files.copy(running.data().resolve(file), into.data().resolve(file));
        }
        Files.deleteIfExists(into.data().resolve("klaus.db"));
        Files.deleteIfExists(into.key());
        Files.copy(running.key(), into.key());
        var answer = into.command("restore", backup.toString());
        assertThat(answer.code()).as("%s", answer).isZero();
        return into;
    }

    private static void isOfOneInstant(Store store, long growing, long drawn, List<String> known) {
        Kills.assertIntact(store);
        assertThat(store.column("SELECT email FROM participant WHERE exchange_id = ?", growing))
                .as("who was taken in before it began")
                .containsAll(known);
        assertThat(store.column(
                        "SELECT email FROM participant p WHERE exchange_id = ? AND NOT EXISTS (SELECT 1"
                                + " FROM outbound_email m WHERE m.participant_id = p.id"
                                + " AND m.kind = 'REGISTRATION_CONFIRMATION')",
                        growing))
                .as("people without the e-mail that was written in the same transaction")
                .isEmpty();
        var draws = store.read(db -> Store.one(db, "SELECT draw_number FROM exchange WHERE id = ?", drawn));
        assertThat(store.count("exchange_event WHERE exchange_id = ? AND kind IN ('DRAWN', 'DRAWN_AGAIN')", drawn))
                .as("draws that are told of")
                .isEqualTo(draws);
        assertThat(store.count("assignment WHERE exchange_id = ? AND draw_number = ?", drawn, draws))
                .as("pairs of the last draw")
                .isEqualTo(PEOPLE.size());
        assertThat(store.count("outbound_email WHERE state IN ('PENDING', 'CLAIMED')"))
                .isZero();
    }

    private static void holdsNoSecret(Path backup, KlausProcess klaus) throws IOException {
        var content = Files.readString(backup, StandardCharsets.ISO_8859_1);
        var key = Files.readString(klaus.key()).strip();
        assertThat(content.contains(key)).as("the key as it is written").isFalse();
        assertThat(content.contains(new String(Base64.getDecoder().decode(key), StandardCharsets.ISO_8859_1)))
                .as("the key itself")
                .isFalse();
        try (var mails = Files.list(klaus.mail())) {
            var subjects = mails.filter(mail -> mail.toString().endsWith(".eml"))
                    .map(Mail::read)
                    .toList();
            assertThat(subjects).isNotEmpty().noneMatch(mail -> content.contains(mail.subject()));
        }
    }

    private static void register(KlausProcess klaus, String slug, String name, Collection<String> acknowledged) {
        var browser = klaus.browser();
        var address = name + '-' + System.nanoTime() + "@example.org";
        var answer = browser.submit(browser.open("/exchange/" + slug + "/register")
                .form("/register")
                .with("name", name)
                .with("email", address));
        assertThat(answer.status()).as("%s", answer).isEqualTo(303);
        acknowledged.add(address);
    }

    private static void drawAgain(Organiser organiser, long exchange) {
        var browser = organiser.browser();
        var answer = browser.submit(
                browser.open("/admin/exchanges/" + exchange).form("/rematch").with("confirm", "true"));
        assertThat(answer.status()).as("%s", answer).isEqualTo(303);
    }

    private static List<String> names(Path folder) {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Clients that do the same again and again, until it is closed; then none of them may have failed. */
    private static final class Load implements AutoCloseable {

        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final AtomicBoolean stop = new AtomicBoolean();
        private final List<Future<?>> clients = new ArrayList<>();

        void add(Runnable step) {
            clients.add(threads.submit(() -> {
                while (!stop.get()) {
                    step.run();
                }
            }));
        }

        @Override
        public void close() {
            stop.set(true);
            threads.shutdown();
            for (var client : clients) {
                assertThat(client).succeedsWithin(Duration.ofMinutes(1));
            }
        }
    }
}
