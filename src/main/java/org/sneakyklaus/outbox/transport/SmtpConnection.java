package org.sneakyklaus.outbox.transport;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** A connection to the SMTP server that stays open between emails. */
final class SmtpConnection {

    /** The server offers no encryption, and without it no password is sent. */
    static final class NotEncrypted extends MessagingException {

        NotEncrypted(MessagingException refused) {
            super("No encryption", refused);
        }
    }

    private static final int OK = 250;

    private final JavaMailSenderImpl settings;
    private final SmtpSockets sockets;
    private final Session session;
    private @Nullable Transport transport;

    /**
     * @param settings where and how to connect
     * @param whole limit for connecting and handing over one email together
     */
    SmtpConnection(JavaMailSenderImpl settings, Duration whole) {
        this.settings = settings;
        this.sockets = new SmtpSockets(whole);
        this.session = session();
    }

    /** @throws MessagingException as Jakarta Mail does; the connection is closed then */
    void send(MimeMessage message) throws MessagingException {
        hold(() -> connected().sendMessage(message, message.getAllRecipients()));
    }

    /** Limits, while sending, the wait for the next answer, which is the last. */
    void await(Duration answer) {
        sockets.await(answer);
    }

    /**
     * Connects and signs in.
     *
     * @throws MessagingException as Jakarta Mail does; the connection is closed then
     */
    void open() throws MessagingException {
        hold(this::connected);
    }

    /** Breaks off what another thread does on this connection: it fails at once. */
    void breakOff() {
        sockets.breakOff();
    }

    @FunctionalInterface
    private interface Conversation {

        void hold() throws MessagingException;
    }

    private void hold(Conversation conversation) throws MessagingException {
        sockets.begin();
        try {
            conversation.hold();
        } catch (MessagingException e) {
            close();
            throw e;
        }
    }

    /** Returns the password it signs in with; null if none. */
    @Nullable
    String password() {
        return settings.getPassword();
    }

    /** Quits and closes, if connected. */
    void close() {
        var open = transport;
        transport = null;
        if (open == null) {
            return;
        }
        sockets.begin();
        try {
            open.close();
        } catch (MessagingException e) {
            // It is closed all the same.
        }
    }

    private Transport connected() throws MessagingException {
        var kept = transport;
        // {@code isConnected} asks the server, which may have hung up meanwhile.
        if (kept != null && kept.isConnected()) {
            return kept;
        }
        var fresh = session.getTransport(protocol());
        transport = fresh;
        try {
            fresh.connect(settings.getHost(), settings.getPort(), settings.getUsername(), settings.getPassword());
        } catch (MessagingException e) {
            throw lacksStarttls(fresh) ? new NotEncrypted(e) : e;
        }
        return fresh;
    }

    /** Returns whether the server's last answer listed its extensions without STARTTLS. */
    private boolean lacksStarttls(Transport fresh) {
        return "true".equals(session.getProperty("mail." + protocol() + ".starttls.required"))
                && fresh instanceof SMTPTransport smtp
                && smtp.getLastReturnCode() == OK
                && !smtp.supportsExtension("STARTTLS");
    }

    private Session session() {
        var properties = new Properties();
        properties.putAll(settings.getJavaMailProperties());
        properties.put("mail." + protocol() + ".socketFactory", sockets);
        // Otherwise Jakarta Mail connects again without our sockets if the first connection breaks.
        properties.put("mail." + protocol() + ".socketFactory.fallback", "false");
        if (settings.getUsername() != null && !settings.getUsername().isBlank()) {
            properties.putIfAbsent("mail." + protocol() + ".auth", "true");
            // Never send the password unencrypted.
            properties.putIfAbsent("mail." + protocol() + ".starttls.required", isTls(properties) ? "false" : "true");
        }
        return Session.getInstance(properties);
    }

    private boolean isTls(Properties properties) {
        return protocol().equals("smtps") || "true".equals(properties.getProperty("mail.smtp.ssl.enable"));
    }

    private String protocol() {
        return settings.getProtocol() == null ? "smtp" : settings.getProtocol();
    }
}
