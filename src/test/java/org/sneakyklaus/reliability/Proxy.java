package org.sneakyklaus.reliability;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.sneakyklaus.testsupport.Browser;

/**
 * Stands before several nodes, as in front of an installation: sends each request to the next of those that said within
 * the last second that they are ready, by connections that it keeps; and to another one when a node takes no connection.
 * What is lost on its way is answered with 502, since a form may have been taken.
 */
final class Proxy implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Set<String> OF_EACH_CONNECTION = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "transfer-encoding",
            "upgrade");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Set<KlausProcess> ready = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger count = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    Proxy() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Sends requests there from now on. */
    void to(List<KlausProcess> nodes) {
        threads.execute(() -> {
            try {
                do {
                    nodes.forEach(this::ask);
                } while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** A browser that was never there. */
    Browser browser() {
        return new Browser(address());
    }

    /** How many of the nodes may get requests now. */
    int ready() {
        return ready.size();
    }

    /** How many requests came so far. */
    int count() {
        return count.get();
    }

    /** The requests that were answered with an error of a server, or by none. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    private void ask(KlausProcess node) {
        try {
            if (node.isAlive() && node.health("readiness").equals(Optional.of(200))) {
                ready.add(node);
            } else {
                ready.remove(node);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        count.incrementAndGet();
        var body = exchange.getRequestBody().readAllBytes();
        var end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (System.nanoTime() - end < 0) {
                var nodes = List.copyOf(ready);
                if (nodes.isEmpty()) {
                    closed.await(50, TimeUnit.MILLISECONDS);
                } else if (passOn(exchange, body, nodes.get(turn.getAndIncrement() % nodes.size()))) {
                    return;
                }
            }
            answer(exchange, 503, "nobody is ready");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** False when nothing was sent, since there is nobody to take it. */
    private boolean passOn(HttpExchange exchange, byte[] body, KlausProcess node)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> response;
        try {
            response = client.send(request(exchange, body, node), BodyHandlers.ofByteArray());
        } catch (ConnectException e) {
            ready.remove(node);
            return false;
        } catch (IOException e) {
            answer(exchange, 502, e.toString());
            return true;
        }
        if (response.statusCode() >= 500) {
            answer(exchange, response.statusCode(), "from the node");
        } else {
            response.headers().map().forEach((name, values) -> {
                if (!OF_EACH_CONNECTION.contains(name)) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            send(exchange, response.statusCode(), response.body());
        }
        return true;
    }

    private static HttpRequest request(HttpExchange exchange, byte[] body, KlausProcess node) {
        var request = HttpRequest.newBuilder(node.address().resolve(exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_EACH_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private void answer(HttpExchange exchange, int status, String reason) throws IOException {
        failures.add("%s %s: %d, %s".formatted(exchange.getRequestMethod(), exchange.getRequestURI(), status, reason));
        send(exchange, status, new byte[0]);
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
