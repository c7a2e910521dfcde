package org.sneakyklaus.security;

import org.apache.catalina.core.StandardHost;
import org.sneakyklaus.support.AppProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/** Replaces the web server's error page by our own, for requests that the application never sees. */
@Component
class ServerRefusals implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

    private final SecurityHeaders headers;
    private final MessageSource messages;
    private final AppProperties app;

    ServerRefusals(SecurityHeaders headers, MessageSource messages, AppProperties app) {
        this.headers = headers;
        this.messages = messages;
        this.app = app;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(RefusalPageValve.class.getName());
                host.getPipeline().addValve(new RefusalPageValve(headers, messages, app.path()));
            }
        });
    }

    /** Runs after Spring Boot's own, so that it is the first to report. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
