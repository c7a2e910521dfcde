package org.sneakyklaus.operation.web;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sneakyklaus.signin.MagicTokens;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.util.FileSystemUtils;

/** The operator makes a backup, takes it along, and is asked to keep the key elsewhere. */
@IntegrationTest
@Tag("once")
class BackupControllerIT {

    private final Site site;
    private final Path data;
    private final MagicTokens tokens;
    private final TestClock clock;

    BackupControllerIT(Site site, AppProperties properties, MagicTokens tokens, TestClock clock) {
        this.site = site;
        this.tokens = tokens;
        this.clock = clock;
        this.data = properties.data();
    }

    // Other tests on this folder make backups too.
    @BeforeEach
    @AfterEach
    void remove() throws IOException {
        FileSystemUtils.deleteRecursively(data.resolve("backups"));
    }

    @Test
    void aBackupIsMadeListedAndDownloaded() throws IOException {
        var admin = site.setUp();
        var empty = admin.open("/admin/backups");
        assertThat(empty.text()).contains("No backups yet.");

        var made = admin.follow(admin.submit(empty.form("/admin/backups")));

        assertThat(made.texts("[role=status]")).containsExactly("Backup created.");
        var link = made.attribute("main table a", "href");
        var name = link.substring(link.lastIndexOf('/') + 1);
        var download = admin.open(link);
        assertThat(download.status()).isEqualTo(200);
        assertThat(download.header("Content-Disposition")).isEqualTo("attachment; filename=\"" + name + "\"");
        assertThat(download.source()).startsWith("SQLite format 3");
        assertThat(data.resolve("backups").resolve(name)).exists();
    }

    @Test
    void noneShowsWhoHasLooked() throws Exception {
        var exchange = Gathering.open(site, site.setUp());
        var ann = exchange.join("Ann");
        exchange.with("Ben", "Cy").then("close").then("match");
        site.mail().all();
        exchange.admin().submit(exchange.admin().open("/admin/backups").form("/admin/backups"));
        var before = downloaded();
        remove();

        // once more, by the link of the email that says that names are drawn
        var elsewhere = site.browser();
        elsewhere.submit(elsewhere
                .open(site.mail().lastTo("ann@example.org").link("/signin/"))
                .form(""));
        for (var browser : List.of(ann, elsewhere)) {
            assertThat(browser.submit(exchange.me(browser).form("/me/reveal")).has(".gift-name"))
                    .isTrue();
        }
        clock.advance(Duration.ofHours(25));
        tokens.deleteExpired(clock.instant(), 1_000);
        exchange.admin().submit(exchange.admin().open("/admin/backups").form("/admin/backups"));

        assertThat(exchange.page().text()).contains("1 of 3 people have seen who they drew");
        assertThat(downloaded()).isEqualTo(before);
    }

    /** Returns what the one backup there is says about people: every row of it, by table. */
    private Map<String, List<String>> downloaded() throws Exception {
        try (var files = Files.list(data.resolve("backups"));
                var copy = DriverManager.getConnection(
                        "jdbc:sqlite:" + files.findFirst().orElseThrow())) {
            var rows = new TreeMap<String, List<String>>();
            for (var table : List.of("assignment", "participant", "magic_token", "spring_session", "outbound_email")) {
                rows.put(table, new ArrayList<>());
                try (var statement = copy.createStatement();
                        var result = statement.executeQuery("SELECT * FROM " + table + " ORDER BY 1")) {
                    while (result.next()) {
                        var row = new ArrayList<String>();
                        for (var column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                            row.add(result.getString(column));
                        }
                        requireNonNull(rows.get(table)).add(row.toString());
                    }
                }
            }
            return rows;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "klaus.db",
                "secret.key",
                "..%2Fsecret.key",
                "klaus-20000101-000000Z.db",
                "klaus-20000101-000000Z.db.tmp"
            })
    void nothingElseIsHandedOut(String name) throws IOException {
        var admin = site.setUp();
        Files.createDirectories(data.resolve("backups"));
        Files.writeString(data.resolve("backups").resolve("secret.key"), "a secret");

        var answer = admin.open("/admin/backups/" + name);

        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.source()).doesNotContain("a secret");
    }

    @Test
    void thatTheKeyIsKeptElsewhereIsAskedUntilItIsConfirmed() {
        var admin = site.setUp();
        assertThat(steps(admin.open("/admin")))
                .contains("Keep a copy of the secret key")
                .as("without TLS nothing needs a proxy")
                .doesNotContain("KLAUS_TRUSTED_PROXIES");
        assertThat(step(admin.open("/admin/server"), "secret key")).startsWith("to do");

        var confirmed = admin.follow(admin.submit(admin.open("/admin/backups").form("/admin/key/kept")));

        assertThat(confirmed.texts("[role=status]")).containsExactly("Copy of the key confirmed.");
        assertThat(confirmed.hasForm("/admin/key/kept")).isFalse();
        assertThat(step(admin.open("/admin/server"), "secret key")).startsWith("done");
    }

    private static String steps(Page page) {
        return String.join("\n", page.texts("#first-steps li"));
    }

    private static String step(Page page, String about) {
        return requireNonNull(steps(page)
                .lines()
                .filter(line -> line.contains(about))
                .findFirst()
                .orElse(null));
    }
}
