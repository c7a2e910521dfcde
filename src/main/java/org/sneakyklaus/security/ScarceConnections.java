package org.sneakyklaus.security;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Limits connections so that the database and emails get the files that they need. Shortens the wait for idle
 * connections while three quarters are taken, so that health checks get in under any load.
 */
@Component
class ScarceConnections implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final Logger log = LoggerFactory.getLogger(ScarceConnections.class);

    /** For classes, database and emails, which have some 170 open, and for connections that are just being closed. */
    private static final int FILES_OF_OTHERS = 256;

    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
                protocol.setMaxConnections(Math.min(protocol.getMaxConnections(), most()));
                watchOnceStarted(connector, protocol);
            }
        });
    }

    private static int most() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? (int) Math.min(Integer.MAX_VALUE, system.getMaxFileDescriptorCount() - FILES_OF_OTHERS)
                : Integer.MAX_VALUE;
    }

    private static void watchOnceStarted(Connector connector, AbstractProtocol<?> protocol) {
        connector.addLifecycleListener(event -> {
            if (event.getType().equals(Lifecycle.AFTER_START_EVENT)) {
                var looks = new Looks(protocol);
                // Ends with the server.
                var unused = protocol.getUtilityExecutor()
                        .scheduleWithFixedDelay(looks::look, 0, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
            }
        });
    }

    private static final class Looks {

        private final AbstractProtocol<?> protocol;
        private final int betweenRequests;
        private final int inRequest;
        private boolean scarce;

        Looks(AbstractProtocol<?> protocol) {
            this.protocol = protocol;
            this.betweenRequests = protocol.getKeepAliveTimeout();
            this.inRequest = protocol.getConnectionTimeout();
        }

        void look() {
            var open = protocol.getConnectionCount();
            var nowScarce = open > protocol.getMaxConnections() * 3L / 4;
            if (nowScarce == scarce) {
                return;
            }
            scarce = nowScarce;
            var brief = (int) SHORT.toMillis();
            protocol.setKeepAliveTimeout(scarce ? brief : betweenRequests);
            protocol.setConnectionTimeout(scarce ? brief : inRequest);
            if (scarce) {
                log.warn(
                        "{} connections open, of {} that the limit of open files (ulimit -n) leaves room for:"
                                + " closing idle ones after {} s",
                        open,
                        protocol.getMaxConnections(),
                        SHORT.toSeconds());
            }
        }
    }
}
