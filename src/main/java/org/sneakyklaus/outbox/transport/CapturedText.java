package org.sneakyklaus.outbox.transport;

/** The content of a captured email: its headers as they are in the file, and its two parts. */
public record CapturedText(CapturedMail mail, String headers, String text, String html) {

    @Override
    public String toString() {
        return mail.name();
    }
}
