package org.sneakyklaus.notification.transport;

import java.time.Clock;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.MailCapture;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses how e-mails leave. */
@Configuration(proxyBeanMethods = false)
class TransportConfiguration {

    private static final Logger log = LoggerFactory.getLogger(TransportConfiguration.class);
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final CaptureFolder folder;

    TransportConfiguration(AppProperties app) {
        this.folder = new CaptureFolder(app.data());
    }

    @Bean
    MailTransport mailTransport(NotificationProperties properties, AppProperties app, Clock clock) {
        log.info("E-mails are kept in the folder mail under {}, nothing is sent", app.data());
        return new CaptureTransport(folder, new MimeMessages(properties, app, clock));
    }

    @Bean
    CapturedMails capturedMails() {
        return new CapturedMails(folder);
    }

    @Bean
    MailCapture mailCapture(NotificationProperties properties, AppProperties app) {
        return new Capturing(
                properties.isChosen() || THIS_MACHINE.contains(app.publicUrl().getHost()));
    }

    private record Capturing(boolean wanted) implements MailCapture {

        @Override
        public boolean active() {
            return true;
        }
    }
}
