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

/** A connection to the SMTP server that stays open from one e-mail to the next. */
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
     * @param whole how long connecting and handing over one e-mail may take together
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

    /** In the midst of sending: waits for the next answer, which is the last, no longer than this. */
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

    /** Breaks what another thread does here: it fails at once. */
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

    /** What it signs in with, or null. */
    @Nullable
    String password() {
        return settings.getPassword();
    }

    /** Says goodbye, if it is connected. */
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
        // This asks the server: it may have hung up meanwhile.
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

    /** Whether the last that a server said was what it can do, and encrypting is not in it. */
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
        // Else it connects once more, past our sockets, where the first connection breaks.
        properties.put("mail." + protocol() + ".socketFactory.fallback", "false");
        if (settings.getUsername() != null && !settings.getUsername().isBlank()) {
            properties.putIfAbsent("mail." + protocol() + ".auth", "true");
            // The password is not to travel where everybody on the way can read it.
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
