package org.sneakyklaus.participation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.outbox.Suppressions;
import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.RuleViolation;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
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
     */
    public record Line(
            PersonList.Entry entry,
            Verdict verdict,
            @Nullable MessageSourceResolvable problem) {}

    /**
     * What adding a list would do.
     *
     * @param lines in the order of the list
     * @param groups addresses of those who are listed together and would be kept apart, by group
     * @param problem why it cannot be added as a whole, or null
     * @param partly whether its valid lines can be added though others are wrong
     * @param rest the list of what is then left to correct, with everyone of the same groups
     */
    public record Plan(
            List<Line> lines,
            Map<PersonList.Group, Set<EmailAddress>> groups,
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

        /** Returns the ids of each group's people. */
        private List<Set<Long>> groups(Map<EmailAddress, Long> ids) {
            return groups.values().stream()
                    .map(group -> group.stream().map(ids::get).collect(Collectors.toSet()))
                    .toList();
        }

        /** Returns the number of people to be added or added back. */
        public int joining() {
            return count(Verdict.NEW) + count(Verdict.BACK);
        }
    }

    /** Each two of a group need an exclusion, so their number grows with its square. */
    private static final int LARGEST_GROUP = 100;

    private static final Logger log = LoggerFactory.getLogger(Invitations.class);

    private final ParticipantRepository participants;
    private final ExchangeQueries exchanges;
    private final Suppressions suppressions;
    private final Membership membership;
    private final ApplicationEventPublisher events;

    Invitations(
            ParticipantRepository participants,
            ExchangeQueries exchanges,
            Suppressions suppressions,
            Membership membership,
            ApplicationEventPublisher events) {
        this.participants = participants;
        this.exchanges = exchanges;
        this.suppressions = suppressions;
        this.membership = membership;
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
        return plan(exchange, people, apart, known(exchangeId));
    }

    /**
     * Adds these people, who count as confirmed for the draw; adds back those who left. Emails them at once, or for a
     * draft when registration opens. People who already take part are left unchanged, but that their group is kept
     * apart, too.
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
        var known = known(exchangeId);
        var plan = plan(exchange, people, apart, known);
        if (plan.problem() != null && !(partly && plan.partly())) {
            throw plan.problem();
        }
        var ids = new HashMap<EmailAddress, Long>();
        known.forEach((address, row) -> ids.put(address, row.id()));
        for (var line : plan.lines()) {
            if (line.verdict() == Verdict.NEW || line.verdict() == Verdict.BACK) {
                var person = line.entry().orRefuse();
                var row = known.get(person.email());
                ids.put(person.email(), membership.letIn(exchange, row, row == null ? person : completed(person, row)));
            }
        }
        if (!plan.groups().isEmpty()) {
            events.publishEvent(new GroupsListed(exchangeId, plan.groups(ids)));
        }
        log.info("{} participants imported into exchange {}", plan.joining(), exchangeId);
        return plan;
    }

    private Map<EmailAddress, Participant> known(long exchangeId) {
        return participants.findByExchangeIdOrderById(exchangeId).stream()
                .filter(participant -> participant.email().isPresent())
                .collect(Collectors.toMap(participant -> participant.email().orElseThrow(), Function.identity()));
    }

    private Plan plan(ExchangeView exchange, String people, boolean apart, Map<EmailAddress, Participant> known) {
        List<PersonList.Entry> entries;
        try {
            entries = PersonList.read(people);
        } catch (RuleViolation violation) {
            return new Plan(List.of(), Map.of(), violation, false, "");
        }
        var unwanted = suppressions.heldBy(exchange.id());
        var seen = new HashSet<EmailAddress>();
        var lines = new ArrayList<Line>();
        for (var entry : entries) {
            var person = entry.person();
            if (person == null) {
                lines.add(new Line(entry, Verdict.WRONG, entry.problem()));
            } else if (!seen.add(person.email())) {
                lines.add(new Line(entry, Verdict.TWICE, null));
            } else if (Optional.ofNullable(known.get(person.email()))
                    .filter(Participant::isActive)
                    .isPresent()) {
                lines.add(new Line(entry, Verdict.PRESENT, null));
            } else if (unwanted.test(person.email())) {
                lines.add(new Line(
                        entry, Verdict.WRONG, new DefaultMessageSourceResolvable("participant.email.unwanted")));
            } else {
                lines.add(new Line(entry, known.containsKey(person.email()) ? Verdict.BACK : Verdict.NEW, null));
            }
        }
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
    private static Map<PersonList.Group, Set<EmailAddress>> groups(List<Line> lines) {
        var groups = new LinkedHashMap<PersonList.Group, Set<EmailAddress>>();
        for (var line : lines) {
            var person = line.entry().person();
            var group = line.entry().group();
            if (group != null && person != null && line.verdict() != Verdict.WRONG) {
                groups.computeIfAbsent(group, key -> new LinkedHashSet<>()).add(person.email());
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
        int present = participants.countByExchangeIdAndWithdrawnAtIsNullAndRemovedAtIsNull(exchange.id());
        if (most != null && present + plan.joining() > most) {
            return RuleViolation.onField(
                    "people", "participant.import.full", Math.max(0, most - present), plan.joining());
        }
        return null;
    }

    /** Completes a returning participant with their earlier details where the list gives none. */
    private static Newcomer completed(Newcomer person, Participant before) {
        var listed = person.profile();
        return new Newcomer(
                new ProfileDetails(
                        listed.name().equals(PersonList.nameOf(person.email())) ? before.name() : listed.name(),
                        listed.giftIdeas().isEmpty() ? before.giftIdeas() : listed.giftIdeas()),
                person.email());
    }
}
