package org.sneakyklaus.retention;

import java.time.Clock;
import org.sneakyklaus.database.Batches;
import org.sneakyklaus.signin.MagicTokens;
import org.sneakyklaus.signin.Sessions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Deletes what has expired, in batches; what is left when the application stops goes with the next run. */
@Component
public class Cleanup {

    private static final String DELETE_RATE_LIMITS =
            "DELETE FROM rate_limit WHERE id IN (SELECT id FROM rate_limit WHERE expires_at <= ?"
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

    /** The tokens that have expired, and those that were used a day ago. */
    public Batches.Result deleteExpiredTokens() {
        var now = clock.instant();
        return batches.run(atMost -> tokens.deleteExpired(now, atMost));
    }

    /** The sessions that have expired, with all that was kept in them. */
    public Batches.Result deleteExpiredSessions() {
        var now = clock.instant();
        return batches.run(atMost -> sessions.deleteExpired(now, atMost));
    }

    /** The counts of attempts whose time is over. */
    public Batches.Result deleteExpiredRateLimits() {
        var now = clock.instant().toEpochMilli();
        return batches.run(
                atMost -> jdbc.sql(DELETE_RATE_LIMITS).params(now, atMost).update());
    }
}
