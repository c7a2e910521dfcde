package org.sneakyklaus.outbox.transport;

import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.sneakyklaus.outbox.transport.TransportException.Kind;

/** Captures every email as a file instead of sending it. */
final class CaptureTransport implements MailTransport {

    private final CaptureFolder folder;
    private final MimeMessages mime;

    CaptureTransport(CaptureFolder folder, MimeMessages mime) {
        this.folder = folder;
        this.mime = mime;
    }

    @Override
    public String name() {
        return MailSettings.CAPTURE;
    }

    @Override
    public boolean isRepeatSafe() {
        return true;
    }

    @Override
    public Optional<String> send(MailMessage message) {
        var content = new ByteArrayOutputStream();
        try {
            mime.of(message).writeTo(content);
            folder.write(CaptureFolder.nameOf(message.queuedAt(), message.outboxId()), content.toByteArray());
            return Optional.empty();
        } catch (IOException | MessagingException e) {
            throw notWritten(e);
        }
    }

    @Override
    public void knock() {
        try {
            folder.tryToWrite();
        } catch (IOException e) {
            throw notWritten(e);
        }
    }

    private static TransportException notWritten(Exception e) {
        return new TransportException(
                Kind.LATER, TransportException.Reason.OTHER, "The file could not be written under the data folder", e);
    }
}
