package org.sneakyklaus.notification.transport;

import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Keeps every e-mail as a file instead of sending it. */
final class CaptureTransport implements MailTransport {

    private final CaptureFolder folder;
    private final MimeMessages mime;

    CaptureTransport(CaptureFolder folder, MimeMessages mime) {
        this.folder = folder;
        this.mime = mime;
    }

    @Override
    public String name() {
        return NotificationProperties.CAPTURE;
    }

    @Override
    public void send(MailMessage message) {
        var content = new ByteArrayOutputStream();
        try {
            mime.of(message).writeTo(content);
            folder.write(CaptureFolder.nameOf(message.queuedAt(), message.outboxId()), content.toByteArray());
        } catch (IOException | MessagingException e) {
            throw new TransportException("The file could not be written under the data folder", false, e);
        }
    }
}
