package org.sneakyklaus.notification.transport;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import org.sneakyklaus.support.AppProperties;

/** Puts a message into the form in which e-mails travel (RFC 5322, MIME). */
final class MimeMessages {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    // One for all: making one looks through every jar for mail providers, and nothing is sent through it.
    private static final Session SESSION = Session.getInstance(new Properties());

    private final InternetAddress sender;
    private final String host;
    private final Clock clock;

    MimeMessages(NotificationProperties properties, AppProperties app, Clock clock) {
        this.sender = properties.sender();
        this.host = app.publicUrl().getHost();
        this.clock = clock;
    }

    /** @throws TransportException for good, when the address cannot be written to */
    MimeMessage of(MailMessage message) {
        try {
            var mime = new WithOwnId("<" + message.messageKey() + "@" + host + ">");
            mime.setFrom(sender);
            mime.setRecipient(Message.RecipientType.TO, recipient(message));
            mime.setSubject(message.subject(), UTF_8);
            mime.setSentDate(Date.from(clock.instant()));
            // So that out-of-office replies and other machines stay silent (RFC 3834).
            mime.setHeader("Auto-Submitted", "auto-generated");
            mime.setContent(bothParts(message));
            mime.saveChanges();
            return mime;
        } catch (MessagingException | UnsupportedEncodingException e) {
            throw new TransportException("The e-mail could not be built for this address", true, e);
        }
    }

    private static InternetAddress recipient(MailMessage message)
            throws AddressException, UnsupportedEncodingException {
        var address = new InternetAddress(message.to(), true);
        if (!message.toName().isEmpty()) {
            address.setPersonal(message.toName(), UTF_8);
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

    /** Keeps its id when it is saved, where an ordinary one would make up another each time. */
    private static final class WithOwnId extends MimeMessage {

        private final String messageId;

        WithOwnId(String messageId) {
            super(SESSION);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
