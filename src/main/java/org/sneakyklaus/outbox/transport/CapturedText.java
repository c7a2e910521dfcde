package org.sneakyklaus.outbox.transport;

/** A captured e-mail, taken apart: its headers as they stand in the file, and its two parts. */
public record CapturedText(CapturedMail mail, String headers, String text, String html) {

    @Override
    public String toString() {
        return mail.name();
    }
}
