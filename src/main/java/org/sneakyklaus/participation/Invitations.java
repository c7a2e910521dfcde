package org.sneakyklaus.participation;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.RuleViolation;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Adds a list of people before the draw, whole or as far as it can be read. */
@Component
public class Invitations {

    /** What adding the list does with a line. */
    public enum Verdict {
        NEW,
        /** Left or was removed earlier, and is added back. */
        BACK,
        /** Already takes part: ignored. */
        PRESENT,
        /** Repeats an earlier line: ignored. */
        TWICE,
        /** Cannot be read or must not be added: nothing of the list is added. */
        WRONG
    }

    /**
     * A line of the list.
     *
     * @param problem why it is wrong, or null if it is not
     * @param person who it is about
     * @param guardian who looks after this person; null if no one does, or the line is wrong
     */
    public record Line(
            PersonList.Entry entry,
            Verdict verdict,
            @Nullable MessageSourceResolvable problem,
            ListCheck.Listed person,
            ListCheck.@Nullable Listed guardian) {

        private boolean joins() {
            return verdict == Verdict.NEW || verdict == Verdict.BACK;
        }

        /** Returns the address of who looks after this person; null if they have none, or the list has it. */
        public @Nullable String guardianAddress() {
            return guardian == null
                    ? null
                    : guardian.row()
                            .flatMap(Participant::email)
                            .map(EmailAddress::value)
                            .filter(address -> !entry.guardian().contains(address))
                            .orElse(null);
        }
    }

    /**
     * What adding a list would do.
     *
     * @param lines in the order of the list
     * @param groups those who are listed together and would be kept apart, by group
     * @param problem why it cannot be added as a whole, or null
     * @param partly whether its valid lines can be added though others are wrong
     * @param rest the list of what is then left to correct, with everyone of the same groups
     */
    public record Plan(
            List<Line> lines,
            Map<PersonList.Group, Set<ListCheck.Listed>> groups,
            @Nullable RuleViolation problem,
            boolean partly,
            String rest) {

        /** Returns what the column of groups is called; null if no group would be kept apart. */
        public PersonList.@Nullable Kind kind() {
            return groups.keySet().stream()
                    .map(PersonList.Group::kind)
                    .findFirst()
                    .orElse(null);
        }

        /** Returns the number of lines with this verdict. */
        public int count(Verdict verdict) {
            return Math.toIntExact(
                    lines.stream().filter(line -> line.verdict() == verdict).count());
        }

        /** Returns the lines to be corrected, or all the others. */
        public List<Line> lines(boolean wrong) {
            return lines.stream()
                    .filter(line -> (line.verdict() == Verdict.WRONG) == wrong)
                    .toList();
        }

        /** Returns the number of people to be added or added back. */
        public int joining() {
            return count(Verdict.NEW) + count(Verdict.BACK);
        }

        /** Returns the number of these who are reached in this way. */
        public int joining(Way way) {
            return Math.toIntExact(lines.stream()
                    .filter(line -> line.joins() && line.entry().way() == way)
                    .count());
        }
    }

    /** Each two of a group need an exclusion, so their number grows with its square. */
    private static final int LARGEST_GROUP = 100;

    private static final Logger log = LoggerFactory.getLogger(Invitations.class);

    private final ParticipantRepository participants;
    private final ExchangeQueries exchanges;
    private final Membership membership;
    private final Guardianship guardianship;
    private final ApplicationEventPublisher events;

    Invitations(
            ParticipantRepository participants,
            ExchangeQueries exchanges,
            Membership membership,
            Guardianship guardianship,
            ApplicationEventPublisher events) {
        this.participants = participants;
        this.exchanges = exchanges;
        this.membership = membership;
        this.guardianship = guardianship;
        this.events = events;
    }

    /**
     * Plans adding these people without changing anything.
     *
     * @param people in any form that {@link PersonList} takes
     * @param apart whether groups that the list names are kept apart
     * @throws ConflictException once the exchange is drawn or over
     */
    @Transactional(readOnly = true)
    public Plan preview(long exchangeId, String people, boolean apart) {
        var exchange = exchanges.byId(exchangeId);
        Membership.requireBeforeDraw(exchange);
        return plan(exchange, people, apart);
    }

