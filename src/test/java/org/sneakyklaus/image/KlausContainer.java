package org.sneakyklaus.image;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.sneakyklaus.testsupport.Browser;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.IsRunningStartupCheckStrategy;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * The image that {@code -Dimage=…} names as a container, in which only its volume and {@code /tmp} can be written to.
 */
public final class KlausContainer implements AutoCloseable {

    /** What Docker and those who follow it wait between SIGTERM and SIGKILL. */
    private static final int STOP_SECONDS = 10;

    private static final Path JAR = Path.of("target", "sneaky-klaus.jar");

    private final GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image()));
    private final List<Bind> binds = new ArrayList<>();
    private final int port;

    private KlausContainer(int port, String volume, long memory) {
        this.port = port;
        binds.add(new Bind(volume, new Volume("/data")));
        container
                .withImagePullPolicy(image -> false)
                // The port is then the same whatever networks the machine can make.
                .withNetworkMode("host")
                .withEnv("PORT", String.valueOf(port))
                .withEnv("KLAUS_MAIL_RATE", "1000")
                .withTmpFs(Map.of("/tmp", "rw,noexec,nosuid"))
                .withStartupCheckStrategy(new IsRunningStartupCheckStrategy())
                .waitingFor(Wait.forSuccessfulCommand("true"))
                .withCreateContainerCmdModifier(command -> requireNonNull(command.getHostConfig())
                        .withReadonlyRootfs(true)
                        .withMemory(memory)
                        .withMemorySwap(memory)
                        .withBinds(binds));
    }

    /**
     * Starts it as it is and waits until it answers.
     *
     * @param volume what {@code /data} is; made when there is none of this name
     * @param memory the most it gets, in bytes
     */
    public static KlausContainer start(int port, String volume, long memory) {
        return new KlausContainer(port, volume, memory).started();
    }

    /** The same where something was changed before. */
    static KlausContainer start(int port, String volume, long memory, Consumer<GenericContainer<?>> change) {
        var klaus = new KlausContainer(port, volume, memory);
        change.accept(klaus.container);
        return klaus.started();
    }

    /** What it says where it does not start, because of what was changed before. */
    static String refusal(int port, String volume, long memory, Consumer<GenericContainer<?>> change) {
        try (var klaus = new KlausContainer(port, volume, memory)) {
            change.accept(klaus.container);
            klaus.container.withStartupCheckStrategy(new Ended()).waitingFor(new NoWait());
            klaus.container.start();
            return klaus.log();
        }
    }

    private static final class Ended extends StartupCheckStrategy {

        @Override
        public StartupStatus checkStartupState(DockerClient docker, String id) {
            return Boolean.TRUE.equals(getCurrentState(docker, id).getRunning())
                    ? StartupStatus.NOT_YET_KNOWN
                    : StartupStatus.SUCCESSFUL;
        }
    }

    private static final class NoWait extends AbstractWaitStrategy {

        @Override
        protected void waitUntilReady() {
            // Nothing is listened for any more.
        }
    }

    /** The same with the jar that {@code ./mvnw package} made, in the place of what is in the image. */
    public static KlausContainer startJar(int port, String volume, long memory, String... javaFlags) {
        var klaus = new KlausContainer(port, volume, memory);
        klaus.binds.add(Bind.parse(JAR.toAbsolutePath() + ":/plain.jar:ro"));
        var command = new ArrayList<>(List.of(javaFlags));
        // No library can be loaded from /tmp.
        command.addAll(List.of("-Dorg.sqlite.tmpdir=/data", "-jar", "/plain.jar"));
        klaus.container.withCreateContainerCmdModifier(create -> create.withEntrypoint("java"));
        klaus.container.withCommand(command.toArray(String[]::new));
        return klaus.started();
    }

    private KlausContainer started() {
        container.start();
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(this::answers);
        return this;
    }

    private boolean answers() {
        assertThat(container.isRunning()).as(log()).isTrue();
        return browser().answersAt("/actuator/health/liveness");
    }

    /** A browser that was never there. */
    public Browser browser() {
        return new Browser(URI.create("http://localhost:" + port));
    }

    public String log() {
        return container.getLogs();
    }

    /** What a command says that is run beside it. */
    public String run(String... command) throws IOException, InterruptedException {
        return container.execInContainer(command).getStdout();
    }

    /** Runs what the image names as its check of health. */
    ExecResult healthCheck() throws IOException, InterruptedException {
        var config = requireNonNull(
                docker().inspectContainerCmd(container.getContainerId()).exec().getConfig());
        var check = requireNonNull(requireNonNull(config.getHealthcheck()).getTest());
        // The first word says how the others are run.
        return container.execInContainer(check.subList(1, check.size()).toArray(String[]::new));
    }

    /** Sends SIGTERM, SIGKILL ten seconds later, and returns the code that it ended with. */
    long stop() {
        var id = container.getContainerId();
        docker().stopContainerCmd(id).withTimeout(STOP_SECONDS).exec();
        return requireNonNull(docker().inspectContainerCmd(id).exec().getState().getExitCodeLong());
    }

    /** A name for a volume that there is not yet. */
    public static String newVolume() {
        return "klaus-" + UUID.randomUUID();
    }

    public static void removeVolume(String volume) {
        // A container that was just removed may hold it for a moment longer.
        await().ignoreException(ConflictException.class).until(() -> {
            docker().removeVolumeCmd(volume).exec();
            return true;
        });
    }

    @Override
    public void close() {
        container.stop();
    }

    private static String image() {
        var image = System.getProperty("image");
        assertThat(image).as("-Dimage=… names the image").isNotBlank();
        return image;
    }

    private static DockerClient docker() {
        return DockerClientFactory.instance().client();
    }
}
