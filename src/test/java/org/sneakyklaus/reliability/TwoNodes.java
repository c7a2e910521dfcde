package org.sneakyklaus.reliability;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sneakyklaus.outbox.transport.ScriptedSmtpServer;
import org.sneakyklaus.testsupport.Mail;

/**
 * Two processes on one PostgreSQL, started at once on an empty database, behind a proxy, with one mail server. Where there
 * is faketime, the clock of the second is ahead.
 */
final class TwoNodes implements AutoCloseable {

    /** By how much the clock of the second process is ahead, if it is. */
    static final Duration AHEAD = Duration.ofSeconds(2);

    private static final String OFTEN = "1000000/1h";
    private static final Path LIBRARIES = Path.of("/usr/lib");

    private final EmbeddedPostgres postgresql;
    private final ScriptedSmtpServer letters = new ScriptedSmtpServer();
    private final MailProvider provider = MailProvider.smtp(letters);
    private final Proxy proxy = new Proxy();
    private final KlausProcess one;
    private final KlausProcess other;

    TwoNodes() throws IOException, InterruptedException {
        // Not that of the other tests: it stops with the last application in this process, and here there may be none.
        postgresql = EmbeddedPostgres.start();
        one = KlausProcess.fresh("two-one", settings(Map.of()));
        other = KlausProcess.fresh("two-other", settings(ahead()));
        one.launch();
        other.launch();
        one.awaitReady();
        other.awaitReady();
        proxy.to(all());
    }

    private Map<String, String> settings(Map<String, String> own) {
        var settings = new HashMap<>(provider.settings());
        settings.put("SPRING_DATASOURCE_URL", url());
        settings.put("KLAUS_SECRET_KEY", "bm90IGEgc2VjcmV0LCBmb3IgdGVzdHMgb25seSAuLi4=");
        settings.put("KLAUS_PUBLIC_URL", proxy.address().toString());
        settings.put("KLAUS_LIMIT_REGISTRATION_CLIENT", OFTEN);
        // Then it tells the name of the node.
        settings.put("LOGGING_LEVEL_ORG_QUARTZ", "info");
        settings.putAll(own);
        return settings;
    }

    private static Map<String, String> ahead() {
        return faketime()
                .map(library -> Map.of(
                        "LD_PRELOAD",
                        library.toString(),
                        "FAKETIME",
                        "+" + AHEAD.toSeconds() + "s",
                        "FAKETIME_DONT_FAKE_MONOTONIC",
                        "1",
                        // The clock that waiting is measured by is left alone, so there is nothing to mend.
                        "FAKETIME_FORCE_MONOTONIC_FIX",
                        "0"))
                .orElse(Map.of());
    }

    /** Debian's package of that name. */
    static Optional<Path> faketime() {
        try (Stream<Path> folders = Files.list(LIBRARIES)) {
            return folders.map(folder -> folder.resolve("faketime").resolve("libfaketimeMT.so.1"))
                    .filter(Files::exists)
                    .findAny();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String url() {
        return postgresql.getJdbcUrl("postgres", "postgres");
    }

    KlausProcess one() {
        return one;
    }

    KlausProcess other() {
        return other;
    }

    List<KlausProcess> all() {
        return List.of(one, other);
    }

    Proxy proxy() {
        return proxy;
    }

    MailProvider provider() {
        return provider;
    }

    Store store() {
        return new Store(url());
    }

    /** The last e-mail to somebody, if there is one. */
    Optional<Mail> lastTo(String address) {
        return letters.taken().stream()
                .map(letter -> Mail.read(letter.getBytes(StandardCharsets.UTF_8)))
                .filter(mail -> mail.to().equals(address))
                .reduce((first, second) -> second);
    }

    /** The process that sends e-mails at this moment. */
    Optional<KlausProcess> sending() {
        var names = store().column("SELECT instance_name FROM qrtz_fired_triggers"
                + " WHERE job_name = 'dispatch_outbox' AND state = 'EXECUTING'");
        return all().stream()
                .filter(KlausProcess::isAlive)
                .filter(node -> names.contains(node.node()))
                .findAny();
    }

    List<String> logged(String text) throws IOException {
        return Stream.concat(one.logged(text).stream(), other.logged(text).stream())
                .toList();
    }

    @Override
    public void close() throws IOException {
        one.close();
        other.close();
        proxy.close();
        provider.close();
        postgresql.close();
    }
}
