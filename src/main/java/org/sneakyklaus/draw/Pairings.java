package org.sneakyklaus.draw;

import java.security.SecureRandom;
import java.sql.Types;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.RuleViolation;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Writes and deletes whole pairings, within the transaction of a draw. Writes rows in random order and with one
 * timestamp, so that neither ids nor times reveal anything.
 */
@Component
class Pairings {

    private static final int BATCH = 500;

    /**
     * The current receiver of a giver.
     *
     * @param revealedDraw as of {@link Assignment#revealedDraw}
     */
    record Gift(Recipient recipient, @Nullable Integer revealedDraw) {}

    private final AssignmentRepository assignments;
    private final SealedReceiver sealed;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    Pairings(AssignmentRepository assignments, SealedReceiver sealed, JdbcTemplate jdbc, Clock clock) {
        this.assignments = assignments;
        this.sealed = sealed;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Replaces any pairing with that of a new draw, which no one has looked at.
     *
     * @throws RuleViolation while the secret key is missing: the rows would be unreadable after a restart
     */
    void replace(long exchangeId, int drawNumber, Map<Long, Long> receiverByGiver) {
        write(exchangeId, drawNumber, receiverByGiver, Map.of(), null);
    }

    /**
     * Returns the current pairing by giver, for repair.
     *
     * @param drawNumber the number of the draw or adjustment it is from
     * @throws RuleViolation if a row was sealed under another key, or altered; or while the key is missing
     */
    Map<Long, Gift> of(long exchangeId, int drawNumber) {
        refuseWithoutKey();
        return assignments.findByExchangeId(exchangeId).stream()
                .collect(Collectors.toMap(
                        Assignment::giverId,
                        row -> new Gift(
                                sealed.open(row, drawNumber)
                                        .orElseThrow(() -> RuleViolation.of("draw.unreadable.admin")),
                                row.revealedDraw())));
    }

    /**
     * Stores a repaired pairing. Givers with the same receiver as before keep the draw number since which they have
     * it. All keep their last look.
     *
     * @throws RuleViolation as {@link #replace}
     */
    void adjust(long exchangeId, int drawNumber, Map<Long, Long> receiverByGiver, Map<Long, Gift> before) {
        write(exchangeId, drawNumber, receiverByGiver, before, Assignment.JOINED);
    }

    /** @param revealedAtFirst the last look of those who had no receiver before */
    private void write(
            long exchangeId,
            int drawNumber,
            Map<Long, Long> receiverByGiver,
            Map<Long, Gift> before,
            @Nullable Integer revealedAtFirst) {
        refuseWithoutKey();
        delete(exchangeId);
        var gifts = new ArrayList<>(receiverByGiver.entrySet());
        Collections.shuffle(gifts, new SecureRandom());
        long now = clock.millis();
        // SQL in batches: entities with generated ids would be inserted one by one, and stay in memory.
        jdbc.batchUpdate(
                "insert into assignment (created_at, exchange_id, giver_id, receiver, draw_number, revealed_draw)"
                        + " values (?, ?, ?, ?, ?, ?)",
                gifts,
                BATCH,
                (row, gift) -> {
                    var giver = gift.getKey();
                    var earlier = before.get(giver);
                    var recipient = earlier != null && earlier.recipient().id() == gift.getValue()
                            ? earlier.recipient()
                            : new Recipient(gift.getValue(), drawNumber);
                    row.setLong(1, now);
                    row.setLong(2, exchangeId);
                    row.setLong(3, giver);
                    row.setString(4, sealed.seal(exchangeId, giver, drawNumber, recipient));
                    row.setInt(5, drawNumber);
                    row.setObject(6, earlier == null ? revealedAtFirst : earlier.revealedDraw(), Types.INTEGER);
                });
    }

    private void refuseWithoutKey() {
        if (!sealed.isLasting()) {
            throw RuleViolation.of("draw.noKey");
        }
    }

    void delete(long exchangeId) {
        assignments.deleteAll(exchangeId);
    }
}
