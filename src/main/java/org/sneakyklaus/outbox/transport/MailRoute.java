package org.sneakyklaus.outbox.transport;

import java.net.URI;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * The current way of sending emails, as shown to the admin; it holds no secret.
 *
 * @param transport {@code resend}, {@code smtp} or {@code capture}
 * @param sender the sender of every email, with its name if there is one
 * @param senderIsSet false if the sender is a placeholder, because nothing leaves
 * @param host the server that accepts the emails; blank if they are captured
 * @param port the port of that server; 0 if they are captured
 */
public record MailRoute(String transport, String sender, boolean senderIsSet, String host, int port) {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int SMTP = 25;
    private static final int SMTPS = 465;

    static MailRoute byResend(MailSettings properties) {
        var url = properties.resend().baseUrl();
        return of(MailSettings.RESEND, properties, url.getHost(), portOf(url));
    }

    static MailRoute bySmtp(MailSettings properties, JavaMailSenderImpl settings) {
        var port = settings.getPort();
        return of(
                MailSettings.SMTP, properties, properties.smtpHost(), port > 0 ? port : isTls(settings) ? SMTPS : SMTP);
    }

    static MailRoute captured(MailSettings properties) {
        return of(MailSettings.CAPTURE, properties, "", 0);
    }

    private static MailRoute of(String transport, MailSettings properties, String host, int port) {
        return new MailRoute(
                transport,
                properties.sender().toUnicodeString(),
                !properties.mailFrom().equals(MailSettings.CAPTURED_SENDER),
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

    /** Returns whether emails leave this machine. */
    public boolean sends() {
        return !transport.equals(MailSettings.CAPTURE);
    }
}
