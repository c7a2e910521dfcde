package org.sneakyklaus.outbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.sneakyklaus.outbox.transport.CapturedMails;
import org.springframework.stereotype.Component;

/**
 * Deletes captured emails that nothing else deletes: those whose outbox row is gone, because the application stopped
 * before deleting them or while sending them, and those about several exchanges, which may name a deleted one.
 */
@Component
public class CapturedMailSweep {

    private static final Set<MailKind> OF_SEVERAL_EXCHANGES = Set.of(MailKind.FIND_EXCHANGES, MailKind.UNDELIVERED);

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
                    ids -> mails.findIdsOfOtherKinds(ids, OF_SEVERAL_EXCHANGES),
                    clock.instant().minus(WRITING));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
