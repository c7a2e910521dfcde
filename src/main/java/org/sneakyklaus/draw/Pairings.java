package org.sneakyklaus.draw;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import org.sneakyklaus.support.RuleViolation;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Writes and deletes whole pairings, within the transaction of a draw. Rows are written in random order and with one
 * timestamp, so that neither their ids nor their times tell anything.
 */
@Component
class Pairings {

    private static final int BATCH = 500;

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
     * Deletes the exchange's rows and stores new ones.
     *
     * @throws RuleViolation while the secret key is missing: nobody could read the rows after a restart
     */
    void replace(long exchangeId, int drawNumber, Map<Long, Long> receiverByGiver) {
        if (!sealed.isLasting()) {
            throw RuleViolation.of("draw.noKey");
        }
        delete(exchangeId);
        var gifts = new ArrayList<>(receiverByGiver.entrySet());
        Collections.shuffle(gifts, new SecureRandom());
        long now = clock.millis();
        // By SQL and in batches: entities with generated ids would go one by one, and stay in memory.
        jdbc.batchUpdate(
                "insert into assignment (created_at, exchange_id, giver_id, receiver, draw_number)"
                        + " values (?, ?, ?, ?, ?)",
                gifts,
                BATCH,
                (row, gift) -> {
                    row.setLong(1, now);
                    row.setLong(2, exchangeId);
                    row.setLong(3, gift.getKey());
                    row.setString(4, sealed.seal(exchangeId, gift.getKey(), drawNumber, gift.getValue()));
                    row.setInt(5, drawNumber);
                });
    }

    void delete(long exchangeId) {
        assignments.deleteAll(exchangeId);
    }
}
