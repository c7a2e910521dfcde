package org.sneakyklaus.draw;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.sneakyklaus.matching.MatchingProblem.Pair;
import org.sneakyklaus.support.EmailAddress;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Stores the pairs of earlier draws as {@linkplain PairHashes keyed hashes}, in random order, until they are
 * forgotten.
 */
@Component
class PastPairs {

    private static final int BATCH = 500;

    private final PairHashes hashes;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    PastPairs(PairHashes hashes, JdbcTemplate jdbc, Clock clock) {
        this.hashes = hashes;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Stores the pairs of a draw, which must not be remembered yet.
     *
     * @param receiverByGiver by address
     */
    void remember(String seriesId, Instant drawnAt, Map<EmailAddress, EmailAddress> receiverByGiver) {
        var time = new PairTime(seriesId, drawnAt, UUID.randomUUID().toString());
        var pairs = new ArrayList<String>();
        receiverByGiver.forEach((giver, receiver) -> pairs.add(hashes.pair(time, giver, receiver)));
        Collections.shuffle(pairs, new SecureRandom());
        long now = clock.millis();
        jdbc.batchUpdate(
                "INSERT INTO past_pair (created_at, series_id, drawn_at, salt, pair_hash) VALUES (?, ?, ?, ?, ?)",
                pairs,
                BATCH,
                (row, pair) -> {
                    row.setLong(1, now);
                    row.setString(2, seriesId);
                    row.setLong(3, drawnAt.toEpochMilli());
                    row.setString(4, time.salt());
                    row.setString(5, pair);
                });
    }

    void forget(String seriesId, Instant drawnAt) {
        jdbc.update("DELETE FROM past_pair WHERE series_id = ? AND drawn_at = ?", seriesId, drawnAt.toEpochMilli());
    }

    /** Forgets every draw of a series; returns whether there was any. */
    boolean forgetAll(String seriesId) {
        return jdbc.update("DELETE FROM past_pair WHERE series_id = ?", seriesId) > 0;
    }

    /**
     * Locks what is remembered of a series until the transaction ends. Of two exchanges that take it up at once, the
     * second must see that it belongs to the other.
     *
     * @return whether anything is remembered
     */
    boolean hold(String seriesId) {
        // SQLite has no statement to lock a row; an update without effect does it in every database.
        return jdbc.update(
                        "UPDATE past_pair SET series_id = series_id"
                                + " WHERE id = (SELECT MIN(id) FROM past_pair WHERE series_id = ?)",
                        seriesId)
                > 0;
    }

    boolean hasAny(String seriesId) {
        return !jdbc.query("SELECT 1 FROM past_pair WHERE series_id = ? LIMIT 1", (row, number) -> 1, seriesId)
                .isEmpty();
    }

    /**
     * Returns for each earlier draw of the series, the newest first, its pairs of which both people are present.
     *
     * @param present addresses of the current participants, by id
     */
    List<Set<Pair>> among(String seriesId, Map<Long, EmailAddress> present) {
        return times(seriesId).stream().map(time -> among(time, present)).toList();
    }

    /**
     * A remembered draw.
     *
     * @param people number of participants
     */
    record Remembered(String seriesId, Instant drawnAt, int people) {}

    /** Returns the draws of all series, newest first. */
    List<Remembered> allTimes() {
        return jdbc.query(
                "SELECT series_id, drawn_at, COUNT(*) AS people FROM past_pair GROUP BY series_id, drawn_at"
                        + " ORDER BY drawn_at DESC, series_id",
                (row, number) -> new Remembered(
                        row.getString("series_id"),
                        Instant.ofEpochMilli(row.getLong("drawn_at")),
                        row.getInt("people")));
    }

    private List<PairTime> times(String seriesId) {
        return jdbc.query(
                "SELECT DISTINCT drawn_at, salt FROM past_pair WHERE series_id = ? ORDER BY drawn_at DESC",
                (row, number) ->
                        new PairTime(seriesId, Instant.ofEpochMilli(row.getLong("drawn_at")), row.getString("salt")),
                seriesId);
    }

    private Set<Pair> among(PairTime time, Map<Long, EmailAddress> present) {
        var givers = idsBy(address -> hashes.giver(time, address), present);
        var receivers = idsBy(address -> hashes.receiver(time, address), present);
        var pairs = new HashSet<Pair>();
        for (var pair : stored(time)) {
            var giver = givers.get(PairHashes.giverOf(pair));
            var receiver = receivers.get(PairHashes.receiverOf(pair));
            if (giver != null && receiver != null) {
                pairs.add(new Pair(giver, receiver));
            }
        }
        return pairs;
    }

    private static Map<String, Long> idsBy(Function<EmailAddress, String> hash, Map<Long, EmailAddress> present) {
        var ids = new HashMap<String, Long>();
        present.forEach((id, address) -> ids.put(hash.apply(address), id));
        return ids;
    }

    private Collection<String> stored(PairTime time) {
        return jdbc.query(
                "SELECT pair_hash FROM past_pair WHERE series_id = ? AND drawn_at = ?",
                (row, number) -> row.getString(1),
                time.seriesId(),
                time.drawnAt().toEpochMilli());
    }
}
