package org.sneakyklaus.support.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/**
 * Renders pages of the same size for every reader, so that a proxy's log reveals nothing of their content. The comments
 * {@code <!--own-->} and {@code <!--/own-->} in a template mark what differs between readers; everything else must be
 * the same for all who read it in one language.
 */
@Component
public class OneLength {

    private static final String BEGIN = "<!--own-->";
    private static final String END = "<!--/own-->";
    /** Content larger than the room reveals its size only in steps of this many bytes. */
    private static final int STEP = 4096;

    private final ThymeleafViewResolver views;

    OneLength(ThymeleafViewResolver views) {
        this.views = views;
    }

    /** @param room the number of bytes that all marked content may take, the same for all readers */
    public View view(String template, int room) {
        return (model, request, response) -> {
            var kept = new ContentCachingResponseWrapper(response);
            var page = views.resolveViewName(template, RequestContextUtils.getLocale(request));
            Objects.requireNonNull(page).render(model, request, kept);
            send(new String(kept.getContentAsByteArray(), ISO_8859_1), room, request, response);
        };
    }

    /** @param page the page, one byte per character */
    private static void send(String page, int room, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var own = own(page);
        var missing = own > room ? Math.floorMod(room - own, STEP) : room - own;
        var whole = (page + "<!--" + random(missing) + "-->").getBytes(ISO_8859_1);
        // A proxy does not compress what is compressed already; compressing would reveal the length of the words. nginx
        // passes on whatever has a content encoding, even "identity"; Apache passes on what is compressed.
        var packed = acceptsGzip(request);
        var body = packed ? storedByGzip(whole) : whole;
        response.setHeader(HttpHeaders.CONTENT_ENCODING, packed ? "gzip" : "identity");
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, no-store, max-age=0, must-revalidate, no-transform");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static int own(String page) {
        var bytes = 0;
        for (var begin = page.indexOf(BEGIN); begin >= 0; begin = page.indexOf(BEGIN, begin + 1)) {
            bytes += page.indexOf(END, begin) + END.length() - begin;
        }
        return bytes;
    }

    /** Returns random digits: if something compresses the page anyway, they shrink about as much as words. */
    private static String random(int length) {
        var bytes = new byte[length / 2 + 1];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes).substring(0, length);
    }

    private static boolean acceptsGzip(HttpServletRequest request) {
        return Collections.list(request.getHeaders(HttpHeaders.ACCEPT_ENCODING)).stream()
                .anyMatch(accepted -> accepted.matches("(?i)(.*[\\s,])?gzip\\s*(,.*|;\\s*q=(1|0\\.0*[1-9]).*)?"));
    }

    /** Returns the page uncompressed in gzip format; the overhead depends on its length alone. */
    private static byte[] storedByGzip(byte[] whole) throws IOException {
        var stored = new ByteArrayOutputStream(whole.length + STEP);
        try (var gzip = new StoringOutputStream(stored)) {
            gzip.write(whole);
        }
        return stored.toByteArray();
    }

    private static final class StoringOutputStream extends GZIPOutputStream {

        StoringOutputStream(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.NO_COMPRESSION);
        }
    }
}
