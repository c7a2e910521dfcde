package org.sneakyklaus.webhook;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import okhttp3.ConnectionPool;
import okhttp3.Dns;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.outbox.transport.RetryAfter;
import org.sneakyklaus.outbox.transport.UnconnectedSockets;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Posts messages to endpoints: ten seconds for all of it, no redirects, and never to an address that is not allowed, which
 * is checked as the connection is made. Of an answer, only status and {@code Retry-After} are used.
 */
@Component
class WebhookSender implements DisposableBean {

    /**
     * The receiver's answer.
     *
     * @param retryAfter how long the receiver asks to wait, or empty
     */
    record Answer(int status, Optional<Duration> retryAfter) {

        boolean isAccepted() {
            return status / 100 == 2;
        }
    }

    /** The receiver's name leads to an address that is not allowed. */
    static final class RefusedAddressException extends IOException {

        RefusedAddressException() {
            super("Its address is not allowed");
        }
    }

    private static final Logger log = LoggerFactory.getLogger(WebhookSender.class);

    private static final Duration WHOLE = Duration.ofSeconds(10);
    private static final int READ = 4096;
    private static final int IDLE_CONNECTIONS = 5;

    private final OkHttpClient client;
    private final OkHttpClient unencrypted;
    private final AllowedAddresses allowed;
    private final Clock clock;

    @Autowired
    WebhookSender(AllowedAddresses allowed, Dns names, Clock clock) {
        this(allowed, names, clock, WHOLE);
    }

    /** @param whole limit for a message until its answer has been read */
    WebhookSender(AllowedAddresses allowed, Dns names, Clock clock, Duration whole) {
        this.allowed = allowed;
        this.clock = clock;
        this.client = new OkHttpClient.Builder()
                .callTimeout(whole)
                .connectTimeout(whole)
                .readTimeout(whole)
                .writeTimeout(whole)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .protocols(List.of(Protocol.HTTP_1_1))
                .proxy(Proxy.NO_PROXY)
                .dns(names)
                .socketFactory(new CheckedSockets(allowed::allows))
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, 1, TimeUnit.MINUTES))
                .build();
        this.unencrypted = client.newBuilder()
                .socketFactory(new CheckedSockets(allowed::allowsUnencrypted))
                .build();
    }

    /**
     * Posts a message and waits for the answer.
     *
     * @throws RefusedAddressException if the connection is not allowed
     * @throws InterruptedIOException if no status came in time: the message may have arrived
     * @throws IOException if there was none
     */
    Answer post(String url, Map<String, String> headers, byte[] body) throws IOException {
        if (allowed.isNone()) {
            throw new RefusedAddressException();
        }
        var request = new Request.Builder()
                .url(url)
                .headers(Headers.of(headers))
                .post(new Once(body))
                .build();
        try (var response =
                (request.isHttps() ? client : unencrypted).newCall(request).execute()) {
            readBeginning(response);
            return new Answer(
                    response.code(),
                    Optional.ofNullable(response.header("Retry-After"))
                            .flatMap(value -> RetryAfter.parse(value, clock.instant())));
        }
    }

    /** Reads a short answer whole, so that its connection can be used again; the status counts, however the rest goes. */
    private static void readBeginning(Response response) {
        try {
            response.body().source().request(READ);
        } catch (IOException e) {
            log.debug("The rest of an answer did not come", e);
        }
    }

    @Override
    public void destroy() {
        client.connectionPool().evictAll();
        client.dispatcher().executorService().shutdown();
    }

    /** A body that the client does not repeat, whatever the answer. */
    private static final class Once extends RequestBody {

        private final byte[] bytes;

        Once(byte[] bytes) {
            this.bytes = bytes;
        }

        /** Returns none: the header says it, and nothing is added to it. */
        @Override
        public @Nullable MediaType contentType() {
            return null;
        }

        @Override
        public long contentLength() {
            return bytes.length;
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.write(bytes);
        }
    }

    /** Sockets that connect to allowed addresses alone. */
    private static final class CheckedSockets extends UnconnectedSockets {

        private final Predicate<InetAddress> allowed;

        CheckedSockets(Predicate<InetAddress> allowed) {
            this.allowed = allowed;
        }

        @Override
        public Socket createSocket() {
            return new Socket() {
                @Override
                public void connect(SocketAddress endpoint, int timeout) throws IOException {
                    if (!(endpoint instanceof InetSocketAddress address)
                            || address.isUnresolved()
                            || !allowed.test(address.getAddress())) {
                        throw new RefusedAddressException();
                    }
                    super.connect(endpoint, timeout);
                }

                @Override
                public void connect(SocketAddress endpoint) throws IOException {
                    connect(endpoint, 0);
                }
            };
        }
    }
}
