package org.sneakyklaus.outbox.transport;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.sneakyklaus.support.AppProperties;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** SMTP transports for tests, set up as the application sets up its own. */
public final class Smtp {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-12-01T10:00:05Z"), ZoneOffset.UTC);

    private Smtp() {}

    /** To a server on this machine. */
    public static MailTransport transport(int port) {
        return transport(settings(port, Map.of()), Duration.ofSeconds(20));
    }

    /** @param whole how long one e-mail may take */
    public static MailTransport transport(JavaMailSenderImpl settings, Duration whole) {
        return transport(settings, whole, Duration.ofMinutes(10));
    }

    /** @param answer how long the answer to one e-mail may take, for whoever is patient */
    public static MailTransport transport(JavaMailSenderImpl settings, Duration whole, Duration answer) {
        var app = new AppProperties(URI.create("https://klaus.example.org"), Path.of("data"), null);
        return new SmtpTransport(
                () -> new SmtpConnection(settings, whole), new MimeMessages(Settings.smtp(), app, CLOCK), answer);
    }

    /** For a server on this machine, with further properties of Jakarta Mail. */
    public static JavaMailSenderImpl settings(int port, Map<String, String> more) {
        var settings = new JavaMailSenderImpl();
        settings.setHost("127.0.0.1");
        settings.setPort(port);
        var properties = settings.getJavaMailProperties();
        properties.put("mail.smtp.connectiontimeout", "5000");
        properties.put("mail.smtp.timeout", "10000");
        properties.put("mail.smtp.writetimeout", "10000");
        properties.put("mail.smtp.starttls.enable", "true");
        properties.putAll(more);
        return settings;
    }
}
