package org.sneakyklaus.outbox.transport;

import java.net.URI;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * The way that e-mails take at present, as somebody may see it who wants to check it: it holds no secret.
 *
 * @param transport {@code resend}, {@code smtp} or {@code capture}
 * @param sender of every e-mail, with its name if there is one
 * @param senderIsSet false when the sender is made up, since nothing leaves
 * @param host of the server that takes them; blank where they are captured
 * @param port of that server; 0 where they are captured
 */
public record MailRoute(String transport, String sender, boolean senderIsSet, String host, int port) {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int SMTP = 25;
    private static final int SMTPS = 465;

    static MailRoute byResend(NotificationProperties properties) {
        var url = properties.resend().baseUrl();
        return of(properties, url.getHost(), portOf(url));
    }

    static MailRoute bySmtp(NotificationProperties properties, JavaMailSenderImpl settings) {
        var port = settings.getPort();
        return of(properties, properties.smtpHost(), port > 0 ? port : isTls(settings) ? SMTPS : SMTP);
    }

    static MailRoute captured(NotificationProperties properties) {
        return of(properties, "", 0);
    }

    private static MailRoute of(NotificationProperties properties, String host, int port) {
        return new MailRoute(
                properties.transport(),
                properties.sender().toUnicodeString(),
                !properties.mailFrom().equals(NotificationProperties.CAPTURED_SENDER),
                host,
                port);
    }

    private static int portOf(URI url) {
        return url.getPort() > 0 ? url.getPort() : "http".equals(url.getScheme()) ? HTTP : HTTPS;
    }

    private static boolean isTls(JavaMailSenderImpl settings) {
        return "smtps".equals(settings.getProtocol())
                || "true".equals(settings.getJavaMailProperties().getProperty("mail.smtp.ssl.enable"));
    }

    /** Whether e-mails leave this machine. */
    public boolean sends() {
        return !transport.equals(NotificationProperties.CAPTURE);
    }
}
