package org.sneakyklaus.draw;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.exchange.Activity;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.support.RuleViolation;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds the receiver of one giver, never those of a whole exchange. */
@Component
@Transactional(readOnly = true)
public class AssignmentQueries {

    private static final Logger log = LoggerFactory.getLogger(AssignmentQueries.class);

    private final AssignmentRepository assignments;
    private final SealedReceiver sealed;
    private final ExchangeQueries exchanges;

    /** Ids of exchanges already logged: one line each, since a line at every look would reveal who looked when. */
    private final Set<Long> reported = ConcurrentHashMap.newKeySet();

    AssignmentQueries(AssignmentRepository assignments, SealedReceiver sealed, ExchangeQueries exchanges) {
        this.assignments = assignments;
        this.sealed = sealed;
        this.exchanges = exchanges;
    }

    /**
     * Returns the participant id of this giver's receiver. Empty if the exchange is not drawn, is cancelled, or the
     * giver is not in the draw.
     *
     * @throws RuleViolation if the row was sealed under another key, or altered
     */
    public Optional<Long> receiverOf(long exchangeId, long giverId) {
        return rowOf(exchangeId, giverId).map(row -> open(row).id());
    }

    /**
     * Like {@link #receiverOf}, but empty until the giver has looked since the last draw or adjustment.
     *
     * @throws RuleViolation if the row was sealed under another key, or altered
     */
    public Optional<Long> seenReceiverOf(long exchangeId, long giverId) {
        return rowOf(exchangeId, giverId)
                .filter(Assignment::isRevealed)
                .map(row -> open(row).id());
    }

    /** Returns how many givers have looked since the last draw or adjustment. */
    public int revealedCount(long exchangeId) {
        return assignments.countRevealed(exchangeId);
    }

    /**
     * Returns what this giver knows of their draw, or {@link RevealStatus#NONE} if they are not in a draw.
     *
     * @param activity of the exchange
     */
    public RevealStatus lookOf(long exchangeId, long giverId, Activity activity) {
        return rowOf(exchangeId, giverId)
                .map(row -> new RevealStatus(row.isRevealed(), adjustmentOf(row, activity)))
                .orElse(RevealStatus.NONE);
    }

    /** Returns {@link Adjustment#NONE} if the row cannot be opened. */
    private Adjustment adjustmentOf(Assignment row, Activity activity) {
        if (row.isRevealed() || !activity.isAdjusted()) {
            return Adjustment.NONE;
        }
        return opened(row).map(recipient -> Adjustment.of(row, recipient)).orElse(Adjustment.NONE);
    }

    Optional<Assignment> rowOf(long exchangeId, long giverId) {
        return exchanges
                .find(exchangeId)
                .filter(exchange -> exchange.state().hasPairing())
                .flatMap(exchange -> assignments.findByExchangeIdAndGiverId(exchangeId, giverId));
    }

    Recipient open(Assignment row) {
        return opened(row).orElseThrow(() -> {
            if (!sealed.isLasting()) {
                return RuleViolation.of("draw.unreadable.noKey");
            }
            if (reported.add(row.exchangeId())) {
                log.error(
                        "Pairing of exchange {} cannot be opened: stored under another secret key, or altered",
                        row.exchangeId());
            }
            return RuleViolation.of("draw.unreadable");
        });
    }

    private Optional<Recipient> opened(Assignment row) {
        return sealed.open(row, exchanges.byId(row.exchangeId()).drawNumber());
    }
}
