package org.sneakyklaus.testsupport;

import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jsoup.Jsoup;

/**
 * An e-mail as a mail client shows it.
 *
 * @param size of the whole message in bytes
 */
public record Mail(String to, String subject, String text, String html, long size) {

    /** Making one looks for implementations in every jar. */
    private static final Session SESSION = Session.getInstance(new Properties());

    /** Reads the file of a kept e-mail. */
    public static Mail read(Path file) {
        try {
            return read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what is in such a file. */
    public static Mail read(byte[] file) {
        try {
            var message = new MimeMessage(SESSION, new ByteArrayInputStream(file));
            var parts = (Multipart) message.getContent();
            var to = (InternetAddress) message.getRecipients(Message.RecipientType.TO)[0];
            return new Mail(
                    to.getAddress(),
                    message.getSubject(),
                    part(parts, "text/plain"),
                    part(parts, "text/html"),
                    file.length);
        } catch (IOException | MessagingException e) {
            throw new AssertionError("Not an e-mail", e);
        }
    }

    private static String part(Multipart parts, String type) throws MessagingException, IOException {
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            if (part.isMimeType(type)) {
                return (String) part.getContent();
            }
        }
        throw new AssertionError("no " + type);
    }

    /** The address of the one link whose path has this part; it must stand in the text as in the HTML. */
    public String link(String part) {
        var link = Jsoup.parse(html).select("a").eachAttr("href").stream()
                .filter(address -> address.contains(part))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no link with " + part + " in " + text));
        if (!text.contains(link)) {
            throw new AssertionError("the text lacks the link " + link + ": " + text);
        }
        return link;
    }

    /** The last part of a link. */
    public static String token(String link) {
        return link.substring(link.lastIndexOf('/') + 1);
    }

    public boolean hasLink(String part) {
        return Jsoup.parse(html).select("a").eachAttr("href").stream().anyMatch(address -> address.contains(part));
    }
}
