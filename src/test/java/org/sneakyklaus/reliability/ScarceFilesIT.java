package org.sneakyklaus.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.reliability.KlausProcess.Answer;

/** The system gives it little, or others take what there is. */
@Tag("once")
@Tag("slow")
class ScarceFilesIT {

    private static final int FILES = 360;

    @Test
    void howItIsDoingIsToldHoweverManyConnectionsOthersOpen() throws IOException, InterruptedException {
        var sockets = new ArrayList<Socket>();
        try (var klaus = KlausProcess.fresh("crowded").withFiles(FILES)) {
            klaus.start();
            klaus.awaitReady();
            for (var round = 0; round < 10; round++) {
                for (var number = 0; number < FILES / 2; number++) {
                    sockets.add(connected(klaus));
                }
                awaitWell(klaus, "liveness");
                awaitWell(klaus, "readiness");
            }
            assertThat(klaus.logged("Too many open files")).isEmpty();
            assertThat(klaus.logged("\tat ")).isEmpty();
            assertThat(klaus.logged("closing idle ones")).isNotEmpty();
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void tooFewFilesAndTooLittleMemoryEndTheStartInOneLine() throws IOException, InterruptedException {
        try (var klaus = KlausProcess.fresh("few-files").withFiles(64)) {
            refused(klaus.failToStart(), "This process may have 64 files and connections open at once, too few");
        }
        try (var klaus = KlausProcess.fresh("little-memory").withFlags("-XX:+UseSerialGC", "-Xmx64m")) {
            refused(klaus.failToStart(), "Java may use 61 MB of memory, too little to serve");
        }
    }

    /** Each ask waits 5 seconds; what restarts it asks three times before it does. */
    private static void awaitWell(KlausProcess klaus, String part) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> klaus.health(part).filter(status -> status == 200).isPresent());
    }

    private static void refused(Answer answer, String why) {
        assertThat(answer.code()).as("%s", answer).isEqualTo(1);
        assertThat(answer.output().lines())
                .as("%s", answer)
                .singleElement()
                .asString()
                .startsWith(why);
    }

    /** One that says nothing, or that waits to be taken. */
    private static Socket connected(KlausProcess klaus) {
        var socket = new Socket();
        try {
            socket.connect(new InetSocketAddress("localhost", klaus.address().getPort()), 20);
        } catch (IOException e) {
            // There are too many already, which is the aim.
        }
        return socket;
    }
}
