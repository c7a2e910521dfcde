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

    /** The tokens that have expired, and those that were used a day ago; what was typed more than an hour ago, too. */
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
