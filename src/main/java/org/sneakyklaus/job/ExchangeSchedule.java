package org.sneakyklaus.job;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.draw.DrawEvent;
import org.sneakyklaus.exchange.ExchangeEvent;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the triggers of each exchange as its dates and its state want them, in the transaction that changes these.
 */
@Component
class ExchangeSchedule {

    private static final Logger log = LoggerFactory.getLogger(ExchangeSchedule.class);

    private final ExchangeQueries exchanges;
    private final ExchangeTriggers triggers;
    private final Clock clock;

    ExchangeSchedule(ExchangeQueries exchanges, ExchangeTriggers triggers, Clock clock) {
        this.exchanges = exchanges;
        this.triggers = triggers;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(ExchangeEvent event) {
        agree(event.exchangeId(), triggers.of(event.exchangeId()));
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(DrawEvent event) {
        if (!(event instanceof DrawEvent.ReminderDue)) {
            agree(event.exchangeId(), triggers.of(event.exchangeId()));
        }
    }

    /**
     * Makes the triggers of all exchanges agree with the exchanges: adds what is missing, removes what is left over. An
     * overdue closing is among what is added, and so done as soon as jobs run.
     */
    @Transactional
    void reconcile() {
        Map<Long, List<PlannedRun>> stored =
                triggers.all().stream().collect(Collectors.groupingBy(PlannedRun::exchangeId));
        var ids = new TreeSet<>(stored.keySet());
        ids.addAll(exchanges.inStates(ExchangePlan.PLANNING));
        var changed = ids.stream()
                .filter(id -> agree(id, stored.getOrDefault(id, List.of())))
                .count();
        log.info("Triggers of {} exchanges looked at, those of {} mended", ids.size(), changed);
    }

    private boolean agree(long exchangeId, List<PlannedRun> stored) {
        var wanted = exchanges.find(exchangeId).map(ExchangePlan::of).orElse(List.of());
        var leftOver = stored.stream().filter(run -> !wanted.contains(run)).toList();
        var missing = wanted.stream()
                .filter(run -> !stored.contains(run) && isStillToRun(run))
                .toList();
        leftOver.forEach(triggers::remove);
        missing.forEach(triggers::add);
        return !leftOver.isEmpty() || !missing.isEmpty();
    }

    /** A reminder that is no longer in the store had its time; registration closes however late. */
    private boolean isStillToRun(PlannedRun run) {
        return run.type().equals(ExchangePlan.CLOSE_REGISTRATION) || run.at().isAfter(clock.instant());
    }
}
