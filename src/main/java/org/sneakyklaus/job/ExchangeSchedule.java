package org.sneakyklaus.job;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.draw.DrawEvent;
import org.sneakyklaus.exchange.ExchangeEvent;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.exchange.ExchangesCompleted;
import org.sneakyklaus.exchange.ExchangesDeleted;
import org.sneakyklaus.job.history.JobRunRepository;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps the triggers of each exchange in line with its dates and state, in the transaction that changes them. */
@Component
class ExchangeSchedule {

    private static final Logger log = LoggerFactory.getLogger(ExchangeSchedule.class);
    private static final int BATCH = 500;

    private final ExchangeQueries exchanges;
    private final ExchangeTriggers triggers;
    private final JobRunRepository runs;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ExchangeSchedule(
            ExchangeQueries exchanges,
            ExchangeTriggers triggers,
            JobRunRepository runs,
            TransactionTemplate transaction,
            Clock clock) {
        this.exchanges = exchanges;
        this.triggers = triggers;
        this.runs = runs;
        this.transaction = transaction;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(ExchangeEvent event) {
        agree(event.exchangeId());
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(DrawEvent event) {
        if (!(event instanceof DrawEvent.ReminderDue || event instanceof DrawEvent.AskedToLook)) {
            agree(event.exchangeId());
        }
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(ExchangesCompleted event) {
        triggers.removeAll(event.exchangeIds());
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(ExchangesDeleted event) {
        triggers.removeAll(event.exchangeIds());
    }

    /**
     * Reconciles the triggers of all exchanges: adds missing ones, removes obsolete ones. An overdue closing is
     * added, and so runs as soon as jobs do. If an exchange cannot be read, its triggers stay, and the others are
     * still checked.
     */
    void reconcile() {
        Set<Long> stored = Objects.requireNonNull(transaction.execute(status -> triggers.exchangeIds()));
        var union = new TreeSet<>(stored);
        union.addAll(exchanges.inStates(ExchangePlan.PLANNING));
        var ids = List.copyOf(union);
        var mended = 0;
        for (var from = 0; from < ids.size(); from += BATCH) {
            mended += reconcile(ids.subList(from, Math.min(from + BATCH, ids.size())));
        }
        log.info("Checked triggers of {} exchanges, repaired {}", ids.size(), mended);
    }

    /**
     * Plans overdue closings again that have no run left, at most once an hour each: their retries are used up, or the
     * database refused to record that they failed.
     */
    void planLostClosings() {
        var hourAgo = clock.instant().minus(Duration.ofHours(1));
        exchanges.overdueToClose(hourAgo).forEach((id, at) -> {
            var closing = ExchangePlan.closing(id, at);
            if (!runs.existsByJobIdAndStartedAtAfter(closing.jobId(), hourAgo)) {
                transaction.executeWithoutResult(status -> {
                    triggers.hold();
                    if (!triggers.isPlanned(closing)) {
                        triggers.add(closing);
                    }
                });
            }
        });
    }

    private int reconcile(List<Long> ids) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> agreeAll(ids)));
        } catch (RuntimeException e) {
            if (ids.size() > 1) {
                return ids.stream().mapToInt(id -> reconcile(List.of(id))).sum();
            }
            log.error("Triggers of exchange {} cannot be checked; left unchanged", ids.get(0), e);
            return 0;
        }
    }

    private int agreeAll(List<Long> ids) {
        // Before the exchanges: another node that has changed an exchange by now has also changed its triggers.
        triggers.hold();
        var stored = triggers.of(ids).stream().collect(Collectors.groupingBy(PlannedRun::exchangeId));
        var wanted = exchanges.byIds(ids).stream().collect(Collectors.toMap(ExchangeView::id, ExchangePlan::of));
        return (int) ids.stream()
                .filter(id -> agree(stored.getOrDefault(id, List.of()), wanted.getOrDefault(id, List.of())))
                .count();
    }

    private void agree(long exchangeId) {
        agree(
                triggers.of(List.of(exchangeId)),
                exchanges.find(exchangeId).map(ExchangePlan::of).orElse(List.of()));
    }

    private boolean agree(List<PlannedRun> stored, List<PlannedRun> wanted) {
        var leftOver = stored.stream().filter(run -> !wanted.contains(run)).toList();
        var missing = wanted.stream()
                .filter(run -> !stored.contains(run) && isStillToRun(run))
                .toList();
        leftOver.forEach(triggers::remove);
        missing.forEach(triggers::add);
        return !leftOver.isEmpty() || !missing.isEmpty();
    }

    /**
     * A reminder missing from the store has run, perhaps on another node whose clock is ahead; registration closes
     * however late.
     */
    private boolean isStillToRun(PlannedRun run) {
        return run.type().equals(ExchangePlan.CLOSE_REGISTRATION)
                || (run.at().isAfter(clock.instant()) && !runs.existsByJobIdAndScheduledAt(run.jobId(), run.at()));
    }
}
