package org.sneakyklaus.dashboard.web;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.sneakyklaus.exclusion.Exclusions;
import org.sneakyklaus.outbox.OutboxQueries;
import org.sneakyklaus.outbox.PersonMail;
import org.sneakyklaus.participation.Namesakes;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.ParticipantView;
import org.springframework.stereotype.Component;

/** Lists the people of an exchange and the rules between them. */
@Component
class People {

    private final ParticipantQueries participants;
    private final Exclusions exclusions;
    private final OutboxQueries outbox;

    People(ParticipantQueries participants, Exclusions exclusions, OutboxQueries outbox) {
        this.participants = participants;
        this.exclusions = exclusions;
        this.outbox = outbox;
    }

    /** Returns the state of the emails to each of them. */
    Map<Long, PersonMail> mails(long exchangeId) {
        return outbox.standings(exchangeId);
    }

    List<ParticipantView> everybody(long exchangeId) {
        return participants.all(exchangeId);
    }

    /** Returns those who take part, or those who no longer do, by name. */
    static List<ExchangePage.Person> listed(
            List<ParticipantView> everybody, Map<Long, PersonMail> mails, boolean active) {
        var namesakes = Namesakes.among(everybody);
        return everybody.stream()
                .filter(participant -> participant.active() == active)
                .sorted(Comparator.comparing(ParticipantView::name, String.CASE_INSENSITIVE_ORDER))
                .map(participant -> new ExchangePage.Person(
                        participant,
                        namesakes.include(participant),
                        namesakes.label(participant),
                        mails.get(participant.id())))
                .toList();
    }

    RuleList rules(long exchangeId, List<ParticipantView> everybody) {
        return RuleList.of(exclusions.of(exchangeId), everybody);
    }
}
