package org.sneakyklaus.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.regex.Pattern;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.rewrite.RewriteValve;
import org.sneakyklaus.support.AppProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Serves the site below the path of the public URL, if it has one. Health and metrics stay at the root, so that probes
 * are the same for every path, and a proxy that passes on the path alone keeps them private.
 */
@Component
class SubPath implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final String path;

    SubPath(AppProperties app) {
        this.path = app.path();
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setContextPath(path);
        if (!path.isEmpty()) {
            factory.addContextCustomizers(
                    context -> context.getParent().getPipeline().addValve(new Rules(rules())));
        }
    }

    /** Returns the rules, of which each request meets one at most. */
    private String rules() {
        var literally = path.replace(".", "[.]");
        return """
                RewriteRule ^%1$s$ %2$s/ [L]
                RewriteRule ^%1$s/actuator(/.*)?$ / [L]
                RewriteRule ^(/actuator/(health|health/liveness|health/readiness|prometheus))$ %2$s$1 [L]
                """.formatted(literally, path);
    }

    /** Reads its rules from here instead of from a file. */
    private static final class Rules extends RewriteValve {

        private static final Pattern TWICE =
                Pattern.compile("//|;|\\\\|/[.]{1,2}(/|$)|%(2e|2f|3b|5c|00)", Pattern.CASE_INSENSITIVE);

        private final String text;

        Rules(String text) {
            this.text = text;
        }

        /**
         * Refuses an address that is written in more than one way, as the application's firewall does: that sees only
         * what becomes of it here, and a proxy may read it differently.
         */
        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            if (TWICE.matcher(request.getRequestURI()).find()) {
                response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            } else {
                super.invoke(request, response);
            }
        }

        @Override
        protected void startInternal() throws LifecycleException {
            super.startInternal();
            parse(new BufferedReader(new StringReader(text)));
        }
    }
}
