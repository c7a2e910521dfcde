package org.sneakyklaus.outbox.transport;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.DemoMode;
import org.sneakyklaus.support.MailCapture;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Chooses the mail transport. A demo captures, whatever is set. */
@Configuration(proxyBeanMethods = false)
class TransportConfiguration {

    private static final Logger log = LoggerFactory.getLogger(TransportConfiguration.class);

    // For one email, from connecting to the end of the answer; an SMTP server may take longer for that.
    private static final Duration WHOLE = Duration.ofSeconds(30);
    // RFC 5321, section 4.5.3.2.6: a client that gives up sooner may send the email twice.
    private static final Duration ANSWER = Duration.ofMinutes(10);

    private final CaptureFolder folder;
    private final boolean demo;

    TransportConfiguration(AppProperties app, DemoMode mode) {
        this.folder = new CaptureFolder(app.data());
        this.demo = mode.demo();
    }

    @Bean
    MailTransport mailTransport(
            MailSettings properties, AppProperties app, Clock clock, ObjectProvider<JavaMailSenderImpl> smtpSettings) {
        var mime = new MimeMessages(properties, app, clock);
        return switch (transport(properties)) {
            case MailSettings.RESEND -> {
                log.info("Sending emails through Resend");
                var http = new ResendHttp(properties.resend().baseUrl(), WHOLE, clock);
                yield new ResendTransport(http, properties);
            }
            case MailSettings.SMTP -> {
                log.info("Sending emails through the SMTP server {}", properties.smtpHost());
                var settings = smtpSettings.getObject();
                yield new SmtpTransport(() -> new SmtpConnection(settings, WHOLE), mime, ANSWER);
            }
            default -> {
                log.info("Capturing emails in the folder mail under {}, nothing is sent", app.data());
                yield new CaptureTransport(folder, mime);
            }
        };
    }

    @Bean
    MailRoute mailRoute(MailSettings properties, ObjectProvider<JavaMailSenderImpl> smtpSettings) {
        return switch (transport(properties)) {
            case MailSettings.RESEND -> MailRoute.byResend(properties);
            case MailSettings.SMTP -> MailRoute.bySmtp(properties, smtpSettings.getObject());
            default -> MailRoute.captured(properties);
        };
    }

    @Bean
    SendingLimits sendingLimits(MailSettings properties) {
        return isCapture(properties)
                ? SendingLimits.NONE
                : new SendingLimits(properties.mailRate(), properties.mailDailyLimit());
    }

    @Bean
    CapturedMails capturedMails() {
        return new CapturedMails(folder);
    }

    @Bean
    MailCapture mailCapture(MailSettings properties, AppProperties app) {
        return new Capturing(isCapture(properties), demo || properties.isChosen() || app.isOfThisMachine());
    }

    private boolean isCapture(MailSettings properties) {
        return transport(properties).equals(MailSettings.CAPTURE);
    }

    private String transport(MailSettings properties) {
        return demo ? MailSettings.CAPTURE : properties.transport();
    }

    private record Capturing(boolean active, boolean wanted) implements MailCapture {}
}
