package org.sneakyklaus.notification.transport;

import jakarta.mail.MessagingException;
import java.util.Optional;

/** Sends by an SMTP server, which does not know a repeated e-mail again. */
final class SmtpTransport implements MailTransport {

    private final SmtpConnection connection;
    private final MimeMessages mime;

    SmtpTransport(SmtpConnection connection, MimeMessages mime) {
        this.connection = connection;
        this.mime = mime;
    }

    @Override
    public String name() {
        return NotificationProperties.SMTP;
    }

    @Override
    public boolean isRepeatSafe() {
        return false;
    }

    @Override
    public synchronized Optional<String> send(MailMessage message) {
        var handed = mime.of(message);
        try {
            connection.send(handed);
            return Optional.empty();
        } catch (MessagingException e) {
            throw SmtpErrors.failure(e, handed.isOver(), connection.password());
        }
    }

    @Override
    public synchronized void knock() {
        try {
            connection.open();
        } catch (MessagingException e) {
            throw SmtpErrors.failure(e, false, connection.password());
        }
    }

    @Override
    public synchronized void rest() {
        connection.close();
    }
}
