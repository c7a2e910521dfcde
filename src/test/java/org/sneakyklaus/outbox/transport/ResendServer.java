package org.sneakyklaus.outbox.transport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.sneakyklaus.outbox.transport.MailListener.Moment;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays Resend's documented part on a port of this machine: one e-mail a request, the same answer for a key and text
 * that it knows, and a conflict for a key that comes with another text. Faults are put before it one by one.
 */
public final class ResendServer implements AutoCloseable {

    /** An e-mail that was accepted. */
    public record Accepted(String key, String body) {}

    /** Something that happens to one request instead of the usual answer. */
    public interface Fault {

        /** @return whether the request is answered, or dealt with otherwise */
        boolean happens(HttpExchange exchange, ResendServer server) throws IOException;
    }

    /** The key that it lets in. */
    public static final String KEY = "re_canary_12345";

    /** An address that Resend takes for none. */
    public static final String REFUSED = "refused@example.org";

    private static final long ENDLESS = 100_000_000;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final Map<String, Accepted> known = new HashMap<>();
    private final List<Accepted> accepted = Collections.synchronizedList(new ArrayList<>());
    private final List<Map<String, List<String>>> headers = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong poured = new AtomicLong();
    private final AtomicInteger repeated = new AtomicInteger();
    private final Queue<Fault> faults = new ArrayDeque<>();
    private volatile MailListener listener = moment -> {};

    public ResendServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/emails", this::handle);
        server.createContext("/domains", this::listDomains);
        server.start();
    }

    /** A transport that sends to it. */
    public MailTransport transport(Duration whole, Clock clock) {
        var properties = Settings.resend(url());
        var http = new ResendHttp(url(), whole, clock);
        return new ResendTransport(http, properties);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What happens to the next requests, one each. */
    public void next(Fault... next) {
        synchronized (faults) {
            faults.addAll(List.of(next));
        }
    }

    /** Who is told of each e-mail from now on. */
    public void tell(MailListener who) {
        listener = who;
    }

    /** Every e-mail that leaves, in order. */
    public List<Accepted> accepted() {
        return List.copyOf(accepted);
    }

    /** How often an e-mail came whose key it knew, and which thus did not leave again. */
    public int repeated() {
        return repeated.get();
    }

    /** The headers of every request. */
    public List<Map<String, List<String>>> headers() {
        return List.copyOf(headers);
    }

    /** Waits until a request hangs. */
    public void awaitHanging() throws InterruptedException {
        if (!hanging.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("no request hangs");
        }
    }

    /** An error in Resend's form. */
    public static Fault error(int status, String name, String message) {
        return error(status, name, message, "");
    }

    /** @param retryAfter the header, or blank for none */
    public static Fault error(int status, String name, String message, String retryAfter) {
        return (exchange, server) -> {
            if (!retryAfter.isEmpty()) {
                exchange.getResponseHeaders().add("Retry-After", retryAfter);
            }
            answer(
                    exchange,
                    status,
                    "{\"statusCode\":%d,\"name\":\"%s\",\"message\":\"%s\"}".formatted(status, name, message));
            return true;
        };
    }

    /** An error in Resend's form that quotes the key and the whole request, which is also handed on. */
    public static Fault quoting(int status, Consumer<String> told) {
        return (exchange, server) -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            told.accept(body);
            var key = exchange.getRequestHeaders().getFirst("Authorization");
            answer(
                    exchange,
                    status,
                    JsonMapper.shared()
                            .writeValueAsString(Map.of(
                                    "statusCode",
                                    status,
                                    "name",
                                    "validation_error",
                                    "message",
                                    key + ' ' + body.substring(body.indexOf("/signin/")) + body)));
            return true;
        };
    }

    /** Any answer. */
    public static Fault answering(int status, String body) {
        return (exchange, server) -> {
            answer(exchange, status, body);
            return true;
        };
    }

    /** Accepts the e-mail and says something else. */
    public static Fault acceptAndSay(String body) {
        return (exchange, server) -> {
            server.accept(exchange);
            answer(exchange, 200, body);
            return true;
        };
    }

    /** Accepts the e-mail and does not say so until the server is closed. */
    public static Fault acceptAndHang() {
        return (exchange, server) -> {
            server.accept(exchange);
            server.hanging.countDown();
            server.awaitEnd();
            exchange.close();
            return true;
        };
    }

    /** Accepts the e-mail and breaks the connection. */
    public static Fault acceptAndBreakOff() {
        return (exchange, server) -> {
            server.accept(exchange);
            exchange.close();
            return true;
        };
    }

    /** Accepts the e-mail, says so, and never ends its sentence. */
    public static Fault acceptAndDrip() {
        return (exchange, server) -> {
            server.accept(exchange);
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            server.awaitEnd();
            exchange.close();
            return true;
        };
    }

    /** An answer whose body never ends. */
    public static Fault endless(int status) {
        return (exchange, server) -> {
            exchange.sendResponseHeaders(status, 0);
            var bytes = "{\"id\":\"1\",".repeat(1_000).getBytes(StandardCharsets.UTF_8);
            while (server.poured.get() < ENDLESS) {
                exchange.getResponseBody().write(bytes);
                server.poured.addAndGet(bytes.length);
            }
            exchange.close();
            return true;
        };
    }

    /** How many bytes of answers without an end it got rid of. */
    public long poured() {
        return poured.get();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void awaitEnd() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listDomains(HttpExchange exchange) throws IOException {
        Fault fault;
        synchronized (faults) {
            fault = faults.poll();
        }
        if (fault == null) {
            answer(exchange, 200, "{\"data\":[]}");
        } else {
            fault.happens(exchange, this);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        headers.add(Map.copyOf(exchange.getRequestHeaders()));
        listener.at(Moment.OFFERED);
        Fault fault;
        synchronized (faults) {
            fault = faults.poll();
        }
        if (fault != null && fault.happens(exchange, this)) {
            return;
        }
        if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(
                    exchange,
                    401,
                    "{\"statusCode\":401,\"name\":\"validation_error\",\"message\":\"API key is invalid\"}");
            return;
        }
        var status = accept(exchange);
        if (status == 422) {
            answer(
                    exchange,
                    422,
                    "{\"statusCode\":422,\"name\":\"validation_error\",\"message\":\"Invalid `to` field.\"}");
            return;
        }
        listener.at(Moment.TAKEN);
        answer(
                exchange,
                status,
                status == 200
                        ? "{\"id\":\"id-" + exchange.getRequestHeaders().getFirst("Idempotency-Key") + "\"}"
                        : "{\"statusCode\":409,\"name\":\"invalid_idempotent_request\",\"message\":\"Same idempotency"
                                + " key used with a different request payload.\"}");
        listener.at(Moment.ANSWERED);
    }

    private int accept(HttpExchange exchange) throws IOException {
        var email = new Accepted(
                exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if (email.body().contains(REFUSED)) {
            return 422;
        }
        synchronized (known) {
            var before = known.putIfAbsent(email.key(), email);
            if (before == null) {
                accepted.add(email);
                return 200;
            }
            repeated.incrementAndGet();
            return before.equals(email) ? 200 : 409;
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
