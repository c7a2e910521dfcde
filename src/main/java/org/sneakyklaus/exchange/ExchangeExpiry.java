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
 * Finds exchanges that have been over for long, marks those that the admin was told of, and deletes them. All by SQL and
 * by few columns: an exchange that cannot be read any more must go like any other.
 */
@Component
@Transactional
public class ExchangeExpiry {

    private static final Logger log = LoggerFactory.getLogger(ExchangeExpiry.class);

    /** One that is drawn is never over by itself: it is completed first. */
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
     * @param since when it was completed or called off, or else its date
     * @param warnedAt when the admin was told that it will be deleted, or null
     */
    public record Over(long id, Instant since, @Nullable Instant warnedAt) {}

    /** Nothing when it is drawn, or not there. */
    @Transactional(readOnly = true)
    public Optional<Over> find(long id) {
        return select("state IN (:states) AND id = :id")
                .param("id", id)
                .query(ExchangeExpiry::over)
                .optional();
    }

    /** Those over for so long that the admin was not told of yet. */
    @Transactional(readOnly = true)
    public List<Long> unwarned(Instant overBefore) {
        return select(UNWARNED + " ORDER BY id")
                .param("overBefore", overBefore.toEpochMilli())
                .query(ExchangeExpiry::over)
                .stream()
                .map(Over::id)
                .toList();
    }

    /** Marks those of them that the admin is still to be told of; returns these. */
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

    /** Those over for so long that the admin has known of for so long. */
    @Transactional(readOnly = true)
    public List<Long> warned(Instant overBefore, Instant warnedBefore) {
        return select(WARNED + " ORDER BY id")
                .param("overBefore", overBefore.toEpochMilli())
                .param("warnedBefore", warnedBefore.toEpochMilli())
                .query(ExchangeExpiry::over)
                .stream()
                .map(Over::id)
                .toList();
    }

    /**
     * Closes for ever those of them that {@link #warned} would still find, so that they can be deleted in more than one
     * transaction: nobody can take one back half-deleted.
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
        return Set.copyOf(select("id IN (:ids) AND" + WARNED)
                .param("ids", ids)
                .param("overBefore", overBefore.toEpochMilli())
                .param("warnedBefore", warnedBefore.toEpochMilli())
                .query(ExchangeExpiry::over)
                .stream()
                .map(Over::id)
                .toList());
    }

    /** Deletes exchanges and everything of them. */
    public void delete(Set<Long> ids) {
        events.publishEvent(new ExchangesDeleted(ids));
        exchanges.deleteRows(ids);
        log.info("Exchanges {} were deleted", ids);
    }

    private JdbcClient.StatementSpec select(String condition) {
        return jdbc.sql("SELECT id, " + OVER_SINCE + " AS over_since, purge_warned_at FROM exchange WHERE " + condition)
                .param("states", STATES);
    }

    private static Over over(ResultSet row, int number) throws SQLException {
        var id = row.getLong("id");
        var since = Instant.ofEpochMilli(row.getLong("over_since"));
        var warned = row.getLong("purge_warned_at");
        return new Over(id, since, row.wasNull() ? null : Instant.ofEpochMilli(warned));
    }
}