    /**
     * Adds these people, who count as confirmed for the draw; adds back those who left. Emails those with an address and
     * guardians of others at once, or for a draft when registration opens. Personal links are still to be made. People
     * who already take part are left unchanged, but that their group is kept apart, too.
     *
     * @param apart as in {@link #preview}
     * @param partly whether to leave out wrong lines
     * @return the plan that was carried out
     * @throws RuleViolation on {@code people} if a line is wrong that is not left out, the exchange lacks room for all,
     *     a group is too large, or no one would be added
     * @throws ConflictException once the exchange is drawn or over
     */
    @Transactional
    public Plan add(long exchangeId, String people, boolean apart, boolean partly) {
        var exchange = membership.beforeDraw(exchangeId);
        var plan = plan(exchange, people, apart);
        if (plan.problem() != null && !(partly && plan.partly())) {
            throw plan.problem();
        }
        var guardiansBefore = plan.lines().stream()
                .filter(Line::joins)
                .flatMap(line -> Stream.ofNullable(line.guardian()))
                .flatMap(guardian -> guardian.row().stream())
                .filter(Participant::isActive)
                .distinct()
                .toList();
        plan.lines().stream()
                .filter(Line::joins)
                .sorted(Comparator.comparing(line -> line.guardian() != null))
                .forEach(line -> letIn(exchange, line));
        if (plan.joining() > 0) {
            events.publishEvent(new PeopleAdded(exchangeId));
        }
        // The others read it in the email that welcomes them.
        guardiansBefore.forEach(guardian -> guardianship.tell(exchange, guardian.id()));
        if (!plan.groups().isEmpty()) {
            events.publishEvent(new GroupsListed(
                    exchangeId,
                    plan.groups().values().stream().map(Invitations::ids).toList()));
        }
        log.info("{} participants imported into exchange {}", plan.joining(), exchangeId);
        return plan;
    }

    private void letIn(ExchangeView exchange, Line line) {
        var person = Objects.requireNonNull(line.entry().person());
        var before = line.person().row().orElse(null);
        var profile = before == null ? person.profile() : before.completed(person.profile(), person.email());
        var email = person.email();
        if (line.guardian() != null) {
            var guardian = line.guardian().row().orElseThrow();
            line.person().store(guardianship.letIn(guardian, before, profile, true));
        } else if (email != null) {
            line.person().store(membership.letIn(exchange, before, new Newcomer(profile, email)));
        } else {
            line.person().store(membership.letIn(exchange, before, profile));
        }
    }

    private static Set<Long> ids(Set<ListCheck.Listed> people) {
        return people.stream().map(person -> person.row().orElseThrow().id()).collect(Collectors.toSet());
    }

    private Plan plan(ExchangeView exchange, String people, boolean apart) {
        List<PersonList.Entry> entries;
        try {
            entries = PersonList.read(people);
        } catch (RuleViolation violation) {
            return new Plan(List.of(), Map.of(), violation, false, "");
        }
        var lines = new ListCheck(
                        participants.findByExchangeIdOrderById(exchange.id()),
                        exchange.personalLinks(),
                        membership.refusals(exchange.id()))
                .lines(entries);
        var plan = new Plan(lines, apart ? groups(lines) : Map.of(), null, false, "");
        var problem = problem(exchange, plan);
        int wrong = plan.count(Verdict.WRONG);
        return wrong == 0
                ? new Plan(lines, plan.groups(), problem, false, "")
                : new Plan(
                        lines,
                        plan.groups(),
                        RuleViolation.onField("people", "participant.import.wrong", wrong),
                        problem == null,
                        rest(people, lines, apart));
    }

    /** Groups those whose lines are valid; one alone is no group. */
    private static Map<PersonList.Group, Set<ListCheck.Listed>> groups(List<Line> lines) {
        var wrong = lines.stream()
                .filter(line -> line.verdict() == Verdict.WRONG)
                .map(Line::person)
                .collect(Collectors.toSet());
        var groups = new LinkedHashMap<PersonList.Group, Set<ListCheck.Listed>>();
        for (var line : lines) {
            var group = line.entry().group();
            if (group != null && !wrong.contains(line.person())) {
                groups.computeIfAbsent(group, key -> new LinkedHashSet<>()).add(line.person());
            }
        }
        groups.values().removeIf(people -> people.size() < 2);
        return groups;
    }

    /** Who is added now stays on the list while someone of the same group is missing: both must be kept apart. */
    private static String rest(String people, List<Line> lines, boolean apart) {
        var incomplete = lines.stream()
                .filter(line -> apart && line.verdict() == Verdict.WRONG)
                .map(line -> line.entry().group())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return PersonList.of(
                lines.stream()
                        .filter(line -> line.verdict() == Verdict.WRONG
                                || incomplete.contains(line.entry().group()))
                        .map(Line::entry)
                        .toList(),
                people);
    }

    private @Nullable RuleViolation problem(ExchangeView exchange, Plan plan) {
        if (plan.groups().values().stream().anyMatch(group -> group.size() > LARGEST_GROUP)) {
            return RuleViolation.onField("people", "participant.import.largeGroup", LARGEST_GROUP);
        }
        if (plan.joining() == 0) {
            return RuleViolation.onField("people", "participant.import.nobody");
        }
        var most = exchange.maxParticipants();
        int present = participants.countActive(exchange.id());
        if (most != null && present + plan.joining() > most) {
            return RuleViolation.onField(
                    "people", "participant.import.full", Math.max(0, most - present), plan.joining());
        }
        return null;
    }
}
