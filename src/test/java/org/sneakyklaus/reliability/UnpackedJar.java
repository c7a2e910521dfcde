package org.sneakyklaus.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The jar that {@code ./mvnw package} makes, unpacked as in the container, with an archive of the classes that a start
 * loads, since tests start it a hundred times.
 */
final class UnpackedJar {

    /** Whether it runs on the image's Java, whose folder {@code -Dimage.java=…} names, and not on the tests' own. */
    private static final boolean ON_IMAGES_JAVA = System.getProperty("image.java") != null;

    /** The folder of the Java that it runs on. */
    static final Path JAVA_HOME = Path.of(System.getProperty("image.java", System.getProperty("java.home")));

    private static final Path JAR = Path.of("target", "sneaky-klaus.jar");
    private static final Path FOLDER = Path.of("target", "unpacked").toAbsolutePath();
    private static final Path CLASSES = FOLDER.resolve(ON_IMAGES_JAVA ? "classes.aot" : "classes.jsa");

    /** Flags that make a start short. */
    static final List<String> FLAGS = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            (ON_IMAGES_JAVA ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + CLASSES);

    private UnpackedJar() {}

    /** Makes it, unless it is there; another JVM that runs tests may want the same at this moment. */
    static void make() throws IOException, InterruptedException {
        assertThat(JAR).as("the jar that ./mvnw package makes").exists();
        Files.createDirectories(FOLDER);
        try (var turns =
                FileChannel.open(FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // until it is closed
            turns.lock();
            if (!Files.exists(CLASSES)
                    || Files.getLastModifiedTime(CLASSES).compareTo(Files.getLastModifiedTime(JAR)) < 0) {
                run(List.of(
                        "-Djarmode=tools", "-jar", JAR.toString(), "extract", "--force", "--destination", "" + FOLDER));
                archiveClasses();
            }
        }
    }

    private static void archiveClasses() throws IOException, InterruptedException {
        Files.deleteIfExists(CLASSES);
        run(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                (ON_IMAGES_JAVA ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + CLASSES,
                "-Dspring.context.exit=onRefresh",
                "-jar",
                jar().toString()));
    }

    /** The jar to start; its libraries lie beside it. */
    static Path jar() {
        return FOLDER.resolve(JAR.getFileName());
    }

    /** The command that runs its Java. */
    static String java() {
        return JAVA_HOME.resolve("bin").resolve("java").toString();
    }

    private static void run(List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(java()));
        command.addAll(arguments);
        var log = FOLDER.resolve("log.txt");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(Map.of("KLAUS_DATA", FOLDER.resolve("data").toString(), "KLAUS_MAIL", "capture"));
        assertThat(builder.start().waitFor()).as("%s; see %s", arguments, log).isZero();
    }
}
