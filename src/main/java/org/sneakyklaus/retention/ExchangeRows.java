package org.sneakyklaus.retention;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sneakyklaus.participation.ParticipantErasure;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Counts the rows that an exchange has many of, across all modules, and deletes some at a time. */
@Component
class ExchangeRows {

    private static final String PEOPLE = "participant";
    private static final String MAILS = "outbound_email";

    /** Participants last: what belongs to them is gone by then, so that deleting one cascades to few rows. */
    static final List<String> TABLES = List.of(MAILS, "magic_token", "exclusion_rule", "assignment", PEOPLE);

    private final JdbcClient jdbc;
    private final ParticipantErasure people;

    ExchangeRows(JdbcClient jdbc, ParticipantErasure people) {
        this.jdbc = jdbc;
        this.people = people;
    }

    /** Number of rows by table. */
    record Count(Map<String, Long> rows) {

        static final Count NONE = new Count(Map.of());

        long people() {
            return rows.getOrDefault(PEOPLE, 0L);
        }

        long mails() {
            return rows.getOrDefault(MAILS, 0L);
        }

        long all() {
            return rows.values().stream().mapToLong(Long::longValue).sum();
        }

        Count plus(Count other) {
            var sum = new HashMap<>(rows);
            other.rows.forEach((table, count) -> sum.merge(table, count, Long::sum));
            return new Count(sum);
        }
    }

    /** Returns the count for each of these exchanges; one without rows may be missing. */
    @Transactional(readOnly = true)
    public Map<Long, Count> count(Collection<Long> exchangeIds) {
        var counts = new HashMap<Long, Count>();
        for (var table : TABLES) {
            jdbc.sql("SELECT exchange_id, COUNT(*) AS found FROM " + table
                            + " WHERE exchange_id IN (:ids) GROUP BY exchange_id")
                    .param("ids", exchangeIds)
                    .query((row, number) ->
                            Map.entry(row.getLong("exchange_id"), new Count(Map.of(table, row.getLong("found")))))
                    .list()
                    .forEach(found -> counts.merge(found.getKey(), found.getValue(), Count::plus));
        }
        return counts;
    }

    /** Deletes up to {@code atMost} rows of an exchange from one of {@link #TABLES}; returns how many. */
    @Transactional(propagation = Propagation.MANDATORY)
    public int deleteSome(String table, long exchangeId, int atMost) {
        if (table.equals(PEOPLE)) {
            return people.erase(exchangeId, atMost);
        }
        return jdbc.sql("DELETE FROM " + table + " WHERE id IN (SELECT id FROM " + table
                        + " WHERE exchange_id = :id LIMIT :most)")
                .param("id", exchangeId)
                .param("most", atMost)
                .update();
    }

    static Count sum(Collection<Count> counts) {
        return counts.stream().reduce(Count.NONE, Count::plus);
    }
}
