package org.sneakyklaus.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Receives webhooks on a port of this machine, and answers as a test wants. */
public final class WebhookReceiver implements AutoCloseable {

    /** A request that came. */
    public record Received(String path, Map<String, List<String>> headers, String body) {

        public String header(String name) {
            return HttpHeaders.of(headers, (a, b) -> true).firstValue(name).orElse("");
        }

        public String id() {
            return header("webhook-id");
        }

        /** Whether the public library of the specification takes it as signed with the secret. */
        public boolean isSignedWith(String secret) {
            var lowerCase = new HashMap<String, List<String>>();
            headers.forEach((name, values) -> lowerCase.put(name.toLowerCase(Locale.ROOT), values));
            try {
                new Webhook(secret).verify(body, lowerCase);
                return true;
            } catch (WebhookVerificationException | EmptyWebhookSecretException e) {
                return false;
            }
        }
    }

    /** How a request is answered. */
    public interface Answer {

        void to(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Received> received = Collections.synchronizedList(new ArrayList<>());
    private final Queue<Answer> answers = new ArrayDeque<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Answer usual = status(204);

    public WebhookReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/hooks/secret-of-the-chat";
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** What came, in order. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    /** How the next requests are answered, one each. */
    public void next(Answer... next) {
        synchronized (answers) {
            answers.addAll(List.of(next));
        }
    }

    /** How all others are answered. */
    public void always(Answer answer) {
        usual = answer;
    }

    public static Answer status(int status, String... headers) {
        return exchange -> {
            for (var i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        };
    }

    /** Never answers, until the receiver closes. */
    public Answer hang() {
        return exchange -> {
            try {
                closing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        };
    }

    /** An answer that comes late, after something else. */
    public Answer late(Duration later, Runnable before) {
        return exchange -> {
            before.run();
            try {
                closing.await(later.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            status(204).to(exchange);
        };
    }

    /** An answer without an end. */
    public static Answer pour(int status) {
        return exchange -> {
            exchange.sendResponseHeaders(status, 0);
            try (var body = exchange.getResponseBody()) {
                while (true) {
                    body.write(new byte[1024]);
                    body.flush();
                }
            } catch (IOException e) {
                // the reader has had enough
            }
        };
    }

    /** An answer of which a byte comes now and then, until the receiver closes. */
    public Answer drip(int status) {
        return exchange -> {
            exchange.sendResponseHeaders(status, 0);
            try (var body = exchange.getResponseBody()) {
                while (!closing.await(50, TimeUnit.MILLISECONDS)) {
                    body.write('x');
                    body.flush();
                }
            } catch (IOException e) {
                // the reader has waited long enough
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(new Received(exchange.getRequestURI().getPath(), Map.copyOf(exchange.getRequestHeaders()), body));
        Answer answer;
        synchronized (answers) {
            answer = answers.isEmpty() ? usual : answers.remove();
        }
        answer.to(exchange);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
