package org.sneakyklaus.exchange;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds exchanges that have long been over, marks those that the admin was warned about, and deletes them. Uses SQL and
 * few columns throughout: an exchange that can no longer be read must still be deleted.
 */
@Component
@Transactional
public class ExchangeExpiry {

    private static final Logger log = LoggerFactory.getLogger(ExchangeExpiry.class);

    /** A drawn exchange is never over: it is completed first. */
    private static final List<String> STATES = Arrays.stream(ExchangeState.values())
            .filter(state -> state != ExchangeState.MATCHED)
            .map(ExchangeState::name)
            .toList();

    private static final String OVER_SINCE = "COALESCE(completed_at, cancelled_at, exchange_date)";
    private static final String OVER = " state IN (:states) AND " + OVER_SINCE + " <= :overBefore";
    private static final String UNWARNED = OVER + " AND purge_warned_at IS NULL";
    private static final String WARNED = OVER + " AND purge_warned_at <= :warnedBefore";

    private final JdbcClient jdbc;
    private final ExchangeRepository exchanges;
    private final ApplicationEventPublisher events;

    ExchangeExpiry(JdbcClient jdbc, ExchangeRepository exchanges, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.exchanges = exchanges;
        this.events = events;
    }

    /**
     * An exchange that is over, or will be.
     *
     * @param since when it was completed or cancelled, or else its date
     * @param warnedAt when the admin was warned of its deletion, or null
     */
    public record Over(long id, Instant since, @Nullable Instant warnedAt) {}

    /** Finds an exchange; empty if it is drawn or does not exist. */
    @Transactional(readOnly = true)
    public Optional<Over> find(long id) {
        return select("state IN (:states) AND id = :id")
                .param("id", id)
                .query(ExchangeExpiry::over)
                .optional();
    }

    /**
     * Returns the exchanges over since {@code overBefore} or earlier whose deletion the admin was not warned of yet.
     */
    @Transactional(readOnly = true)
    public List<Long> unwarned(Instant overBefore) {
        return ids(select(UNWARNED + " ORDER BY id").param("overBefore", overBefore.toEpochMilli()));
    }

    /**
     * Marks those of them as warned that were not yet.
     *
     * @return these
     */
    public List<Over> warn(Collection<Long> ids, Instant overBefore, Instant now) {
        jdbc.sql("UPDATE exchange SET purge_warned_at = :now WHERE id IN (:ids) AND" + UNWARNED)
                .param("now", now.toEpochMilli())
                .param("ids", ids)
                .param("states", STATES)
                .param("overBefore", overBefore.toEpochMilli())
                .update();
        return select("id IN (:ids) AND purge_warned_at = :now AND" + OVER)
                .param("now", now.toEpochMilli())
                .param("ids", ids)
                .param("overBefore", overBefore.toEpochMilli())
                .query(ExchangeExpiry::over)
                .list();
    }

    /**
     * Returns the exchanges over since {@code overBefore} or earlier that were warned of at {@code warnedBefore} or
     * earlier.
     */
    @Transactional(readOnly = true)
    public List<Long> warned(Instant overBefore, Instant warnedBefore) {
        return ids(select(WARNED + " ORDER BY id")
                .param("overBefore", overBefore.toEpochMilli())
                .param("warnedBefore", warnedBefore.toEpochMilli()));
    }

    /**
     * Cancels for good those of them that {@link #warned} would still find, so that they can be deleted in several
     * transactions: no one can restore a half-deleted one.
     *
     * @return these
     */
    public Set<Long> seal(Collection<Long> ids, Instant overBefore, Instant warnedBefore) {
        jdbc.sql("UPDATE exchange SET state = :cancelled, cancelled_at = " + OVER_SINCE
                        + ", version = version + 1 WHERE id IN (:ids) AND" + WARNED)
                .param("cancelled", ExchangeState.CANCELLED.name())
                .param("ids", ids)
                .param("states", STATES)
                .param("overBefore", overBefore.toEpochMilli())
                .param("warnedBefore", warnedBefore.toEpochMilli())
                .update();
        return Set.copyOf(ids(select("id IN (:ids) AND" + WARNED)
                .param("ids", ids)
                .param("overBefore", overBefore.toEpochMilli())
                .param("warnedBefore", warnedBefore.toEpochMilli())));
    }

    /** Deletes exchanges with all their data. */
    public void delete(Set<Long> ids) {
        events.publishEvent(new ExchangesDeleted(ids));
        exchanges.deleteRows(ids);
        log.info("Exchanges {} deleted", ids);
    }

    private JdbcClient.StatementSpec select(String condition) {
        return jdbc.sql("SELECT id, " + OVER_SINCE + " AS over_since, purge_warned_at FROM exchange WHERE " + condition)
                .param("states", STATES);
    }

    private static List<Long> ids(JdbcClient.StatementSpec found) {
        return found.query(ExchangeExpiry::over).stream().map(Over::id).toList();
    }

    private static Over over(ResultSet row, int number) throws SQLException {
        var id = row.getLong("id");
        var since = Instant.ofEpochMilli(row.getLong("over_since"));
        var warned = row.getLong("purge_warned_at");
        return new Over(id, since, row.wasNull() ? null : Instant.ofEpochMilli(warned));
    }
}
