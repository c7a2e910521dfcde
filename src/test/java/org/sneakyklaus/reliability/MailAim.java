package org.sneakyklaus.reliability;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.outbox.transport.MailListener;

/** Kills the process from within the mail server that it is talking to, at a moment of one of its e-mails. */
final class MailAim implements MailListener {

    private final KlausProcess klaus;
    private @Nullable Moment moment;
    private int left;

    MailAim(KlausProcess klaus) {
        this.klaus = klaus;
    }

    /** @param number of the e-mail, of those that come from now on, beginning with 1 */
    synchronized void take(Moment at, int number) {
        moment = at;
        left = number;
    }

    @Override
    public synchronized void at(Moment now) throws IOException {
        if (now != moment || --left > 0) {
            return;
        }
        moment = null;
        try {
            klaus.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IOException("Killed");
    }
}
