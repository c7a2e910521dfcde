package org.sneakyklaus.exclusion;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.sneakyklaus.exchange.ExchangeEvent;
import org.sneakyklaus.exchange.ExchangesCompleted;
import org.sneakyklaus.participation.NextTime;
import org.sneakyklaus.participation.NextTime.Rule;
import org.sneakyklaus.participation.ParticipationEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the exclusions among those who want to be invited next time, when someone agrees, and when the exchange is copied
 * or completed; and adds them again once both have confirmed themselves in a later exchange. A kept one is forgotten when
 * the organiser removes it from an exchange in which both have confirmed themselves.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class KeptRules {

    private final NextTime nextTime;
    private final ExclusionRepository rules;
    private final Exclusions exclusions;

    KeptRules(NextTime nextTime, ExclusionRepository rules, Exclusions exclusions) {
        this.nextTime = nextTime;
        this.rules = rules;
        this.exclusions = exclusions;
    }

    @EventListener
    void on(ParticipationEvent.InvitationWanted event) {
        nextTime.keepRules(
                event.exchangeId(),
                rulesOf(event.exchangeId()).stream()
                        .filter(rule ->
                                rule.giver() == event.participantId() || rule.receiver() == event.participantId())
                        .toList(),
                this::rulesOf);
    }

    @EventListener
    void on(ParticipationEvent.AddressChanged event) {
        addAgain(event.exchangeId(), nextTime.keptRules(event.exchangeId(), event.participantId()));
        keep(List.of(event.exchangeId()));
    }

    @EventListener
    void on(ExchangeEvent.Copied event) {
        keep(List.of(event.originalId()));
    }

    @EventListener
    void on(ExchangesCompleted event) {
        keep(event.exchangeIds());
    }

    @EventListener
    void on(ParticipationEvent.Confirmed event) {
        addAgain(event.exchangeId(), nextTime.keptRules(event.exchangeId(), event.participantId()));
    }

    @EventListener
    void on(NextTime.SeriesTakenUp event) {
        addAgain(event.exchangeId(), nextTime.keptRules(event.exchangeId()));
    }

    /** Some may have confirmed themselves while names were drawn. */
    @EventListener
    void on(ExchangeEvent.DrawUndone event) {
        addAgain(event.exchangeId(), nextTime.keptRules(event.exchangeId()));
    }

    @EventListener
    void on(Exclusions.Removed event) {
        nextTime.forgetRules(event.exchangeId(), directions(event.rules()));
    }

    private void keep(Collection<Long> exchangeIds) {
        for (var id : nextTime.wantedAmong(exchangeIds)) {
            nextTime.keepRules(id, rulesOf(id), this::rulesOf);
        }
    }

    private List<Rule> rulesOf(long exchangeId) {
        return directions(rules.findByExchangeIdOrderById(exchangeId));
    }

    private void addAgain(long exchangeId, List<Rule> kept) {
        if (!kept.isEmpty()) {
            var directions = Set.copyOf(kept);
            exclusions.addAgain(
                    exchangeId,
                    directions.stream()
                            .filter(rule -> rule.giver() < rule.receiver() || !directions.contains(opposite(rule)))
                            .map(rule -> new Exclusions.Again(
                                    rule.giver(), rule.receiver(), directions.contains(opposite(rule))))
                            .toList());
        }
    }

    private static List<Rule> directions(List<ExclusionRule> rules) {
        return rules.stream()
                .flatMap(rule -> {
                    var there = new Rule(rule.participantAId(), rule.participantBId());
                    return rule.isMutual() ? Stream.of(there, opposite(there)) : Stream.of(there);
                })
                .toList();
    }

    private static Rule opposite(Rule rule) {
        return new Rule(rule.receiver(), rule.giver());
    }
}
