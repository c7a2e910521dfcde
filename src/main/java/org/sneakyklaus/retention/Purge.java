package org.sneakyklaus.retention;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.database.DeletedRemains;
import org.sneakyklaus.database.WriteTurns;
import org.sneakyklaus.exchange.ExchangeBatches;
import org.sneakyklaus.exchange.ExchangeExpiry;
import org.sneakyklaus.exchange.ExchangesDeleted;
import org.sneakyklaus.notification.CapturedMailSweep;
import org.sneakyklaus.notification.MailKind;
import org.sneakyklaus.notification.MailOrder;
import org.sneakyklaus.notification.Outbox;
import org.sneakyklaus.support.FailurePlace;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Warns the admin of exchanges that have been over for long, and deletes them a week later with everything in them. It
 * works in short transactions, so that nobody who wants to write waits long; one exchange that fails stops no other.
 */
@Component
public class Purge {

    private static final Logger log = LoggerFactory.getLogger(Purge.class);

    private static final int WARNINGS_AT_ONCE = 200;
    private static final int COUNTED_AT_ONCE = 500;
    private static final int EXCHANGES_AT_ONCE = 10;
    private static final int ROWS_AT_ONCE = 4_000;
    private static final int SLICE = 1_000;

    private final ExchangeExpiry expiry;
    private final ExchangeRows rows;
    private final Outbox outbox;
    private final CapturedMailSweep captured;
    private final DeletedRemains remains;
    private final WriteTurns turns;
    private final TransactionTemplate transaction;

    Purge(
            ExchangeExpiry expiry,
            ExchangeRows rows,
            Outbox outbox,
            CapturedMailSweep captured,
            DeletedRemains remains,
            WriteTurns turns,
            TransactionTemplate transaction) {
        this.expiry = expiry;
        this.rows = rows;
        this.outbox = outbox;
        this.captured = captured;
        this.remains = remains;
        this.turns = turns;
        this.transaction = transaction;
    }

    /**
     * What a purge did.
     *
     * @param problems what it could not do, in words without names
     */
    public record Result(int warned, int purged, long people, long mails, List<String> problems) {

        public boolean isIdle() {
            return warned == 0 && purged == 0 && problems.isEmpty();
        }
    }

    /** @param now the instant that it was planned for, so that a delay of minutes never becomes one of a day */
    public Result run(Instant now) {
        var problems = new ArrayList<String>();
        var warnings = new ExchangeBatches("warn of", ids -> warn(ids, now))
                .runAll(expiry.unwarned(RetentionPolicy.toldWhenOverBefore(now)), WARNINGS_AT_ONCE);
        warnings.reportFailures().ifPresent(problems::add);

        var deletion = new Deletion(now);
        var deletions = new ExchangeBatches("delete", deletion::delete);
        var due = expiry.warned(RetentionPolicy.deletedWhenOverBefore(now), RetentionPolicy.deletedWhenToldBefore(now));
        for (var batch : deletion.batches(due)) {
            deletions.run(batch);
        }
        deletions.reportFailures().ifPresent(problems::add);

        if (remains.expected()) {
            erase("look through the captured e-mails", captured::sweep, problems);
            erase("write the database file anew", remains::erase, problems);
        }
        return new Result(
                warnings.done(),
                deletions.done(),
                deletion.gone.people(),
                deletion.gone.mails(),
                List.copyOf(problems));
    }

    /** Whoever deletes an exchange: what it leaves behind in files goes with the next purge. */
    @EventListener
    void on(ExchangesDeleted event) {
        remains.expect();
    }

    private int warn(List<Long> ids, Instant now) {
        return inTransaction(() -> {
            var told = expiry.warn(ids, RetentionPolicy.toldWhenOverBefore(now), now);
            outbox.enqueueAll(told.stream()
                    .map(over -> MailOrder.toAdmin(
                            MailKind.PURGE_WARNING,
                            over.id(),
                            now.toString(),
                            RetentionPolicy.deletion(over.since(), now, now).toString()))
                    .toList());
            return told.size();
        });
    }

    private <T> T inTransaction(Supplier<T> work) {
        var result = transaction.execute(status -> work.get());
        turns.giveWay();
        return Objects.requireNonNull(result);
    }

    private static void erase(String intention, Runnable work, List<String> problems) {
        try {
            work.run();
        } catch (RuntimeException e) {
            log.error("The purge could not {}; it is tried again the next time", intention, e);
            problems.add("could not %s: %s".formatted(intention, FailurePlace.of(e)));
        }
    }

    /** The deleting of one purge, and what it has deleted so far. */
    private final class Deletion {

        private final Instant now;
        private final Map<Long, ExchangeRows.Count> counts = new HashMap<>();
        private ExchangeRows.Count gone = ExchangeRows.Count.NONE;

        Deletion(Instant now) {
            this.now = now;
        }

        /** A few exchanges each, and no more rows than can be deleted quickly; a large one is alone. */
        List<List<Long>> batches(List<Long> due) {
            for (var from = 0; from < due.size(); from += COUNTED_AT_ONCE) {
                counts.putAll(rows.count(due.subList(from, Math.min(from + COUNTED_AT_ONCE, due.size()))));
            }
            var batches = new ArrayList<List<Long>>();
            var batch = new ArrayList<Long>();
            for (var id : due) {
                if (!batch.isEmpty()
                        && (batch.size() == EXCHANGES_AT_ONCE
                                || count(batch).all() + count(List.of(id)).all() > ROWS_AT_ONCE)) {
                    batches.add(batch);
                    batch = new ArrayList<>();
                }
                batch.add(id);
            }
            if (!batch.isEmpty()) {
                batches.add(batch);
            }
            return batches;
        }

        int delete(List<Long> ids) {
            var large = count(ids).all() > ROWS_AT_ONCE;
            if (large) {
                inTransaction(() -> sealed(ids)).forEach(this::deleteRows);
            }
            var deleted = inTransaction(() -> {
                var sealed = sealed(ids);
                if (!sealed.isEmpty()) {
                    expiry.delete(sealed);
                }
                return sealed;
            });
            if (!large) {
                gone = gone.plus(count(deleted));
            }
            return deleted.size();
        }

        /** Those of them that are still due: the admin may have changed one since they were looked for. */
        private Set<Long> sealed(List<Long> ids) {
            var sealed = expiry.seal(
                    ids, RetentionPolicy.deletedWhenOverBefore(now), RetentionPolicy.deletedWhenToldBefore(now));
            if (!sealed.isEmpty()) {
                var count = count(sealed);
                log.info("About to delete exchanges {}: {} people, {} e-mails", sealed, count.people(), count.mails());
            }
            return sealed;
        }

        /** What is deleted counts at once: should the rest fail, the next purge finds only that. */
        private void deleteRows(long exchangeId) {
            remains.expect();
            for (var table : ExchangeRows.TABLES) {
                int deleted;
                do {
                    deleted = inTransaction(() -> rows.deleteSome(table, exchangeId, SLICE));
                    gone = gone.plus(new ExchangeRows.Count(Map.of(table, (long) deleted)));
                } while (deleted == SLICE);
            }
        }

        private ExchangeRows.Count count(Collection<Long> ids) {
            return ExchangeRows.sum(ids.stream()
                    .map(id -> counts.getOrDefault(id, ExchangeRows.Count.NONE))
                    .toList());
        }
    }
}
