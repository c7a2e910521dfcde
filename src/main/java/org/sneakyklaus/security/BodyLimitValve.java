package org.sneakyklaus.security;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ContinueResponseTiming;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Reads the whole body of a request before anything else looks at the request. Refuses one of more than 256 KiB, of any
 * type (413); imported lists may take 2 MiB. Waiting for a slow body holds a thread: for half a minute at most (408),
 * and never more than half of all threads (503), so slow clients do not block others. Long bodies share a limited part
 * of the memory until they are answered (503).
 */
@Component
final class BodyLimitValve extends ValveBase implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    // Several times the longest form.
    private static final int LONGEST = 256 * 1024;
    private static final int LONGEST_IMPORT = 2 * 1024 * 1024;
    private static final Pattern IMPORT = Pattern.compile("/admin/exchanges/\\d+/import");
    /** How much of a refused body is read: a client does not listen while it is sending. */
    private static final int MOST = 2 * LONGEST_IMPORT;

    /** Nearly all forms are shorter. */
    private static final int SHORT = 16 * 1024;
    /** A body is copied several times while its form is read: all long ones together must not fill the memory. */
    private static final long PART_OF_MEMORY = 16;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PIECE = 8 * 1024;

    private final Semaphore waiting;
    private final AtomicLong held = new AtomicLong();
    private final long room;
    private final Clock clock;

    @Autowired
    BodyLimitValve(TomcatServerProperties server, Clock clock) {
        this(server, clock, Runtime.getRuntime().maxMemory() / PART_OF_MEMORY);
    }

    /** @param room in bytes, of all long bodies together */
    BodyLimitValve(TomcatServerProperties server, Clock clock, long room) {
        super(true);
        this.waiting = new Semaphore(server.getThreads().getMax() / 2);
        this.clock = clock;
        this.room = room;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextValves(this);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (request.isFinished()) {
            // No body.
            getNext().invoke(request, response);
            return;
        }
        response.sendAcknowledgement(ContinueResponseTiming.IMMEDIATELY);
        var body = new ByteArrayOutputStream();
        var refusal = 0;
        try {
            refusal = read(request, response, body);
            if (refusal == 0) {
                handOn(request, response, body.toByteArray());
            }
        } finally {
            held.addAndGet(-Math.max(0, body.size() - SHORT));
        }
        if (refusal != 0) {
            response.sendError(refusal);
            // The error page must not try to read form fields from the connection.
            request.getCoyoteRequest().setContentLength(0);
            request.getCoyoteRequest().getMimeHeaders().removeHeader(HttpHeaders.TRANSFER_ENCODING);
        }
        if (!request.isFinished()) {
            // Otherwise the server would wait for the rest.
            request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    private void handOn(Request request, Response response, byte[] body) throws IOException, ServletException {
        var connection = request.getCoyoteRequest().getInputBuffer();
        request.getCoyoteRequest().setInputBuffer(new ReadBody(body));
        try {
            getNext().invoke(request, response);
        } finally {
            request.getCoyoteRequest().setInputBuffer(connection);
        }
    }

    /** Returns the status of the refusal, or 0. */
    private int read(Request request, Response response, ByteArrayOutputStream body) throws IOException {
        var waits = false;
        try {
            var began = clock.instant();
            var piece = new byte[PIECE];
            var longest = IMPORT.matcher(request.getServletPath()).matches() ? LONGEST_IMPORT : LONGEST;
            var length = 0;
            while (!request.isFinished() && length <= MOST) {
                if (!waits && !isThere(request)) {
                    waits = waiting.tryAcquire();
                    if (!waits) {
                        return HttpServletResponse.SC_SERVICE_UNAVAILABLE;
                    }
                }
                // Absolute, in case the clock was set back.
                if (Duration.between(began, clock.instant()).abs().compareTo(PATIENCE) > 0) {
                    return HttpServletResponse.SC_REQUEST_TIMEOUT;
                }
                var count = Math.max(0, request.getStream().read(piece));
                length += count;
                if (length <= longest) {
                    body.write(piece, 0, count);
                    if (length > SHORT && held.addAndGet(Math.min(count, length - SHORT)) > room) {
                        return HttpServletResponse.SC_SERVICE_UNAVAILABLE;
                    }
                }
            }
            return length > longest ? HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE : 0;
        } catch (IOException e) {
            // The client hung up, was silent for too long or sent no body at all; the server has set the status.
            request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION);
            return response.isError() ? response.getStatus() : HttpServletResponse.SC_BAD_REQUEST;
        } finally {
            if (waits) {
                waiting.release();
            }
        }
    }

    /** Returns whether some of it can be read without waiting; false for a chunked body, where that is unknown. */
    private static boolean isThere(Request request) {
        var connection = request.getCoyoteRequest();
        connection.action(ActionCode.AVAILABLE, true);
        return connection.getContentLengthLong() > 0 && connection.getAvailable() > 0;
    }
}
