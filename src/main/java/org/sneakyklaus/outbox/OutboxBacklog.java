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

/** Counts unfinished emails in the outbox, on the connection for probes. */
@Component
public class OutboxBacklog {

    /** The unfinished states: neither sent nor discarded. */
    public static final Set<OutboxState> STATES = Collections.unmodifiableSet(
            EnumSet.complementOf(EnumSet.of(OutboxState.SENT, OutboxState.CANCELLED, OutboxState.DROPPED)));

    private final JdbcClient jdbc;

    OutboxBacklog(ProbeDataSource probing) {
        this.jdbc = JdbcClient.create(probing.dataSource());
    }

    /** Returns the number of emails in each of {@link #STATES}. */
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

    /** Returns the number of emails held until the admin decides. */
    public long held() {
        return jdbc.sql("SELECT count(*) FROM outbound_email WHERE state = 'HELD'")
                .query(Long.class)
                .single();
    }

    /** Returns when the oldest email that is to be sent was queued; empty if there is none. */
    public Optional<Instant> oldestWaiting() {
        // One query per state: each result is then the first entry of its part of the index.
        return jdbc.sql("""
                        SELECT min(oldest) FROM (
                            SELECT min(created_at) AS oldest FROM outbound_email WHERE state = 'PENDING'
                            UNION ALL
                            SELECT min(created_at) FROM outbound_email WHERE state = 'CLAIMED') AS waiting""").query(Long.class).optional().map(Instant::ofEpochMilli);
    }
}
