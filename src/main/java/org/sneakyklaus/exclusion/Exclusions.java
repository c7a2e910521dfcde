package org.sneakyklaus.exclusion;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sneakyklaus.exchange.ExchangeHold;
import org.sneakyklaus.participation.GroupsListed;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.NotFoundException;
import org.sneakyklaus.support.RuleViolation;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Manages the exclusions of an exchange. They may change until the draw. Each change locks the exchange's row, so
 * that no rule changes while names are drawn. A rule about a person who no longer takes part has no effect.
 */
@Component
@Transactional
public class Exclusions {

    /** A rule of an earlier exchange, as in {@link #add}. */
    record Again(long participantA, long participantB, boolean mutual) {}

    /** The organiser removed exclusions. */
    record Removed(long exchangeId, List<ExclusionRule> rules) {}

    /** Each two of a group need a rule, so their number grows with its square. */
    private static final int LARGEST_GROUP = 100;

    private static final int BATCH = 500;

    private final ExclusionRepository rules;
    private final ExchangeHold exchanges;
    private final ParticipantQueries participants;
    private final JdbcTemplate jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Exclusions(
            ExclusionRepository rules,
            ExchangeHold exchanges,
            ParticipantQueries participants,
            JdbcTemplate jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rules = rules;
        this.exchanges = exchanges;
        this.participants = participants;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Adds an exclusion: A does not draw B, and if mutual, B does not draw A. A mutual rule replaces one-way rules
     * between the two; a one-way rule is kept beside the opposite one.
     *
     * @throws NotFoundException if one of them is not in this exchange
     * @throws RuleViolation on a field if both are the same person, if one does not take part, or if existing
     *     rules already cover it
     * @throws ConflictException if the exchange is drawn or over
     */
    public void add(long exchangeId, long participantA, long participantB, boolean mutual) {
        holdBeforeDraw(exchangeId);
        if (participantA == participantB) {
            throw RuleViolation.onField("participantB", "exclusion.samePerson");
        }
        requireActive(exchangeId, participantA, "participantA");
        requireActive(exchangeId, participantB, "participantB");
        var present = rules.findByExchangeIdOrderById(exchangeId);
        if (!addIfNew(exchangeId, participantA, participantB, mutual, present)) {
            throw RuleViolation.onField("participantB", "exclusion.already");
        }
    }

    /**
     * Adds exclusions: A draws none of the others, and if mutual, none of them draws A. Existing rules that cover a
     * pair stay as they are.
     *
     * @return the number of new rules
     * @throws NotFoundException if one of them is not in this exchange
     * @throws RuleViolation on a field if there is no one but A, if there are more than 100, or if one does not
     *     take part
     * @throws ConflictException if the exchange is drawn or over
     */
    public int addSeveral(long exchangeId, long participantA, Collection<Long> others, boolean mutual) {
        holdBeforeDraw(exchangeId);
        var several = new TreeSet<>(others);
        several.remove(participantA);
        if (several.isEmpty()) {
            throw RuleViolation.onField("participants", "exclusion.choose");
        }
        requireAtMostHundred(several);
        requireActive(exchangeId, participantA, "participantA");
        several.forEach(other -> requireActive(exchangeId, other, "participants"));
        var present = rules.findByExchangeIdOrderById(exchangeId);
        int added = 0;
        for (long other : several) {
            if (addIfNew(exchangeId, participantA, other, mutual, present)) {
                added++;
            }
        }
        return added;
    }

    /**
     * Adds exclusions so that no one in the group draws another member. Existing rules that cover a pair stay as they
     * are.
     *
     * @return the number of new rules
     * @throws NotFoundException if one of them is not in this exchange
     * @throws RuleViolation on {@code participants} if there are fewer than 2 or more than 100, or if one does
     *     not take part
     * @throws ConflictException if the exchange is drawn or over
     */
    public int addGroup(long exchangeId, Collection<Long> group) {
        holdBeforeDraw(exchangeId);
        var people = List.copyOf(new TreeSet<>(group));
        if (people.size() < 2) {
            throw RuleViolation.onField("participants", "exclusion.group.tooFew");
        }
        requireAtMostHundred(people);
        people.forEach(person -> requireActive(exchangeId, person, "participants"));
        return addGroups(exchangeId, List.of(people));
    }

    /**
     * Adds mutual exclusions between each of some people and each of the others: the rules of newcomers after the
     * draw, in the transaction that adds them and locks the exchange. Others who do not take part are ignored.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keepApart(long exchangeId, Collection<Long> some, Collection<Long> others) {
        var active = participants.active(exchangeId).stream()
                .map(ParticipantView::id)
                .collect(Collectors.toSet());
        var present = rules.findByExchangeIdOrderById(exchangeId);
        for (long one : some) {
            for (long other : others) {
                if (one != other && active.contains(other)) {
                    addIfNew(exchangeId, one, other, true, present);
                }
            }
        }
    }

    /** Adds rules between participants again, unless they are there, or names are drawn. */
    @Transactional(propagation = Propagation.MANDATORY)
    void addAgain(long exchangeId, List<Again> again) {
        if (exchanges.hold(exchangeId).state().allowsExclusions()) {
            var present = rules.findByExchangeIdOrderById(exchangeId);
            again.forEach(
                    rule -> addIfNew(exchangeId, rule.participantA(), rule.participantB(), rule.mutual(), present));
        }
    }

    /** Keeps the groups of a list apart, in the transaction that adds its people and locks the exchange. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(GroupsListed listed) {
        addGroups(listed.exchangeId(), listed.groups());
    }

    /** A mutual rule replaces one-way ones. SQL in batches: large groups have thousands of rules. */
    private int addGroups(long exchangeId, Collection<? extends Collection<Long>> groups) {
        var present = rules.findByExchangeIdOrderById(exchangeId).stream()
                .collect(Collectors.groupingBy(rule -> Set.of(rule.participantAId(), rule.participantBId())));
        var missing = groups.stream()
                .flatMap(Exclusions::pairs)
                .distinct()
                .filter(pair -> !isApart(present.getOrDefault(Set.copyOf(pair), List.of()), pair))
                .toList();
        missing.forEach(pair -> present.getOrDefault(Set.copyOf(pair), List.of())
                .forEach(oneWay -> rules.deleteRow(exchangeId, oneWay.id())));
        long now = clock.millis();
        jdbc.batchUpdate(
                "insert into exclusion_rule (created_at, exchange_id, participant_a_id, participant_b_id, mutual)"
                        + " values (?, ?, ?, ?, ?)",
                missing,
                BATCH,
                (row, pair) -> {
                    row.setLong(1, now);
                    row.setLong(2, exchangeId);
                    row.setLong(3, pair.get(0));
                    row.setLong(4, pair.get(1));
                    row.setBoolean(5, true);
                });
        return missing.size();
    }

    /** Returns each two of a group, the lower id first. */
    private static Stream<List<Long>> pairs(Collection<Long> group) {
        var people = new TreeSet<>(group);
        return people.stream()
                .flatMap(one -> people.tailSet(one, false).stream().map(other -> List.of(one, other)));
    }

    private static boolean isApart(List<ExclusionRule> between, List<Long> pair) {
        return forbid(between, pair.get(0), pair.get(1)) && forbid(between, pair.get(1), pair.get(0));
    }

    /**
     * Removes an exclusion.
     *
     * @throws NotFoundException if this exchange has no such rule
     * @throws ConflictException if the exchange is drawn or over
     */
    public void remove(long exchangeId, long ruleId) {
        holdBeforeDraw(exchangeId);
        var removed = found(exchangeId, rule -> rule.id() == ruleId);
        if (removed.isEmpty()) {
            throw new NotFoundException("exclusion rule " + ruleId + " of exchange " + exchangeId);
        }
        rules.deleteRow(exchangeId, ruleId);
        events.publishEvent(new Removed(exchangeId, removed));
    }

    /**
     * Removes every mutual exclusion between two of these people.
     *
     * @return the number of rules removed
     * @throws NotFoundException if there is none
     * @throws ConflictException if the exchange is drawn or over
     */
    public int removeGroup(long exchangeId, Collection<Long> people) {
        holdBeforeDraw(exchangeId);
        var removed = found(
                exchangeId,
                rule -> rule.isMutual()
                        && people.contains(rule.participantAId())
                        && people.contains(rule.participantBId()));
        if (removed.isEmpty()) {
            throw new NotFoundException("exclusion rules of a group in exchange " + exchangeId);
        }
        rules.deleteMutualAmong(exchangeId, people);
        events.publishEvent(new Removed(exchangeId, removed));
        return removed.size();
    }

    private List<ExclusionRule> found(long exchangeId, Predicate<ExclusionRule> which) {
        return rules.findByExchangeIdOrderById(exchangeId).stream()
                .filter(which)
                .toList();
    }

    /** Returns all rules in the order they were made, including those about people who no longer take part. */
    @Transactional(readOnly = true)
    public List<ExclusionView> of(long exchangeId) {
        return rules.findByExchangeIdOrderById(exchangeId).stream()
                .map(ExclusionView::of)
                .toList();
    }

    private void holdBeforeDraw(long exchangeId) {
        var exchange = exchanges.hold(exchangeId);
        if (!exchange.state().allowsExclusions()) {
            throw new ConflictException("exclusion.conflict");
        }
    }

    private void requireActive(long exchangeId, long participantId, String field) {
        var participant = participants.byId(exchangeId, participantId);
        if (!participant.active()) {
            throw RuleViolation.onField(field, "exclusion.gone", participant.name());
        }
    }

    private static void requireAtMostHundred(Collection<Long> group) {
        if (group.size() > LARGEST_GROUP) {
            throw RuleViolation.onField("participants", "exclusion.group.tooMany", LARGEST_GROUP);
        }
    }

    /** A mutual rule replaces existing ones; a one-way rule is added to them. */
    private boolean addIfNew(
            long exchangeId, long participantA, long participantB, boolean mutual, List<ExclusionRule> present) {
        var between = between(present, participantA, participantB);
        if (forbid(between, participantA, participantB) && (!mutual || forbid(between, participantB, participantA))) {
            return false;
        }
        if (mutual) {
            between.forEach(rule -> rules.deleteRow(exchangeId, rule.id()));
        }
        rules.save(new ExclusionRule(exchangeId, participantA, participantB, mutual, clock.instant()));
        return true;
    }

    private static List<ExclusionRule> between(List<ExclusionRule> rules, long one, long other) {
        return rules.stream()
                .filter(rule -> (rule.participantAId() == one && rule.participantBId() == other)
                        || (rule.participantAId() == other && rule.participantBId() == one))
                .toList();
    }

    private static boolean forbid(List<ExclusionRule> rules, long giver, long receiver) {
        return rules.stream().map(ExclusionView::of).anyMatch(rule -> rule.forbids(giver, receiver));
    }
}
