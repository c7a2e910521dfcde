package org.sneakyklaus.notification;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.participation.ParticipantQueries;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Shows what went through the outbox. */
@Component
@Transactional(readOnly = true)
public class OutboxQueries {

    /** What a captured e-mail is named by. */
    public record Row(long id, Instant queuedAt) {}

    private static final int PAGE_SIZE = 50;

    private final OutboundEmailRepository mails;
    private final ExchangeQueries exchanges;
    private final ParticipantQueries participants;

    OutboxQueries(OutboundEmailRepository mails, ExchangeQueries exchanges, ParticipantQueries participants) {
        this.mails = mails;
        this.exchanges = exchanges;
        this.participants = participants;
    }

    /**
     * The newest first, in pages of 50.
     *
     * @param state null for all
     */
    public Page<OutboxView> page(@Nullable OutboxState state, int page) {
        var exchangeNames = new HashMap<Long, String>();
        return mails.page(state, PageRequest.of(page, PAGE_SIZE, Sort.by("id").descending()))
                .map(mail -> mail.view(
                        mail.participantId()
                                .map(id -> participants.byId(id).name())
                                .orElse(null),
                        mail.exchangeId()
                                .map(id -> exchangeNames.computeIfAbsent(
                                        id, unread -> exchanges.byId(unread).name()))
                                .orElse(null)));
    }

    /** Every row of these exchanges. */
    public List<Row> ofExchanges(Set<Long> exchangeIds) {
        return mails.findRows(exchangeIds);
    }

    /** Every row about a participant. */
    public List<Row> ofParticipant(long participantId) {
        return mails.findRowsAbout(participantId);
    }

    /** Whether anything was ever written to a participant, or about them, whatever became of it. */
    public boolean isAnyAbout(long participantId) {
        return mails.isAnyAbout(participantId);
    }

    /** Who in an exchange has ever been written to about this, whatever became of the mail. */
    public Set<Long> everQueuedFor(long exchangeId, MailKind kind) {
        return mails.findParticipantIds(exchangeId, kind);
    }
}
