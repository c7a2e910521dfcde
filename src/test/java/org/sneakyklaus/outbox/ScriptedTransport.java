package org.sneakyklaus.outbox;

import java.util.Optional;
import org.sneakyklaus.outbox.transport.MailMessage;
import org.sneakyklaus.outbox.transport.MailTransport;

/** Takes every e-mail, unless a test says otherwise. */
class ScriptedTransport implements MailTransport {

    private final boolean repeatSafe;

    ScriptedTransport(boolean repeatSafe) {
        this.repeatSafe = repeatSafe;
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public boolean isRepeatSafe() {
        return repeatSafe;
    }

    @Override
    public Optional<String> send(MailMessage message) {
        return Optional.empty();
    }

    @Override
    public void knock() {
        // Everybody is let in.
    }
}
