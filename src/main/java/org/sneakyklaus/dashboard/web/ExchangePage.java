package org.sneakyklaus.dashboard.web;

import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.dashboard.DrawStatus;
import org.sneakyklaus.draw.NameList;
import org.sneakyklaus.exchange.Activity.Happening;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.outbox.PersonMail;
import org.sneakyklaus.outbox.PersonMail.Standing;
import org.sneakyklaus.participation.Guardianship;
import org.sneakyklaus.participation.Namesakes;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.participation.PeopleSearch;
import org.sneakyklaus.participation.Way;
import org.springframework.context.MessageSourceResolvable;

/**
 * Everything about one exchange, for the admin.
 *
 * @param deletion when the exchange will be deleted, or null while it is not over
 * @param deletionIfCompleted when that would be if it were completed now
 * @param ahead whether it is drawn and its day is still to come
 * @param link the link to share
 * @param people the participants, by name
 * @param shown those of them that match the filter, one page
 * @param gone those who left or were removed
 * @param nameById the names of everyone who ever took part
 * @param lastMail the day on which the last email leaves, those of a draw included; null if that is today
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
        Map<Long, String> nameById,
        JoinChart joined,
        MailChart mails,
        @Nullable ZonedDateTime lastMail) {

    /**
     * A person in the list.
     *
     * @param namesake whether another participant has the same name
     * @param label the name, made unique if needed
     * @param guardian the name of who looks after them, or null
     * @param wards the names of those they look after
     * @param mail the state of the emails to them, or null if there were none
     */
    record Person(
            ParticipantView participant,
            boolean namesake,
            String label,
            @Nullable String guardian,
            List<String> wards,
            @Nullable PersonMail mail) {

        /** Returns the names of those they look after, as a part of a sentence; empty if there are none. */
        public Optional<MessageSourceResolvable> people() {
            return wards.isEmpty() ? Optional.empty() : Optional.of(NameList.of(wards));
        }

        /** Whether the page should show the state of the emails to them: who has signed in has received one. */
        public boolean mailMatters() {
            return mail != null && !(participant.confirmed() && mail.standing().isFine());
        }
    }

    /** Returns those who take part, or those who no longer do, by name. */
    static List<Person> listed(List<ParticipantView> everybody, Map<Long, PersonMail> mails, boolean active) {
        var namesakes = Namesakes.among(everybody);
        var nameById = names(everybody);
        var wards = everybody.stream()
                .filter(participant -> participant.active() && participant.managedBy() != null)
                .collect(Collectors.groupingBy(
                        participant -> Objects.requireNonNull(participant.managedBy()),
                        Collectors.mapping(namesakes::label, Collectors.toList())));
        return everybody.stream()
                .filter(participant -> participant.active() == active)
                .sorted(Comparator.comparing(ParticipantView::name, String.CASE_INSENSITIVE_ORDER))
                .map(participant -> new Person(
                        participant,
                        namesakes.include(participant),
                        namesakes.label(participant),
                        participant.managedBy() == null ? null : nameById.get(participant.managedBy()),
                        wards.getOrDefault(participant.id(), List.of()),
                        mails.get(participant.id())))
                .toList();
    }

    static Map<Long, String> names(List<ParticipantView> everybody) {
        return everybody.stream().collect(Collectors.toMap(ParticipantView::id, ParticipantView::name));
    }

    /** Returns what the organiser sees of a person at a glance. */
    public List<PersonBadge> badges(Person person) {
        return PersonBadge.of(person, exchange.state().isBeforeDraw());
    }

    /**
     * Returns what the organiser can do with a person until the draw.
     *
     * @param sendsNothing whether the site sends no email
     */
    public List<PersonAction> actions(Person person, boolean sendsNothing) {
        return PersonAction.of(person, exchange, sendsNothing);
    }

    /** Returns the names of those who may look after another person, by id. */
    public Map<Long, String> guardians() {
        var candidates =
                Guardianship.candidates(people.stream().map(Person::participant).toList());
        candidates.keySet().retainAll(choices().keySet());
        return candidates;
    }

    /** Returns whether one who left can be added back: those who are looked after, only to who looks after them. */
    public boolean mayComeBack(ParticipantView gone) {
        return !gone.lookedAfter()
                || people.stream()
                        .anyMatch(person -> Objects.equals(person.participant().id(), gone.managedBy()));
    }

    /** Returns the name by which the organiser takes part, or null. */
    public @Nullable String own() {
        return people.stream()
                .map(Person::participant)
                .filter(person -> person.way() == Way.ACCOUNT)
                .map(ParticipantView::name)
                .findFirst()
                .orElse(null);
    }

    /** Returns how many people get an email when registration of a draft opens. */
    public long invited() {
        return people.stream()
                .map(Person::participant)
                .filter(person -> person.mailed() && !person.confirmed())
                .count();
    }

    /** Whether anyone is looked after by another participant. */
    public boolean anyLookedAfter() {
        return people.stream().map(Person::participant).anyMatch(ParticipantView::lookedAfter);
    }

    /** Returns how many people get an email that goes to all. */
    public long mailed() {
        return mailed(people);
    }

    static long mailed(List<Person> people) {
        return people.stream()
                .map(Person::participant)
                .filter(ParticipantView::mailed)
                .count();
    }

    /** Returns how many people can be emailed neither themselves nor through who looks after them. */
    public long unmailed() {
        return people.stream()
                .map(Person::participant)
                .filter(person -> !person.mailed() && !person.lookedAfter())
                .count();
    }

    /** Whether there are too many people to list them in each form: the choice is among those found. */
    public boolean choosesAmongFound() {
        return people.size() > PeopleSearch.MOST_LISTED;
    }

    /** Returns the names to choose from, by id. */
    public Map<Long, String> choices() {
        var offered = !choosesAmongFound() ? people : shown.filter().isActive() ? shown.all() : List.<Person>of();
        var choices = new LinkedHashMap<Long, String>();
        offered.stream()
                .limit(PeopleSearch.MOST_LISTED)
                .forEach(person -> choices.put(person.participant().id(), person.label()));
        return choices;
    }

    /** Returns those to check before a draw. */
    public List<Person> toCheck() {
        return people.stream()
                .filter(person -> person.participant().doubtful()
                        || person.namesake()
                        || person.participant().leaveRequested())
                .toList();
    }

    /**
     * Returns those the organiser added and who never signed in, as a part of a sentence; empty if there are none.
     */
    public Optional<MessageSourceResolvable> unseen() {
        var names = unseenNames();
        return names.isEmpty() ? Optional.empty() : Optional.of(NameList.of(names));
    }

    /**
     * Returns how many people get the email that asks to check who they drew: neither those who ask to leave nor those
     * whose address bounces.
     */
    public long askedToLook() {
        return people.stream()
                .filter(person ->
                        person.participant().mailed() && !person.participant().leaveRequested())
                .filter(person -> person.mail() == null || person.mail().standing() != Standing.BOUNCED)
                .count();
    }

    public List<String> unseenNames() {
        return people.stream()
                .map(Person::participant)
                .filter(person -> person.mailed() && person.addedByAdmin() && !person.confirmed())
                .map(ParticipantView::name)
                .toList();
    }

    public boolean anyUnconfirmed() {
        return unconfirmed().findAny().isPresent();
    }

    /** Returns the names of those who are removed with the unconfirmed, as a part of a sentence; empty if there are none. */
    public Optional<MessageSourceResolvable> peopleOfUnconfirmed() {
        var names = unconfirmed().flatMap(person -> person.wards().stream()).toList();
        return names.isEmpty() ? Optional.empty() : Optional.of(NameList.of(names));
    }

    private Stream<Person> unconfirmed() {
        return people.stream()
                .filter(person ->
                        person.participant().mailed() && person.participant().unconfirmed());
    }

    /** Whether anyone takes part by a personal link. */
    public boolean anyLinked() {
        return people.stream().map(Person::participant).anyMatch(ParticipantView::linked);
    }
}
