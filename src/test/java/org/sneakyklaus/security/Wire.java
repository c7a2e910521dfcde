package org.sneakyklaus.security;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.sneakyklaus.testsupport.Browser;

/** A bare connection to the site, for what no HTTP client would send. */
final class Wire {

    static final String FORM = "application/x-www-form-urlencoded";

    private static final int PATIENCE_MILLIS = 30_000;

    private final URI site;

    Wire(URI site) {
        this.site = site;
    }

    /**
     * What came back.
     *
     * @param status 0 when the connection was closed without a word
     * @param headers by their names in lower case
     */
    record Answer(int status, Map<String, String> headers, String body) {

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }

        boolean isHtml() {
            return header("Content-Type").startsWith("text/html");
        }
    }

    /** @param headers more of them, each with the end of its line; a host here is sent instead of the right one */
    String get(String target, String headers) {
        return "GET " + target + " HTTP/1.1\r\n" + host(headers) + headers + "Connection: close\r\n\r\n";
    }

    /** A form as a browser sends it, with its cookies and a CSRF token of that part. */
    String post(Browser browser, String path, String headers, String form) {
        return post(browser, browser.formTo(path).value("_csrf"), path, FORM, headers, form);
    }

    /** @param type of the body, empty for none */
    String post(Browser browser, String token, String path, String type, String headers, String body) {
        var content = body + "&_csrf=" + token;
        return "POST " + path + " HTTP/1.1\r\n" + host(headers) + headers
                + "Connection: close\r\nCookie: " + browser.cookieHeader(path) + "\r\n"
                + (type.isEmpty() ? "" : "Content-Type: " + type + "\r\n")
                + "Content-Length: " + content.getBytes(StandardCharsets.ISO_8859_1).length + "\r\n\r\n" + content;
    }

    private String host(String headers) {
        return headers.startsWith("Host:") ? "" : "Host: " + site.getAuthority() + "\r\n";
    }

    Answer send(String request) {
        return send(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends bytes as they are and reads until the other side hangs up, so they should ask for that. */
    Answer send(byte[] request) {
        try (var socket = new Socket(site.getHost(), site.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            var answer = new ByteArrayOutputStream();
            try {
                socket.getOutputStream().write(request);
                socket.shutdownOutput();
                socket.getInputStream().transferTo(answer);
            } catch (SocketTimeoutException e) {
                throw new AssertionError("no end of the answer: " + answer, e);
            } catch (IOException e) {
                // Hung up while it was still being told: what it had said until then is the answer.
            }
            return read(answer.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer read(String text) {
        if (!text.startsWith("HTTP/1.1 ")) {
            return new Answer(0, Map.of(), text);
        }
        var end = text.indexOf("\r\n\r\n");
        var headers = new LinkedHashMap<String, String>();
        text.substring(0, end).lines().skip(1).forEach(line -> {
            var colon = line.indexOf(':');
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (one, other) -> one + ", " + other);
        });
        return new Answer(Integer.parseInt(text.substring(9, 12)), headers, text.substring(end + 4));
    }
}
