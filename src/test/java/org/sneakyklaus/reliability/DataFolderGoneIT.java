package org.sneakyklaus.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.Form;
import org.sneakyklaus.testsupport.Organiser;

/** Somebody moves, replaces or empties the data folder under the running application. */
@Tag("once")
class DataFolderGoneIT {

    private static final String GONE = "is gone or replaced: ";

    private int guests;

    @Test
    void nothingIsAcknowledgedThatTheNextStartWouldNotFindNorSetUpOfferedWhereADatabaseWas()
            throws IOException, InterruptedException {
        try (var klaus = KlausProcess.fresh("gone")) {
            klaus.start();
            var organiser = Organiser.signIn(klaus.browser());
            var date = Clock.systemUTC().instant().plus(Duration.ofDays(30));
            var form = organiser.newcomer(organiser.open(organiser.exchange("Family", date)));
            assertThat(add(organiser, form)).isEqualTo(303);
            var database = klaus.data().resolve("klaus.db");
            var away = klaus.data().resolveSibling("away");

            Files.move(klaus.data(), away);
            refused(klaus, organiser, form, 1);
            Files.move(away, klaus.data());
            goesOn(klaus, organiser, form);

            Files.move(klaus.data(), away);
            Files.createDirectory(klaus.data());
            refused(klaus, organiser, form, 2);
            assertThat(klaus.data()).as("nothing is made there").isEmptyDirectory();
            Files.delete(klaus.data());
            Files.move(away, klaus.data());
            goesOn(klaus, organiser, form);

            Files.move(database, away);
            Files.copy(away, database);
            refused(klaus, organiser, form, 3);
            Files.delete(database);
            Files.move(away, database);
            goesOn(klaus, organiser, form);

            assertThat(klaus.logged("\tat ")).isEmpty();
            assertThat(klaus.store().count("participant")).isEqualTo(guests);
            emptiedItOffersNoSetUpAndCanBeRestored(klaus, organiser, form);
        }
    }

    private void emptiedItOffersNoSetUpAndCanBeRestored(KlausProcess klaus, Organiser organiser, Form form)
            throws IOException, InterruptedException {
        assertThat(klaus.command("backup").code()).isZero();

        for (var file : List.of("klaus.db", "klaus.db-wal", "klaus.db-shm")) {
            Files.deleteIfExists(klaus.data().resolve(file));
        }
        refused(klaus, organiser, form, 4);
        klaus.stop();

        missing(klaus, "klaus.lock");
        Files.delete(klaus.data().resolve("klaus.lock"));
        missing(klaus, "secret.key");
        assertThat(klaus.command("check").output())
                .containsPattern("error +data folder +The database klaus.db is missing");

        assertThat(klaus.command("restore", backup(klaus).toString()).code()).isZero();
        klaus.start();
        assertThat(klaus.store().count("participant")).isEqualTo(guests);
    }

    private int add(Organiser organiser, Form form) {
        var address = "guest-" + guests + "@example.org";
        var status = organiser
                .browser()
                .submit(form.with("name", "Guest").with("email", address))
                .status();
        guests += status == 303 ? 1 : 0;
        return status;
    }

    private void refused(KlausProcess klaus, Organiser organiser, Form form, int times)
            throws IOException, InterruptedException {
        assertThat(add(organiser, form)).isEqualTo(503);
        assertThat(klaus.health("readiness")).contains(503);
        assertThat(klaus.health("liveness")).contains(200);
        assertThat(klaus.logged(GONE)).hasSize(times);
    }

    private void goesOn(KlausProcess klaus, Organiser organiser, Form form) throws InterruptedException {
        assertThat(klaus.health("readiness")).contains(200);
        await().until(() -> add(organiser, form) == 303);
    }

    private static void missing(KlausProcess klaus, String trace) throws IOException, InterruptedException {
        var answer = klaus.failToStart();
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.output().lines())
                .filteredOn(line -> line.startsWith("The database klaus.db is missing, or empty, in " + klaus.data()))
                .singleElement()
                .asString()
                .contains(trace, "restore a backup");
        assertThat(answer.output()).doesNotContain("\tat ");
        assertThat(klaus.data().resolve("klaus.db")).doesNotExist();
    }

    private static Path backup(KlausProcess klaus) throws IOException {
        try (var files = Files.walk(klaus.data().resolve("backups"))) {
            return files.filter(file -> file.toString().endsWith(".db"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
