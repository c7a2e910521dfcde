package org.sneakyklaus.security;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/** Replaces the web server's error page by our own, for requests that it refuses before the application sees them. */
@Component
class ServerRefusals implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

    private final SecurityHeaders headers;
    private final MessageSource messages;

    ServerRefusals(SecurityHeaders headers, MessageSource messages) {
        this.headers = headers;
        this.messages = messages;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(RefusalPageValve.class.getName());
                host.getPipeline().addValve(new RefusalPageValve(headers, messages));
            }
        });
    }

    /** Runs after Spring Boot's own, so that it is the first to report. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
