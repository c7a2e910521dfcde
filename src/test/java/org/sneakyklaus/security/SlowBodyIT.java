package org.sneakyklaus.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.test.context.TestPropertySource;

/** Whoever sends a body byte by byte has an end, and keeps nobody else waiting. */
@IntegrationTest
@TestPropertySource(properties = "server.tomcat.threads.max=" + SlowBodyIT.THREADS)
@Tag("once")
class SlowBodyIT {

    static final int THREADS = 8;
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Site site;
    private final TestClock clock;
    private final List<Socket> sockets = new ArrayList<>();

    SlowBodyIT(Site site, TestClock clock) {
        this.site = site;
        this.clock = clock;
    }

    @BeforeEach
    void setUp() {
        site.setUp();
    }

    @AfterEach
    void hangUp() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST /find, Content-Length: 9999, x",
        "POST /find, Transfer-Encoding: chunked, '1\r\nx\r\n'",
        "GET /find, Content-Length: 9999, x",
        "POST /admin/exchanges/1/import, Content-Length: 9999999, x"
    })
    void aBodyHasHalfAMinute(String what, String length, String drop) throws IOException {
        var slow = begin(what, length);
        await().atMost(SOON).until(() -> {
            clock.advance(Duration.ofSeconds(31));
            slow.getOutputStream().write(drop.getBytes(StandardCharsets.US_ASCII));
            return isAnswered(slow);
        });

        assertThat(answer(slow)).startsWith("HTTP/1.1 408 ").contains("Connection: close");
    }

    @Test
    void slowOnesKeepNoPageAndNoQuickFormFromOthers() throws IOException {
        for (int i = 0; i < 2 * THREADS; i++) {
            begin("POST /find", "Content-Length: 9999");
        }
        await().atMost(SOON)
                .until(() -> sockets.stream().filter(SlowBodyIT::isAnswered).count() >= THREADS + THREADS / 2);

        for (var socket : sockets) {
            if (isAnswered(socket)) {
                assertThat(answer(socket)).startsWith("HTTP/1.1 503 ");
            }
        }
        var wire = new Wire(site.address());
        assertThat(CompletableFuture.supplyAsync(
                        () -> wire.send(wire.post(site.browser(), "/find", "", "email=ann%40example.org"))))
                .succeedsWithin(SOON)
                .satisfies(form -> assertThat(form.status()).isEqualTo(303));
    }

    private Socket begin(String what, String length) throws IOException {
        var socket = new Socket(site.address().getHost(), site.address().getPort());
        sockets.add(socket);
        socket.setSoTimeout((int) SOON.toMillis());
        var head = what + " HTTP/1.1\r\nHost: " + site.address().getAuthority() + "\r\nContent-Type: " + Wire.FORM
                + "\r\n" + length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static boolean isAnswered(Socket socket) {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String answer(Socket socket) throws IOException {
        var beginning = new byte[socket.getInputStream().available()];
        socket.getInputStream().read(beginning);
        return new String(beginning, StandardCharsets.UTF_8);
    }
}
