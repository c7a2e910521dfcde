package org.sneakyklaus.retention;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.database.Batches;
import org.sneakyklaus.database.DeletedRemains;
import org.sneakyklaus.exchange.ExchangeBatches;
import org.sneakyklaus.exchange.ExchangeExpiry;
import org.springframework.stereotype.Component;

/** Deletes the exchanges that the admin was warned of long enough ago, with all their content. */
@Component
class PurgeDeletions {

    private static final Logger log = LoggerFactory.getLogger(PurgeDeletions.class);

    private static final int COUNTED_AT_ONCE = 500;
    private static final int EXCHANGES_AT_ONCE = 10;
    private static final int ROWS_AT_ONCE = 4_000;
    private static final int SLICE = 1_000;

    private final ExchangeExpiry expiry;
    private final ExchangeRows rows;
    private final DeletedRemains remains;
    private final Batches transactions;

    PurgeDeletions(ExchangeExpiry expiry, ExchangeRows rows, DeletedRemains remains, Batches transactions) {
        this.expiry = expiry;
        this.rows = rows;
        this.remains = remains;
        this.transactions = transactions;
    }

    /**
     * The deleted exchanges and rows.
     *
     * @param exchanges how many were deleted, and which could not be
     * @param rows the rows deleted with them
     */
    record Result(ExchangeBatches exchanges, ExchangeRows.Count rows) {}

    /** Deletes all exchanges that are due now. */
    Result run(Instant now) {
        var deletion = new Deletion(now);
        var exchanges = new ExchangeBatches("delete", deletion::delete);
        var due = expiry.warned(RetentionPolicy.deletedWhenOverBefore(now), RetentionPolicy.deletedWhenToldBefore(now));
        deletion.batches(due).forEach(exchanges::run);
        return new Result(exchanges, deletion.gone);
    }

    /** The work of one purge, and what it has deleted so far. */
    private final class Deletion {

        private final Instant now;
        private final Map<Long, ExchangeRows.Count> counts = new HashMap<>();
        private ExchangeRows.Count gone = ExchangeRows.Count.NONE;

        Deletion(Instant now) {
            this.now = now;
        }

        /**
         * Returns batches of a few exchanges, with no more rows than can be deleted quickly; a large exchange is
         * alone.
         */
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
                transactions.one(() -> sealed(ids)).forEach(this::deleteRows);
            }
            var deleted = transactions.one(() -> {
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

        /** Returns those that are still due: the admin may have changed one since the search. */
        private Set<Long> sealed(List<Long> ids) {
            var sealed = expiry.seal(
                    ids, RetentionPolicy.deletedWhenOverBefore(now), RetentionPolicy.deletedWhenToldBefore(now));
            if (!sealed.isEmpty()) {
                var count = count(sealed);
                log.info("Deleting exchanges {}: {} people, {} emails", sealed, count.people(), count.mails());
            }
            return sealed;
        }

        /** Counts deleted rows at once: if the rest fails, the next purge finds only that. */
        private void deleteRows(long exchangeId) {
            remains.expect();
            for (var table : ExchangeRows.TABLES) {
                int deleted;
                do {
                    deleted = transactions.one(() -> rows.deleteSome(table, exchangeId, SLICE));
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
