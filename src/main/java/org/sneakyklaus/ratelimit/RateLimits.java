package org.sneakyklaus.ratelimit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.support.SecretBox;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts tries in the database, so that a restart forgets none and all nodes count together. A try is counted before
 * anybody looks whether it is right: of many at once, exactly as many get through as may. Never called within a
 * transaction that writes, but for what says so: SQLite has one writer.
 */
@Component
public class RateLimits {

    private static final Logger log = LoggerFactory.getLogger(RateLimits.class);

    /** How far the clocks of nodes may differ; a window that ends later than that was begun by another clock. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    // The same words on both databases. A window that is over, or longer than one can be, begins anew.
    private static final String COUNT = "INSERT INTO rate_limit (created_at, key, attempts, window_start, expires_at)"
            + " VALUES (:now, :key, 1, :now, :end) ON CONFLICT (key) DO UPDATE SET"
            + " attempts = CASE WHEN " + over("rate_limit") + " THEN 1 ELSE rate_limit.attempts + 1 END,"
            + " window_start = CASE WHEN " + over("rate_limit") + " THEN :now ELSE rate_limit.window_start END,"
            + " expires_at = CASE WHEN " + over("rate_limit") + " THEN :end ELSE rate_limit.expires_at END"
            + " RETURNING attempts, expires_at";

    private final RateLimitProperties rates;
    private final SecretBox secretBox;
    private final JdbcClient jdbc;
    private final Clock clock;

    RateLimits(RateLimitProperties rates, SecretBox secretBox, JdbcClient jdbc, Clock clock) {
        this.rates = rates;
        this.secretBox = secretBox;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Counted(int attempts, long expiresAt) {}

    /**
     * Counts a try.
     *
     * @param subject who or what is tried, in whatever words; only its keyed hash is stored
     * @return nothing when it may go on, else how long from now it may not
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public Optional<Duration> count(Limit limit, String subject) {
        return counted(limit, subject);
    }

    /** Like {@link #count}, within the transaction of what is counted: it counts if that lasts. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Duration> countWithin(Limit limit, String subject) {
        return counted(limit, subject);
    }

    private Optional<Duration> counted(Limit limit, String subject) {
        var rate = rates.of(limit);
        var now = clock.instant();
        var counted = jdbc.sql(COUNT)
                .param("now", now.toEpochMilli())
                .param("key", key(limit, subject))
                .param("end", now.plus(rate.window()).toEpochMilli())
                .param("latest", now.plus(rate.window()).plus(SKEW).toEpochMilli())
                .query((row, number) -> new Counted(row.getInt(1), row.getLong(2)))
                .single();
        if (counted.attempts() <= rate.tries()) {
            return Optional.empty();
        }
        var end = Instant.ofEpochMilli(counted.expiresAt());
        if (counted.attempts() == rate.tries() + 1) {
            log.warn(
                    "The limit of {} tries at {}, is reached; further ones are refused until {}. {} sets it",
                    rate.tries(),
                    limit.what(),
                    end,
                    limit.variable());
        }
        return Optional.of(Duration.between(now, end));
    }

    /** Takes one try back, because it was right and only wrong ones are limited. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void takeBack(Limit limit, String subject) {
        jdbc.sql("UPDATE rate_limit SET attempts = attempts - 1 WHERE key = ? AND attempts > 0")
                .param(key(limit, subject))
                .update();
    }

    /** Forgets the tries of one subject, within the transaction of what makes up for them. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forgetWithin(Limit limit, String subject) {
        jdbc.sql("DELETE FROM rate_limit WHERE key = ?")
                .param(key(limit, subject))
                .update();
    }

    /** Forgets all tries of this kind, whosever they were. */
    @Transactional
    public void forget(Limit limit) {
        jdbc.sql("DELETE FROM rate_limit WHERE key LIKE ?").param(limit + ":%").update();
    }

    private String key(Limit limit, String subject) {
        return limit + ":" + secretBox.hash("rate limit " + limit, subject);
    }

    private static String over(String row) {
        return "(" + row + ".expires_at <= :now OR " + row + ".expires_at > :latest)";
    }
}
