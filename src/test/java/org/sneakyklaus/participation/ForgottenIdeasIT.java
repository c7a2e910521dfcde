package org.sneakyklaus.participation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.job.ScheduledJob;
import org.sneakyklaus.job.history.JobOutcome;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Jobs;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;

/** What people take back, or the organiser takes out, cannot be read from the files of the database an hour later. */
@IntegrationTest
@Tag("once")
class ForgottenIdeasIT {

    private static final List<String> FILES = List.of("klaus.db", "klaus.db-wal", "klaus.db-shm");

    private final Site site;
    private final ScheduledJob hourly;
    private final ScheduledJob nightly;
    private final Path data;
    private final TestClock clock;

    private Gathering family;

    ForgottenIdeasIT(Site site, List<ScheduledJob> jobs, AppProperties properties, TestClock clock) {
        this.site = site;
        this.hourly = Jobs.named("cleanup_expired_tokens", jobs);
        this.nightly = Jobs.named("purge_old_exchanges", jobs);
        this.data = properties.data();
        this.clock = clock;
    }

    @BeforeEach
    void open() {
        family = Gathering.open(site, site.setUp());
    }

    @Test
    void ideasOfWhomNobodyDrawsAreGoneWithinTheHour() throws IOException {
        withdraw(wishing("Ann", "a harmonium"));
        var cy = wishing("Cy", "a vibraphone");
        family.wish(cy, "a melodica");
        notMe("Dora", "Dora Sousaphone");
        family.then("call-off").press("delete");
        assertThat(found("harmonium", "vibraphone", "sousaphone"))
                .as("until then the log has them")
                .isNotEmpty();

        assertThat(run().error()).isNull();

        assertThat(found("harmonium", "vibraphone", "sousaphone")).isEmpty();
    }

    @Test
    void whatMovedAboutInTheFileGoesAsWell() throws IOException {
        var people = new ArrayList<Browser>();
        for (var number = 0; number < 16; number++) {
            var ann = wishing("Ann" + number, ("a theremin " + number + ' ').repeat(1 + number * 37 % 20));
            people.add(ann);
        }
        people.forEach(this::withdraw);

        assertThat(run().error()).isNull();

        assertThat(found("theremin")).isEmpty();
    }

    @Test
    void whatIsReplacedByOtherWordsGoesWithinTheHour() throws IOException {
        var ann = family.join("Ann");
        family.wish(ann, "a glockenspiel");
        family.wish(ann, "a kazoo");
        assertThat(run().error()).isNull();
        assertThat(found("glockenspiel")).isEmpty();
        assertThat(rewriteIsDue()).isFalse();

        family.wish(ann, "a kazoo");
        assertThat(rewriteIsDue()).as("nothing is replaced").isFalse();
        family.wish(ann, "");
        assertThat(rewriteIsDue()).as("of the file, which may keep her ideas").isTrue();
        assertThat(run().error()).isNull();

        ann.submit(family.me(ann).form("/me/email").with("email", "anna@example.org"));
        assertThat(rewriteIsDue()).isFalse();
        ann.press(site.mail().lastTo("anna@example.org").link("/email/"));
        assertThat(rewriteIsDue())
                .as("of the file, which may keep her earlier address")
                .isTrue();
    }

    @Test
    void whileSomebodyReadsOnTheRunFailsAndTheNextOneMakesUpForIt() throws IOException, SQLException {
        var ann = wishing("Ann", "an ocarina");
        try (var reader = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("klaus.db"))) {
            reader.setAutoCommit(false);
            reader.createStatement()
                    .executeQuery("SELECT count(*) FROM participant")
                    .close();
            withdraw(ann);

            assertThat(run().error()).contains("could not rewrite the database file");
            assertThat(found("ocarina")).isNotEmpty();
        }

        assertThat(run().error()).isNull();

        assertThat(found("ocarina")).isEmpty();
    }

    @Test
    void norFromOldBackupsWhileNoNewOneIsMade() throws IOException {
        var backups = Files.createDirectories(data.resolve("backups"));
        var old = Files.createFile(backups.resolve("klaus-20261117-010000Z.db"));
        var young = Files.createFile(backups.resolve("klaus-20261119-010000Z.db"));
        var newest = Files.createFile(backups.resolve("klaus-20261124-010000Z.db"));

        assertThat(nightly.run(clock.instant()).error()).isNull();

        assertThat(old).doesNotExist();
        for (var kept : List.of(young, newest)) {
            assertThat(kept).exists();
            Files.delete(kept);
        }
    }

    private boolean rewriteIsDue() {
        return Files.exists(data.resolve("klaus.deleted"));
    }

    private JobOutcome run() {
        return hourly.run(clock.instant());
    }

    private Browser wishing(String name, String ideas) {
        var browser = family.join(name);
        family.wish(browser, ideas);
        return browser;
    }

    private void withdraw(Browser browser) {
        var form = browser.open(family.link() + "/me/withdraw").form("/withdraw");
        assertThat(browser.submit(form.with("confirm", "true")).status()).isEqualTo(303);
    }

    private void notMe(String name, String typed) {
        var address = Gathering.address(name);
        family.register(site.browser(), typed, address);
        var link = site.mail().lastTo(address).link("/not-me/");
        assertThat(site.browser().press(link).status()).isEqualTo(303);
    }

    /** Those of the words that stand in a file of the database, and in which. */
    private List<String> found(String... words) throws IOException {
        var found = new ArrayList<String>();
        for (var file : FILES) {
            if (Files.exists(data.resolve(file))) {
                var bytes = Files.readString(data.resolve(file), StandardCharsets.ISO_8859_1)
                        .toLowerCase(Locale.ROOT);
                Stream.of(words).filter(bytes::contains).forEach(word -> found.add(word + " in " + file));
            }
        }
        return found;
    }
}
