package org.sneakyklaus.outbox.transport;

import com.resend.core.net.HttpMethod;
import com.resend.core.net.IHttpClient;
import com.resend.core.net.RequestOptions;
import java.io.File;
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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import okhttp3.MediaType;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.outbox.transport.TransportException.Kind;
import org.sneakyklaus.outbox.transport.TransportException.Reason;

/**
 * Performs the requests of Resend's SDK. The SDK's own client has a fixed base URL and no configurable timeouts,
 * retries on its own, and does not expose {@code Retry-After}.
 */
final class ResendHttp implements IHttpClient<String> {

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

    @Override
    public ResendAnswer perform(
            String path,
            String apiKey,
            HttpMethod method,
            @Nullable String payload,
            MediaType mediaType,
            @Nullable RequestOptions options) {
        var request = HttpRequest.newBuilder(URI.create(baseUrl.toString().replaceAll("/+$", "") + path))
                .header("Authorization", "Bearer " + apiKey)
                .header("Content-Type", mediaType.toString())
                .header("Accept", "application/json")
                .header("User-Agent", "sneaky-klaus")
                .method(method.name(), payload == null ? BodyPublishers.noBody() : BodyPublishers.ofString(payload));
        if (options != null && options.getIdempotencyKey() != null) {
            request.header("Idempotency-Key", options.getIdempotencyKey());
        }
        return answer(await(request.build()));
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
        var retryAfter = response.headers()
                .firstValue("Retry-After")
                .flatMap(value -> RetryAfter.parse(value, clock.instant()))
                .orElse(null);
        return new ResendAnswer(response.statusCode(), response.body(), retryAfter);
    }

    @Override
    public ResendAnswer perform(
            String path, String apiKey, HttpMethod method, @Nullable String payload, MediaType mediaType) {
        return perform(path, apiKey, method, payload, mediaType, (RequestOptions) null);
    }

    @Override
    public ResendAnswer perform(
            String path,
            String apiKey,
            HttpMethod method,
            @Nullable String payload,
            MediaType mediaType,
            Map<String, String> headers) {
        throw new UnsupportedOperationException("Nothing is asked for with headers of its own");
    }

    @Override
    public ResendAnswer performMultipart(
            String path, String apiKey, HttpMethod method, File file, MediaType mediaType, Map<String, String> fields) {
        throw noFiles();
    }

    @Override
    public ResendAnswer performMultipart(
            String path,
            String apiKey,
            HttpMethod method,
            File file,
            MediaType mediaType,
            Map<String, String> fields,
            RequestOptions options) {
        throw noFiles();
    }

    @Override
    public ResendAnswer performMultipart(
            String path,
            String apiKey,
            HttpMethod method,
            byte[] content,
            String name,
            MediaType mediaType,
            Map<String, String> fields) {
        throw noFiles();
    }

    @Override
    public ResendAnswer performMultipart(
            String path,
            String apiKey,
            HttpMethod method,
            byte[] content,
            String name,
            MediaType mediaType,
            Map<String, String> fields,
            RequestOptions options) {
        throw noFiles();
    }

    private static UnsupportedOperationException noFiles() {
        return new UnsupportedOperationException("No files are sent");
    }
}
