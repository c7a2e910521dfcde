package org.sneakyklaus.outbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import org.sneakyklaus.outbox.transport.CapturedMails;
import org.springframework.stereotype.Component;

/**
 * Deletes captured emails that nothing else deletes: those whose outbox row is gone, because the application stopped
 * before deleting them or while sending them, and those listing the exchanges of an address, which may name a deleted
 * one.
 */
@Component
public class CapturedMailSweep {

    private static final Duration WRITING = Duration.ofHours(1);

    private final OutboundEmailRepository mails;
    private final CapturedMails captured;
    private final Clock clock;

    CapturedMailSweep(OutboundEmailRepository mails, CapturedMails captured, Clock clock) {
        this.mails = mails;
        this.captured = captured;
        this.clock = clock;
    }

    /** Deletes such emails and returns their number. */
    public int sweep() {
        try {
            return captured.deleteAllBut(
                    ids -> mails.findIdsOfOtherKinds(ids, MailKind.FIND_EXCHANGES),
                    clock.instant().minus(WRITING));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
