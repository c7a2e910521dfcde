package org.sneakyklaus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;

/**
 * Asks for one page over and over, on connections that stay open, one request at a time on each. It does as little as
 * possible itself, since it shares the machine with what it measures.
 */
final class Load {

    private final int port;
    private final byte[] request;

    /** @param cookie sent with each request; empty for none */
    Load(int port, String path, String cookie) {
        this.port = port;
        var text = "GET " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nAccept: text/html\r\n"
                + (cookie.isEmpty() ? "" : "Cookie: " + cookie + "\r\n") + "\r\n";
        this.request = text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * What was answered, always with 200.
     *
     * @param times of each request
     */
    record Answers(Duration during, Times times) {

        double perSecond() {
            return times.ascending().size() * 1e9 / during.toNanos();
        }
    }

    /** Asks for so long on so many connections at once. */
    Answers run(int connections, Duration duration) throws InterruptedException, ExecutionException {
        var clients = Executors.newFixedThreadPool(connections);
        try {
            var begun = System.nanoTime();
            Callable<List<Duration>> client = () -> client(begun + duration.toNanos());
            var results = new ArrayList<Future<List<Duration>>>();
            for (var number = 0; number < connections; number++) {
                results.add(clients.submit(client));
            }
            var times = new ArrayList<Duration>();
            for (var result : results) {
                times.addAll(result.get());
            }
            return new Answers(Duration.ofNanos(System.nanoTime() - begun), Times.of(times));
        } finally {
            clients.shutdownNow();
        }
    }

    /** Asks so many times, on one connection. */
    void run(int times) throws IOException {
        ask(done -> done < times);
    }

    private List<Duration> client(long end) throws IOException {
        return ask(done -> System.nanoTime() < end);
    }

    private List<Duration> ask(IntPredicate more) throws IOException {
        var times = new ArrayList<Duration>();
        try (var socket = new Socket("localhost", port);
                var in = new BufferedInputStream(socket.getInputStream(), 1 << 16)) {
            socket.setTcpNoDelay(true);
            while (more.test(times.size())) {
                var begun = System.nanoTime();
                socket.getOutputStream().write(request);
                readAnswer(in);
                times.add(Duration.ofNanos(System.nanoTime() - begun));
            }
        }
        return times;
    }

    private static void readAnswer(InputStream in) throws IOException {
        assertThat(line(in)).contains(" 200");
        var length = -1;
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        if (length >= 0) {
            in.skipNBytes(length);
            return;
        }
        for (var size = chunkSize(in); size > 0; size = chunkSize(in)) {
            in.skipNBytes(size);
            line(in);
        }
        line(in);
    }

    private static int chunkSize(InputStream in) throws IOException {
        return Integer.parseInt(line(in), 16);
    }

    /** Without its end. */
    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder(80);
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The connection was closed after: " + line);
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
