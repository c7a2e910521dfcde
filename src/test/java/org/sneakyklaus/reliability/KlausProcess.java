package org.sneakyklaus.reliability;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.FreePort;
import org.sneakyklaus.testsupport.Site;

/**
 * The built application as a process of its own, which can be started as often as a test likes: data folder and port
 * stay the same. What it writes goes to a file {@code log-1.txt}, {@code log-2.txt} … beside its data.
 */
public final class KlausProcess implements AutoCloseable {

    private static final Set<String> OURS = Set.of("KLAUS_", "SPRING_", "RESEND_");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    private final Map<String, String> settings;
    private final int port;
    private List<String> flags = UnpackedJar.FLAGS;
    private List<String> before = List.of();
    private final HttpClient client = HttpClient.newHttpClient();
    private int starts;
    private long startedAt;
    private volatile @Nullable Process process;

    private KlausProcess(Path folder, Map<String, String> settings, int port) {
        this.folder = folder;
        this.settings = new HashMap<>(settings);
        this.port = port;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** A new installation, which stays after the run so that a failed one can be looked at; it is not started yet. */
    public static KlausProcess fresh(String name) throws IOException, InterruptedException {
        return fresh(name, Map.of());
    }

    /** @param settings environment variables, which come before those that every installation of the tests has */
    public static KlausProcess fresh(String name, Map<String, String> settings)
            throws IOException, InterruptedException {
        UnpackedJar.make();
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "test-data")), name)
                .toAbsolutePath();
        Files.createDirectories(folder.resolve("tmp"));
        Files.createDirectories(folder.resolve("data").resolve("mail"));
        return new KlausProcess(folder, settings, FreePort.find());
    }

    /** Flags of the Java machine in the place of those that make a start short. */
    public KlausProcess withFlags(String... javaFlags) {
        flags = List.of(javaFlags);
        return this;
    }

    /** Lets it, and its commands, have so many files and connections open at once. */
    KlausProcess withFiles(int most) {
        before = List.of("sh", "-c", "ulimit -n " + most + " && exec \"$@\"", "sh");
        return this;
    }

    /** Environment variables that it has from its next start on. */
    void configure(Map<String, String> changed) {
        settings.putAll(changed);
    }

    /** Starts the process, and does not wait for it. */
    public void launch() {
        assertThat(isAlive()).as("it runs already").isFalse();
        starts++;
        startedAt = System.nanoTime();
        try {
            process = builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it, waits until it answers, and returns how long that took. */
    public Duration start() {
        launch();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            assertThat(isAlive()).as("it ended by itself; see %s", log()).isTrue();
            return answers();
        });
        return Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt));
    }

    /** Waits until it is ready for requests, as a proxy asks. */
    void awaitReady() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            assertThat(isAlive()).as("it ended by itself; see %s", log()).isTrue();
            return health("readiness").filter(status -> status == 200).isPresent();
        });
    }

    /** The name by which it is known to the other processes on its database. */
    String node() {
        var started = lines(log())
                .map(Pattern.compile(".* klaus_\\$_(\\S+) started\\.")::matcher)
                .filter(Matcher::matches)
                .findAny();
        return started.orElseThrow(() -> new AssertionError("it does not tell its name; see " + log()))
                .group(1);
    }

    /** Asks it to end in good order (SIGTERM), and does not wait for that. */
    void askToStop() {
        running().destroy();
    }

    /** What it answers to those who ask how it is doing; nothing when it does not answer. */
    Optional<Integer> health(String part) throws InterruptedException {
        var request = HttpRequest.newBuilder(address().resolve("/actuator/health/" + part))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return Optional.of(client.send(request, BodyHandlers.discarding()).statusCode());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Waits until it has written this to its log since it was launched. */
    public void awaitLogged(String text) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> {
            assertThat(isAlive()).as("it ended by itself; see %s", log()).isTrue();
            return Files.readString(log()).contains(text);
        });
    }

    /** What came of a command: its exit code, and what it wrote to the one stream and to the other. */
    record Answer(int code, String output, String errors) {}

    /** Gives the jar a command, and does not wait. */
    Process launchCommand(String... arguments) throws IOException {
        var builder = builder();
        builder.command().addAll(List.of(arguments));
        return builder.start();
    }

    /** Gives the jar a command, and waits for its end. */
    Answer command(String... arguments) throws IOException, InterruptedException {
        return command(Map.of(), arguments);
    }

    /** @param changed environment variables that only this command has */
    Answer command(Map<String, String> changed, String... arguments) throws IOException, InterruptedException {
        var errors = Files.createTempFile(folder, "errors-", ".txt");
        var builder = builder()
                .redirectErrorStream(false)
                .redirectOutput(ProcessBuilder.Redirect.PIPE)
                .redirectError(errors.toFile());
        builder.environment().putAll(changed);
        builder.command().addAll(List.of(arguments));
        var running = builder.start();
        running.getOutputStream().close();
        CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .execute(running::destroyForcibly);
        var said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(running.waitFor(), said, Files.readString(errors));
    }

    /**
     * Starts it where it must not start, and waits until it has given up.
     *
     * @param before a command that begins it, such as one that makes it another user's
     */
    Answer failToStart(String... before) throws IOException, InterruptedException {
        starts++;
        startedAt = System.nanoTime();
        var builder = builder();
        builder.command().addAll(0, List.of(before));
        var starting = builder.start();
        process = starting;
        assertThat(starting.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("it ends; see %s", log())
                .isTrue();
        return new Answer(starting.exitValue(), Files.readString(log()), "");
    }

    /** Lets it run for a while; it must not end by itself meanwhile. */
    void run(Duration duration) throws InterruptedException {
        assertThat(running().waitFor(duration.toMillis(), TimeUnit.MILLISECONDS))
                .as("it ended by itself; see %s", log())
                .isFalse();
    }

    /** Ends it as a crash does: it gets to do nothing any more (SIGKILL). */
    void kill() throws InterruptedException {
        running().destroyForcibly().waitFor();
    }

    /** Ends it in good order (SIGTERM). */
    public void stop() throws InterruptedException {
        askToStop();
        assertThat(running().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("it ends; see %s", log())
                .isTrue();
    }

    @Override
    public void close() {
        var running = process;
        if (running != null) {
            running.destroyForcibly();
        }
    }

    boolean isAlive() {
        var running = process;
        return running != null && running.isAlive();
    }

    /** The process as the system sees it. */
    public ProcessHandle handle() {
        return running().toHandle();
    }

    long pid() {
        return running().pid();
    }

    /** A browser that was never there. */
    public Browser browser() {
        return new Browser(address());
    }

    /** Where captured e-mails go. */
    public Path mail() {
        return data().resolve("mail");
    }

    /** The file that holds its secret key. */
    Path key() {
        return data().resolve("secret.key");
    }

    /** Its database; what is written there while it runs makes it wait. */
    public Store store() {
        return new Store(data().resolve("klaus.db"));
    }

    /**
     * A copy of its database as it lies there after a crash. Opening the database itself would already do what the next
     * start must be able to do: take over what stands in the write-ahead log.
     */
    Store copyOfStore() throws IOException {
        assertThat(isAlive()).isFalse();
        var copies = Files.createDirectories(folder.resolve("copy-" + starts));
        for (var file : List.of("klaus.db", "klaus.db-wal")) {
            if (Files.exists(data().resolve(file))) {
                Files.copy(data().resolve(file), copies.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return new Store(copies.resolve("klaus.db"));
    }

    /** The file of its database, byte for byte. */
    String databaseBytes() throws IOException {
        return Files.readString(data().resolve("klaus.db"), StandardCharsets.ISO_8859_1);
    }

    /** The lines of all its logs with this in them. */
    public List<String> logged(String text) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("log-"))
                    .sorted()
                    .flatMap(KlausProcess::lines)
                    .filter(line -> line.contains(text))
                    .toList();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process running() {
        return requireNonNull(process, "it was never started");
    }

    /** Where it listens. */
    public URI address() {
        return URI.create("http://localhost:" + port);
    }

    /** Where everything is. */
    Path data() {
        return folder.resolve("data");
    }

    private Path log() {
        return folder.resolve("log-" + starts + ".txt");
    }

    private boolean answers() throws InterruptedException {
        // Asking by HTTP all the time would take a good part of the processor from the start.
        try (var connection = new Socket(address().getHost(), port)) {
            return connection.isConnected() && health("liveness").isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private ProcessBuilder builder() {
        var command = new ArrayList<String>(before);
        command.add(UnpackedJar.java());
        command.addAll(flags);
        // Where a killed process leaves SQLite's library.
        command.add("-Djava.io.tmpdir=" + folder.resolve("tmp"));
        command.add("-jar");
        command.add(UnpackedJar.jar().toString());
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(name -> OURS.stream().anyMatch(name::startsWith));
        environment.put("KLAUS_DATA", data().toString());
        environment.put("KLAUS_MAIL", "capture");
        environment.put("KLAUS_ADMIN_EMAIL", Site.ADMIN);
        environment.put("KLAUS_ADMIN_PASSWORD", Site.PASSWORD);
        environment.put("PORT", String.valueOf(port));
        environment.putAll(settings);
        return builder;
    }
}
