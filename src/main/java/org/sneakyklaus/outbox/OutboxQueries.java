package org.sneakyklaus.outbox;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.sneakyklaus.outbox.transport.CapturedMails;
import org.sneakyklaus.support.MailCapture;
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
    private final MailCapture mailCapture;

    OutboxQueries(OutboundEmailRepository mails, MailCapture mailCapture) {
        this.mails = mails;
        this.mailCapture = mailCapture;
    }

    /**
     * The newest first, in pages of 50.
     */
    public Page<OutboxView> page(OutboxFilter filter, int page) {
        return mails.page(
                        filter.state(),
                        filter.delivery(),
                        filter.exchanges() == null,
                        filter.exchangesOrNone(),
                        filter.participants() == null,
                        filter.participantsOrNone(),
                        PageRequest.of(page, PAGE_SIZE, Sort.by("id").descending()))
                .map(mail -> mail.view(keptBy()));
    }

    /**
     * Those that one button sends again: of the state that is chosen, or else those that failed. What was sent counts
     * only where it was kept and reached nobody.
     */
    List<Long> toRetry(OutboxFilter filter) {
        return mails.findIdsToRetry(
                Optional.ofNullable(filter.state()).orElse(OutboxState.FAILED),
                filter.delivery(),
                filter.exchanges() == null,
                filter.exchangesOrNone(),
                filter.participants() == null,
                filter.participantsOrNone(),
                OutboxState.RETRIABLE,
                keptBy());
    }

    /** How many one button would send again. */
    public int countToRetry(OutboxFilter filter) {
        return toRetry(filter).size();
    }

    /** How many were only kept, and could be sent by now. */
    public int countKept() {
        return mailCapture.active() ? 0 : countToRetry(OutboxFilter.in(OutboxState.SENT));
    }

    /** What a transport may be called whose e-mails reached nobody. */
    String keptBy() {
        return mailCapture.active() ? "" : CapturedMails.TRANSPORT;
    }

    /**
     * How the e-mails of an exchange stand, by the id of the person who gets them: the worst of the newest of each kind.
     * Who was never written to is not in it.
     */
    public Map<Long, PersonMail> standings(long exchangeId) {
        var worst = new HashMap<Long, PersonMail>();
        for (var mail : mails.findNewestToEach(exchangeId, MailKind.ABOUT_SOMEBODY_TO_ADMIN)) {
            mail.participantId()
                    .ifPresent(id -> worst.merge(
                            id,
                            mail.personMail(mailCapture.active()),
                            BinaryOperator.maxBy(Comparator.comparing(PersonMail::standing))));
        }
        return worst;
    }

    /** How many e-mails about an exchange stand how; those that were not worth sending do not count. */
    public Map<PersonMail.Standing, Long> counts(long exchangeId) {
        return mails.tally(exchangeId).stream()
                .collect(Collectors.groupingBy(
                        tally -> tally.standing(mailCapture.active()), Collectors.summingLong(MailTally::count)));
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

    /** The number of the latest draw that this participant got an e-mail about; nothing when there was none. */
    public Optional<Integer> lastDrawTold(long participantId) {
        return mails.findDetails(participantId, MailKind.ABOUT_THE_DRAW, OutboxState.SENT).stream()
                .map(Integer::parseInt)
                .max(Comparator.naturalOrder());
    }
}
