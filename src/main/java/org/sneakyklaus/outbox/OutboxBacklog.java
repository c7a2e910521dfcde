package org.sneakyklaus.outbox;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sneakyklaus.database.ProbeDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How much is in the outbox that is not done with, looked up on the connection for probes. */
@Component
public class OutboxBacklog {

    /** What is neither sent nor dropped. */
    public static final Set<OutboxState> STATES = Collections.unmodifiableSet(
            EnumSet.complementOf(EnumSet.of(OutboxState.SENT, OutboxState.CANCELLED, OutboxState.DROPPED)));

    private final JdbcClient jdbc;

    OutboxBacklog(ProbeDataSource probing) {
        this.jdbc = JdbcClient.create(probing.dataSource());
    }

    /** How many e-mails are in each of {@link #STATES}. */
    public Map<OutboxState, Long> depths() {
        var depths = new EnumMap<OutboxState, Long>(OutboxState.class);
        STATES.forEach(state -> depths.put(state, 0L));
        jdbc.sql("SELECT state, count(*) FROM outbound_email WHERE state IN (:states) GROUP BY state")
                .param("states", STATES.stream().map(Enum::name).toList())
                .query(row -> {
                    depths.put(OutboxState.valueOf(row.getString(1)), row.getLong(2));
                });
        return depths;
    }

    /** How many wait for the admin's word. */
    public long held() {
        return jdbc.sql("SELECT count(*) FROM outbound_email WHERE state = 'HELD'")
                .query(Long.class)
                .single();
    }

    /** When the oldest of those that are to be sent was queued; nothing when none is. */
    public Optional<Instant> oldestWaiting() {
        // One for each state: each is then the first entry of its part of the index.
        return jdbc.sql("""
                        SELECT min(oldest) FROM (
                            SELECT min(created_at) AS oldest FROM outbound_email WHERE state = 'PENDING'
                            UNION ALL
                            SELECT min(created_at) FROM outbound_email WHERE state = 'CLAIMED') AS waiting""").query(Long.class).optional().map(Instant::ofEpochMilli);
    }
}
