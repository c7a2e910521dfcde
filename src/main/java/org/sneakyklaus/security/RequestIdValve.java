package org.sneakyklaus.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.slf4j.MDC;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Gives every request an id, which its response and every line logged meanwhile carry: the id from a trusted proxy,
 * else a new one. Wraps the whole application, so that it also covers error pages.
 */
@Component
final class RequestIdValve extends ValveBase implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    static final String HEADER = "X-Request-Id";
    /** The name in the log. */
    private static final String NAME = "request";

    // Without underscores, to distinguish it from the names of jobs in the same place of the log.
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9-]{8,64}");
    private static final int DIGITS = 12;

    private final ClientAddress clients;

    RequestIdValve(ClientAddress clients) {
        super(true);
        this.clients = clients;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addEngineValves(this);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        var id = id(request);
        response.setHeader(HEADER, id);
        MDC.put(NAME, id);
        try {
            getNext().invoke(request, response);
        } finally {
            MDC.remove(NAME);
        }
    }

    private String id(HttpServletRequest request) {
        var given = request.getHeader(HEADER);
        return given != null
                        && clients.isOfTrustedProxy(request)
                        && SANE.matcher(given).matches()
                ? given
                : fresh();
    }

    private static String fresh() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(), DIGITS);
    }
}
