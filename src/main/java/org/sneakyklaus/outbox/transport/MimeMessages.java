package org.sneakyklaus.outbox.transport;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import org.sneakyklaus.outbox.transport.TransportException.Kind;
import org.sneakyklaus.support.AppProperties;

/** Builds the MIME form of a message (RFC 5322). */
final class MimeMessages {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    // Shared: creating a session searches every JAR for mail providers, and a session connects to nothing.
    static final Session SESSION = Session.getInstance(new Properties());

    private final InternetAddress sender;
    private final Optional<InternetAddress> replyTo;
    private final String host;
    private final Clock clock;

    MimeMessages(MailSettings properties, AppProperties app, Clock clock) {
        this.sender = properties.sender();
        this.replyTo = properties.replyTo();
        this.host = app.publicUrl().getHost();
        this.clock = clock;
    }

    /** @throws TransportException of kind REFUSED, if the address cannot be written to */
    Handed of(MailMessage message) {
        try {
            var mime = new Handed("<" + message.messageKey() + "@" + host + ">");
            mime.setFrom(sender);
            mime.setRecipient(Message.RecipientType.TO, recipient(message));
            if (replyTo.isPresent()) {
                mime.setReplyTo(new Address[] {replyTo.get()});
            }
            mime.setSubject(MailHeaders.subject(message.subject()), UTF_8);
            mime.setSentDate(Date.from(clock.instant()));
            for (var header : MailHeaders.of(message).entrySet()) {
                mime.setHeader(header.getKey(), header.getValue());
            }
            mime.setContent(bothParts(message));
            mime.saveChanges();
            return mime;
        } catch (MessagingException | UnsupportedEncodingException e) {
            throw new TransportException(
                    Kind.REFUSED,
                    TransportException.Reason.CONTENT,
                    "The email could not be built for this address",
                    e);
        }
    }

    private static InternetAddress recipient(MailMessage message)
            throws AddressException, UnsupportedEncodingException {
        var address = new InternetAddress(message.to(), true);
        var name = MailHeaders.name(message.toName());
        if (!name.isEmpty()) {
            address.setPersonal(name, UTF_8);
        }
        return address;
    }

    private static MimeMultipart bothParts(MailMessage message) throws MessagingException {
        var text = new MimeBodyPart();
        text.setText(message.text(), UTF_8, "plain");
        var html = new MimeBodyPart();
        html.setText(message.html(), UTF_8, "html");
        return new MimeMultipart("alternative", text, html);
    }

    /**
     * A message that keeps its id when saved, where an ordinary one would generate another. Also knows whether it has
     * been written out completely.
     */
    static final class Handed extends MimeMessage {

        private final String messageId;
        private boolean over;
        private Runnable whenOver = () -> {};

        private Handed(String messageId) {
            super(SESSION);
            this.messageId = messageId;
        }

        @Override
        public void writeTo(OutputStream out, String[] ignoredHeaders) throws IOException, MessagingException {
            super.writeTo(out, ignoredHeaders);
            over = true;
            whenOver.run();
        }

        /** Runs an action as soon as the message has been written out completely. */
        void whenOver(Runnable done) {
            whenOver = done;
        }

        /** Returns whether the message has been written out completely. */
        boolean isOver() {
            return over;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
