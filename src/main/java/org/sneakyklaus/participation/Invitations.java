package org.sneakyklaus.participation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Adds a whole list of people before the draw, all or none. */
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
     * @param problem why nothing of it can be added, or null
     */
    public record Plan(List<Line> lines, @Nullable RuleViolation problem) {

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
    }

    private static final Logger log = LoggerFactory.getLogger(Invitations.class);

    private final ParticipantRepository participants;
    private final ExchangeQueries exchanges;
    private final Suppressions suppressions;
    private final Membership membership;

    Invitations(
            ParticipantRepository participants,
            ExchangeQueries exchanges,
            Suppressions suppressions,
            Membership membership) {
        this.participants = participants;
        this.exchanges = exchanges;
        this.suppressions = suppressions;
        this.membership = membership;
    }

    /**
     * Plans adding these people without changing anything.
     *
     * @param people in any form that {@link PersonList} takes
     * @throws ConflictException once the exchange is drawn or over
     */
    @Transactional(readOnly = true)
    public Plan preview(long exchangeId, String people) {
        var exchange = exchanges.byId(exchangeId);
        Membership.requireBeforeDraw(exchange);
        return plan(exchange, people, known(exchangeId));
    }

    /**
     * Adds these people, who count as confirmed for the draw; adds back those who left. Emails them at once, or for a
     * draft when registration opens. People who already take part are left unchanged.
     *
     * @return the plan that was carried out
     * @throws RuleViolation on {@code people} if a line is wrong, the exchange lacks room for all, or no one would be
     *     added
     * @throws ConflictException once the exchange is drawn or over
     */
    @Transactional
    public Plan add(long exchangeId, String people) {
        var exchange = membership.beforeDraw(exchangeId);
        var known = known(exchangeId);
        var plan = plan(exchange, people, known);
        if (plan.problem() != null) {
            throw plan.problem();
        }
        for (var line : plan.lines()) {
            if (line.verdict() == Verdict.NEW || line.verdict() == Verdict.BACK) {
                var person = line.entry().orRefuse();
                var row = known.get(person.email());
                membership.letIn(exchange, row, row == null ? person : completed(person, row));
            }
        }
        log.info("{} participants imported into exchange {}", plan.joining(), exchangeId);
        return plan;
    }

    private Map<EmailAddress, Participant> known(long exchangeId) {
        return participants.findByExchangeIdOrderById(exchangeId).stream()
                .filter(participant -> participant.email().isPresent())
                .collect(Collectors.toMap(participant -> participant.email().orElseThrow(), Function.identity()));
    }

    private Plan plan(ExchangeView exchange, String people, Map<EmailAddress, Participant> known) {
        List<PersonList.Entry> entries;
        try {
            entries = PersonList.read(people);
        } catch (RuleViolation violation) {
            return new Plan(List.of(), violation);
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
        var plan = new Plan(lines, null);
        return new Plan(lines, problem(exchange, plan));
    }

    private @Nullable RuleViolation problem(ExchangeView exchange, Plan plan) {
        if (plan.count(Verdict.WRONG) > 0) {
            return RuleViolation.onField("people", "participant.import.wrong", plan.count(Verdict.WRONG));
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
