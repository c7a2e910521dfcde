package org.sneakyklaus.outbox;

import java.util.Optional;
import org.sneakyklaus.support.AdminNotice;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Tells the admin that emails are held since a backup was restored, until the admin decides: no one else can know
 * whether they left.
 */
@Component
class HeldMails implements AdminNotice {

    private final OutboxBacklog outbox;
    private final OutboxSummaries summaries;

    HeldMails(OutboxBacklog outbox, OutboxSummaries summaries) {
        this.outbox = outbox;
        this.summaries = summaries;
    }

    @Override
    public Optional<MessageSourceResolvable> current() {
        try {
            return Optional.of(outbox.held()).filter(held -> held > 0).map(this::notice);
        } catch (DataAccessException e) {
            // A failed query must not break the page.
            return Optional.empty();
        }
    }

    private MessageSourceResolvable notice(long held) {
        return new DefaultMessageSourceResolvable(
                new String[] {"outbox.held"}, new Object[] {held, summaries.isHeldUp()});
    }

    @Override
    public Optional<Remedy> remedy() {
        return Optional.of(new Remedy("/admin/outbox/release", "outbox.release"));
    }
}
