package org.sneakyklaus.health.web;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.sneakyklaus.health.DatabaseView;
import org.sneakyklaus.health.StatusView;
import org.sneakyklaus.health.WorkView;
import org.sneakyklaus.support.Bytes;

/**
 * Formats the status as plain text for a question or a report, in English, since strangers read it. It contains no
 * person, address, host, folder or secret, only what is listed here.
 */
final class SupportText {

    private SupportText() {}

    static String of(StatusPage page) {
        return String.join("\n", about(page.status()), reach(page.reach()), work(page.work())) + "\n";
    }

    private static String about(StatusView status) {
        var backup = status.backup();
        return """
                Sneaky Klaus %s
                Java %s on %s %s, %d processors, %s heap at most
                Time %s, up %s
                Health %s
                Database %s
                Disk %s free of %s
                Backup %s""".formatted(
                        status.version(),
                        status.java(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors(),
                        Bytes.inWords(Runtime.getRuntime().maxMemory()),
                        status.now(),
                        Duration.ofSeconds(status.uptime().toSeconds()),
                        words(status.parts()),
                        database(status.database()),
                        Bytes.inWords(status.diskFree()),
                        Bytes.inWords(status.diskTotal()),
                        backup != null
                                ? backup.at() + ", " + Bytes.inWords(backup.bytes())
                                : status.makesBackups() ? "none yet" : "not made by us");
    }

    private static String database(DatabaseView database) {
        var log = database.logBytes();
        return database.product() + " " + database.version() + ", " + Bytes.inWords(database.bytes())
                + (log == null ? "" : ", write-ahead log " + Bytes.inWords(log));
    }

    private static String reach(Reach reach) {
        return "Public URL %s what the browser used, %s, %s\nProxy %s"
                .formatted(
                        reach.matches() ? "is" : "is not",
                        reach.https() ? "https" : "http",
                        reach.local() ? "of this machine" : "reachable by others",
                        reach.proxy());
    }

    private static String work(WorkView work) {
        return """
                Scheduler %s, %d jobs, last heartbeat %s, nodes %d
                Next runs %s
                Email by %s, %s
                Outbox %s""".formatted(
                work.scheduler().state(),
                work.scheduler().jobs(),
                work.scheduler().heartbeat(),
                Math.max(1, work.scheduler().nodes().size()),
                work.next().stream().map(run -> run.type() + " " + run.at()).collect(Collectors.joining(", ")),
                work.transport(),
                work.outbox().oldestWaiting() == null
                        ? "nothing waiting"
                        : "oldest waiting since " + work.outbox().oldestWaiting(),
                words(work.outbox().depths()));
    }

    private static String words(Map<?, ?> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
