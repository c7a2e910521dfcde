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
 * Counts attempts in the database, so that they survive a restart and all nodes count together. An attempt is counted
 * before it is checked: of many at once, exactly as many get through as allowed. Never call it within a transaction
 * that writes, except where stated: SQLite has one writer.
 */
@Component
public class RateLimits {

    private static final Logger log = LoggerFactory.getLogger(RateLimits.class);

    /** How far the clocks of nodes may differ; a window that ends later than that was begun by another clock. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    // The same SQL works on both databases. A window that is over, or impossibly long, begins again.
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
     * Counts an attempt.
     *
     * @param subject who or what the attempt is about; only its keyed hash is stored
     * @return empty if allowed, else the time until reset
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public Optional<Duration> count(Limit limit, String subject) {
        return counted(limit, subject);
    }

    /** Like {@link #count}, within the caller's transaction: the attempt counts only if that commits. */
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
                    "Limit reached: {} tries at {}; refusing more until {}, set by {}",
                    rate.tries(),
                    limit.what(),
                    end,
                    limit.variable());
        }
        return Optional.of(Duration.between(now, end));
    }

    /** Takes back an attempt that was right, where only wrong ones are limited. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void takeBack(Limit limit, String subject) {
        jdbc.sql("UPDATE rate_limit SET attempts = attempts - 1 WHERE key = ? AND attempts > 0")
                .param(key(limit, subject))
                .update();
    }

    /** Forgets the attempts of a subject, within the transaction that justifies it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forgetWithin(Limit limit, String subject) {
        jdbc.sql("DELETE FROM rate_limit WHERE key = ?")
                .param(key(limit, subject))
                .update();
    }

    /** Forgets all attempts of this kind, by any subject. */
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
