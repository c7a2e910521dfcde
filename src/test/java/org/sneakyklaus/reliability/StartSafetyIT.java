package org.sneakyklaus.reliability;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.reliability.KlausProcess.Answer;

/** A start that would end badly ends at once, with one line that says why, and what to do about it. */
@Tag("once")
class StartSafetyIT {

    private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));
    /** Root may write everywhere, so for root it is started as nobody. */
    private static final String[] ANOTHER_USER =
            IS_ROOT ? new String[] {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"} : new String[0];

    @Test
    void aSecondProcessAndADatabaseOfANewerVersionAreRefused() throws IOException, InterruptedException {
        try (var klaus = KlausProcess.fresh("safe");
                var second = KlausProcess.fresh(
                        "second", Map.of("KLAUS_DATA", klaus.data().toString()))) {
            var usual = klaus.start();

            var begin = System.nanoTime();
            refused(
                    second.failToStart(),
                    "Another Sneaky Klaus is already running on the data folder",
                    "stop it first");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(usual);
            assertThat(klaus.isAlive()).isTrue();
            klaus.stop();

            klaus.store()
                    .change(db -> db.update("INSERT INTO flyway_schema_history"
                            + " SELECT installed_rank + 1000, '29991231.2359', 'of tomorrow', type, 'V29991231_2359.sql',"
                            + " checksum, installed_by, installed_on, execution_time, success"
                            + " FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1"));
            begin = System.nanoTime();
            refused(
                    klaus.failToStart(),
                    "This database was made by a newer version of Sneaky Klaus (schema 29991231.2359",
                    "install that version again, or restore a backup from before");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(usual);
            assertThat(klaus.command("jobs", "list").errors()).contains("made by a newer version");
            assertThat(klaus.command("check").output())
                    .containsPattern("error +schema +It was made by a newer version.*29991231.2359");
        }
    }

    @Test
    void aFolderOfAnotherUserIsRefused() throws IOException, InterruptedException {
        try (var klaus = KlausProcess.fresh("foreign")) {
            permit(requireNonNull(klaus.data().getParent()), "rwxr-xr-x");
            permit(klaus.data(), "r-xr-xr-x");

            refused(
                    klaus.failToStart(ANOTHER_USER),
                    "The data folder " + klaus.data() + " cannot be written to",
                    "chown");

            permit(klaus.data(), "rwxrwxrwx");
            Files.writeString(klaus.data().resolve("klaus.db"), "");
            permit(klaus.data().resolve("klaus.db"), "r--r--r--");

            refused(
                    klaus.failToStart(ANOTHER_USER),
                    "The file " + klaus.data().resolve("klaus.db") + " cannot be written to",
                    "chown -R");
        }
    }

    @Test
    void aReadOnlyDiskIsRefused() throws IOException, InterruptedException {
        assumeThat(IS_ROOT).as("only root may mount a disk").isTrue();
        try (var klaus = KlausProcess.fresh("readonly")) {
            run("mount", "-t", "tmpfs", "-o", "ro", "tmpfs", klaus.data().toString());
            try {
                refused(
                        klaus.failToStart(),
                        "The data folder " + klaus.data() + " cannot be written to",
                        "since its file system is read-only");
            } finally {
                run("umount", klaus.data().toString());
            }
        }
    }

    private static void refused(Answer answer, String what, String remedy) {
        assertThat(answer.code()).as("%s", answer).isEqualTo(1);
        assertThat(answer.output().lines())
                .filteredOn(line -> line.startsWith(what))
                .as("%s", answer)
                .singleElement()
                .asString()
                .contains(remedy);
        assertThat(answer.output()).doesNotContain("\tat ", "Exception encountered");
    }

    private static void permit(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static void run(String... command) throws IOException, InterruptedException {
        var running = new ProcessBuilder(command).inheritIO().start();
        assertThat(running.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(running.exitValue()).as("%s", (Object) command).isZero();
    }
}
