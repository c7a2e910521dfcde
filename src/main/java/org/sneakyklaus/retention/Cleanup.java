package org.sneakyklaus.retention;

import java.time.Clock;
import org.sneakyklaus.database.Batches;
import org.sneakyklaus.signin.MagicTokens;
import org.sneakyklaus.signin.Sessions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Deletes expired rows in batches. If the application stops, the next run deletes the rest. */
@Component
public class Cleanup {

    private static final String DELETE_RATE_LIMITS =
            "DELETE FROM rate_limit WHERE id IN (SELECT id FROM rate_limit WHERE expires_at <= ?"
                    + " ORDER BY expires_at LIMIT ?)";

    private static final String DELETE_TYPED =
            "DELETE FROM typed_registration WHERE id IN (SELECT id FROM typed_registration WHERE expires_at <= ?"
                    + " ORDER BY expires_at LIMIT ?)";

    private final MagicTokens tokens;
    private final Sessions sessions;
    private final JdbcClient jdbc;
    private final Batches batches;
    private final Clock clock;

    Cleanup(MagicTokens tokens, Sessions sessions, JdbcClient jdbc, Batches batches, Clock clock) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    /** Deletes tokens that have expired or were used a day ago, and registration input older than an hour. */
    public Batches.Result deleteExpiredTokens() {
        var now = clock.instant();
        return batches.run(atMost -> {
            int deleted = tokens.deleteExpired(now, atMost);
            return deleted
                    + jdbc.sql(DELETE_TYPED)
                            .params(now.toEpochMilli(), atMost - deleted)
                            .update();
        });
    }

    /** Deletes expired sessions with their content. */
    public Batches.Result deleteExpiredSessions() {
        var now = clock.instant();
        return batches.run(atMost -> sessions.deleteExpired(now, atMost));
    }

    /** Deletes expired rate limit counters. */
    public Batches.Result deleteExpiredRateLimits() {
        var now = clock.instant().toEpochMilli();
        return batches.run(
                atMost -> jdbc.sql(DELETE_RATE_LIMITS).params(now, atMost).update());
    }
}
