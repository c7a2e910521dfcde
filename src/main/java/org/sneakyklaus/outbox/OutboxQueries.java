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

/** Queries the outbox. */
@Component
@Transactional(readOnly = true)
public class OutboxQueries {

    /** Identifies a captured email. */
    public record Row(long id, Instant queuedAt) {}

    private static final int PAGE_SIZE = 50;

    private final OutboundEmailRepository mails;
    private final MailCapture mailCapture;

    OutboxQueries(OutboundEmailRepository mails, MailCapture mailCapture) {
        this.mails = mails;
        this.mailCapture = mailCapture;
    }

    /** Returns matching emails, the newest first, in pages of 50; the last page where there are fewer. */
    public Page<OutboxView> page(OutboxFilter filter, int page) {
        var found = pageAt(filter, page);
        return found.isEmpty() && found.getTotalPages() > 0 ? pageAt(filter, found.getTotalPages() - 1) : found;
    }

    private Page<OutboxView> pageAt(OutboxFilter filter, int page) {
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
     * Returns the ids of the emails that "send all again" covers: those of the chosen state, or else those that failed.
     * Sent emails count only if they were captured and so reached no one.
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

    /** Returns how many emails "send all again" covers. */
    public int countToRetry(OutboxFilter filter) {
        return toRetry(filter).size();
    }

    /** Returns how many emails were captured and could be sent now. */
    public int countKept() {
        return mailCapture.active() ? 0 : countToRetry(OutboxFilter.in(OutboxState.SENT));
    }

    /** Returns the name of the transport whose emails reached no one. */
    String keptBy() {
        return mailCapture.active() ? "" : CapturedMails.TRANSPORT;
    }

    /**
     * Returns the mail standing by participant id: the worst among the newest email of each kind. Omits participants
     * who were never emailed.
     */
    public Map<Long, PersonMail> standings(long exchangeId) {
        var worst = new HashMap<Long, PersonMail>();
        for (var mail : mails.findNewestToEach(exchangeId, MailKind.ABOUT_SOMEBODY_TO_ADMIN)) {
            worst.merge(
                    mail.participantId(),
                    mail.personMail(mailCapture.active()),
                    BinaryOperator.maxBy(Comparator.comparing(PersonMail::standing)));
        }
        return worst;
    }

    /** Counts the emails about an exchange by standing, without those not worth sending. */
    public Map<PersonMail.Standing, Long> counts(long exchangeId) {
        return mails.tally(exchangeId).stream()
                .collect(Collectors.groupingBy(
                        tally -> tally.standing(mailCapture.active()), Collectors.summingLong(MailTally::count)));
    }

    /** Returns every row of these exchanges. */
    public List<Row> ofExchanges(Set<Long> exchangeIds) {
        return mails.findRows(exchangeIds);
    }

    /** Returns every row about a participant. */
    public List<Row> ofParticipant(long participantId) {
        return mails.findRowsAbout(participantId);
    }

    /** Returns whether an email to or about a participant was ever queued, whatever became of it. */
    public boolean isAnyAbout(long participantId) {
        return mails.isAnyAbout(participantId);
    }

    /** Returns the ids of participants that an email of this kind was ever queued for, whatever became of it. */
    public Set<Long> everQueuedFor(long exchangeId, MailKind kind) {
        return mails.findParticipantIds(exchangeId, kind);
    }

    /** Returns the number of the latest draw that this participant got an email about; empty if there was none. */
    public Optional<Integer> lastDrawTold(long participantId) {
        return mails.findDetails(participantId, MailKind.ABOUT_THE_DRAW, OutboxState.SENT).stream()
                .map(Integer::parseInt)
                .max(Comparator.naturalOrder());
    }
}
