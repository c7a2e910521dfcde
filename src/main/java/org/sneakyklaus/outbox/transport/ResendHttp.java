package org.sneakyklaus.outbox.transport;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.outbox.transport.TransportException.Kind;
import org.sneakyklaus.outbox.transport.TransportException.Reason;

/**
 * Performs the requests to Resend. The SDK's own client has a fixed base URL and no configurable timeouts,
 * retries on its own, and does not expose {@code Retry-After}.
 */
final class ResendHttp {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    // Docker kills ten seconds after it asked for a stop.
    private static final Duration LAST = Duration.ofSeconds(4);

    private final URI baseUrl;
    private final Duration whole;
    private final Clock clock;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private volatile CompletableFuture<Void> stop = new CompletableFuture<>();

    /** @param whole limit for a request until its answer has been read */
    ResendHttp(URI baseUrl, Duration whole, Clock clock) {
        this.baseUrl = baseUrl;
        this.whole = whole;
        this.clock = clock;
    }

    /** Waits for answers up to the full limit, as it does from the beginning. */
    void start() {
        stop = new CompletableFuture<>();
    }

    /** Waits a few seconds at most for the pending answer; no request may follow. */
    void stop() {
        stop.completeOnTimeout(null, LAST.toMillis(), TimeUnit.MILLISECONDS);
    }

    ResendAnswer get(String path, String apiKey) {
        return answer(await(request(path, apiKey).build()));
    }

    /** @param idempotencyKey what tells a repeated request from a new one */
    ResendAnswer post(String path, String apiKey, String json, String idempotencyKey) {
        return answer(await(request(path, apiKey)
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(json))
                .build()));
    }

    private HttpRequest.Builder request(String path, String apiKey) {
        return HttpRequest.newBuilder(URI.create(baseUrl.toString().replaceAll("/+$", "") + path))
                .header("Authorization", "Bearer " + apiKey)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("User-Agent", "sneaky-klaus");
    }

    private HttpResponse<String> await(HttpRequest request) {
        // A timeout of the request itself would end with the headers, and the body might drip forever.
        var answer = client.sendAsync(request, head -> new BodyBeginning());
        try {
            CompletableFuture.anyOf(answer, stop).get(whole.toMillis(), TimeUnit.MILLISECONDS);
            if (!answer.isDone()) {
                answer.cancel(true);
                throw new TransportException(
                        Kind.UNKNOWN, Reason.UNCERTAIN, "Resend had not answered when the application stopped", null);
            }
            return answer.get();
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new TransportException(Kind.UNKNOWN, Reason.UNCERTAIN, "Resend did not answer in time", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new TransportException(Kind.UNKNOWN, Reason.UNCERTAIN, "Waiting for Resend was cut short", e);
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        }
    }

    private static TransportException failed(@Nullable Throwable cause) {
        var name = cause == null ? "" : ": " + cause.getClass().getSimpleName();
        if (cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof SSLHandshakeException) {
            return new TransportException(
                    Kind.LATER, ConnectionFailures.reason(cause), "Resend could not be reached" + name, cause);
        }
        return new TransportException(
                Kind.UNKNOWN,
                Reason.UNCERTAIN,
                "The connection to Resend broke" + name,
                cause instanceof IOException ? cause : null);
    }

    private ResendAnswer answer(HttpResponse<String> response) {
        var retryAfter =
                response.headers().firstValue("Retry-After").flatMap(value -> RetryAfter.parse(value, clock.instant()));
        return new ResendAnswer(response.statusCode(), response.body(), retryAfter);
    }
}
