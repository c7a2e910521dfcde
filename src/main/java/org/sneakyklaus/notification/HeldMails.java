package org.sneakyklaus.notification;

import java.util.Optional;
import org.sneakyklaus.support.AdminNotice;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.stereotype.Component;

/** Tells the admin that e-mails wait for a word, since a backup was restored: nobody else can know whether they left. */
@Component
class HeldMails implements AdminNotice {

    private final OutboundEmailRepository mails;

    HeldMails(OutboundEmailRepository mails) {
        this.mails = mails;
    }

    @Override
    public Optional<MessageSourceResolvable> current() {
        var held = mails.countByState(OutboxState.HELD);
        return held == 0
                ? Optional.empty()
                : Optional.of(new DefaultMessageSourceResolvable(new String[] {"outbox.held"}, new Object[] {held}));
    }

    @Override
    public Optional<Remedy> remedy() {
        return Optional.of(new Remedy("/admin/outbox/release", "outbox.release"));
    }
}
