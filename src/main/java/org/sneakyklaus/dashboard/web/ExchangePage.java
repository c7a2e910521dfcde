package org.sneakyklaus.dashboard.web;

import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.dashboard.DrawStatus;
import org.sneakyklaus.draw.NameList;
import org.sneakyklaus.exchange.ExchangeHistory.Happening;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.outbox.PersonMail;
import org.sneakyklaus.participation.ParticipantView;
import org.springframework.context.MessageSourceResolvable;

/**
 * Everything of one exchange, for the admin.
 *
 * @param deletion when everything of it is deleted, or null while it is not over
 * @param deletionIfCompleted when that would be if it were completed now
 * @param ahead whether it is drawn and its day is still to come
 * @param link the one to share
 * @param people who takes part, in order of their names
 * @param shown those of them that are looked for, a page at a time
 * @param gone who withdrew or was removed
 */
record ExchangePage(
        ExchangeView exchange,
        @Nullable ZonedDateTime deletion,
        ZonedDateTime deletionIfCompleted,
        boolean ahead,
        String link,
        List<Person> people,
        PeopleFilter.Found shown,
        List<Person> gone,
        RuleList rules,
        DrawStatus draw,
        SeriesStatus series,
        List<Happening> history,
        JoinChart joined,
        MailChart mails) {

    /**
     * Somebody in the list.
     *
     * @param namesake whether somebody else who takes part has the same name
     * @param label the name, such that it tells them apart
     * @param mail how the e-mails to them stand, or null when there were none
     */
    record Person(
            ParticipantView participant,
            boolean namesake,
            String label,
            @Nullable PersonMail mail) {

        /** Whether the page should tell how the e-mails to them stand: who has come by has got one. */
        public boolean mailMatters() {
            return mail != null && !(participant.confirmed() && mail.standing().isFine());
        }

        /** Whether the draw page must point at them: nobody has proved that the address is right. */
        public boolean doubtful() {
            return !participant.confirmed() && !participant.addedByAdmin();
        }
    }

    /** The names to choose from, by id. */
    public Map<Long, String> choices() {
        var choices = new LinkedHashMap<Long, String>();
        people.forEach(person -> choices.put(person.participant().id(), person.label()));
        return choices;
    }

    /** Those whom a draw should be thought over for. */
    public List<Person> toCheck() {
        return people.stream()
                .filter(person -> person.doubtful() || person.namesake())
                .toList();
    }

    /** Those whom the organiser added and who never came by, as a part of a sentence; nothing when there are none. */
    public Optional<MessageSourceResolvable> unseen() {
        var names = unseenNames();
        return names.isEmpty() ? Optional.empty() : Optional.of(NameList.of(names));
    }

    public List<String> unseenNames() {
        return people.stream()
                .map(Person::participant)
                .filter(person -> person.addedByAdmin() && !person.confirmed())
                .map(ParticipantView::name)
                .toList();
    }

    public boolean anyDoubtful() {
        return people.stream().anyMatch(Person::doubtful);
    }
}
