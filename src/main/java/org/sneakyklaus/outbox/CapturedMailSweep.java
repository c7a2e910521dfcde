package org.sneakyklaus.outbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import org.sneakyklaus.outbox.transport.CapturedMails;
import org.springframework.stereotype.Component;

/**
 * Deletes captured e-mails that nothing else will delete: those whose row is gone, be it that the application stopped
 * before their turn came or that they were just being sent; and those that list somebody's exchanges, which may name one
 * that is gone.
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

    /** Returns how many it deleted. */
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
