package org.sneakyklaus.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.database.Batches;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Stages;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.jdbc.core.JdbcTemplate;

@IntegrationTest
class CleanupIT {

    private static final Instant NOW = TestClock.START;
    private static final Instant LATER = NOW.plus(Duration.ofDays(7));

    private final Cleanup cleanup;
    private final Stages stages;
    private final JdbcTemplate jdbc;

    CleanupIT(Cleanup cleanup, Stages stages, JdbcTemplate jdbc) {
        this.cleanup = cleanup;
        this.stages = stages;
        this.jdbc = jdbc;
    }

    @Test
    void tokensGoWhenTheyExpireOrADayAfterTheirUse() {
        token("works", NOW.plusMillis(1), null);
        token("expires", NOW, null);
        token("used yesterday", LATER, NOW.minus(Duration.ofHours(24)));
        token("used since", LATER, NOW.minus(Duration.ofHours(24)).plusMillis(1));
        token("used and expired", NOW, NOW.minusMillis(1));

        assertThat(cleanup.deleteExpiredTokens()).isEqualTo(new Batches.Result(3, true));

        assertThat(left("token_hash", "magic_token")).containsExactlyInAnyOrder("works", "used since");
    }

    @Test
    void whatWasTypedToJoinGoesAfterItsHour() {
        stages.in(ExchangeState.REGISTRATION_OPEN, "Ann", "Ben", "Ann");
        jdbc.update(
                "UPDATE typed_registration SET expires_at = ?, token_hash = 'over' WHERE holds_place = ?",
                NOW.toEpochMilli(),
                true);

        assertThat(cleanup.deleteExpiredTokens()).isEqualTo(new Batches.Result(1, true));

        assertThat(left("token_hash", "typed_registration")).hasSize(2).doesNotContain("over");
    }

    @Test
    void sessionsGoWithWhatWasKeptInThem() {
        session("ended", NOW.minusMillis(1));
        session("lasts", NOW);

        assertThat(cleanup.deleteExpiredSessions()).isEqualTo(new Batches.Result(1, true));

        assertThat(left("session_id", "spring_session")).containsExactly("lasts");
        assertThat(left("attribute_name", "spring_session_attributes")).containsExactly("of lasts");
    }

    @Test
    void limitsGoWhenTheirTimeIsOver() {
        rateLimits(NOW, 1);
        rateLimits(NOW.plusMillis(1), 1);

        assertThat(cleanup.deleteExpiredRateLimits()).isEqualTo(new Batches.Result(1, true));

        assertThat(left("key", "rate_limit")).hasSize(1);
    }

    @Test
    void moreThanOneBatchGoesInOneRun() {
        for (var i = 0; i < 1500; i++) {
            token("expired " + i, NOW, null);
            token("used " + i, LATER, NOW.minus(Duration.ofDays(2)));
        }
        rateLimits(NOW, 1000);

        assertThat(cleanup.deleteExpiredTokens()).isEqualTo(new Batches.Result(3000, true));
        assertThat(cleanup.deleteExpiredRateLimits()).isEqualTo(new Batches.Result(1000, true));
        assertThat(left("token_hash", "magic_token")).isEmpty();
    }

    private void token(String hash, Instant expiresAt, @Nullable Instant usedAt) {
        jdbc.update(
                "INSERT INTO magic_token (created_at, token_hash, token_type, origin, email, code_tries, expires_at,"
                        + " used_at) VALUES (0, ?, 'MAGIC_LINK', 'mailed', 'ann@example.org', 0, ?, ?)",
                hash,
                expiresAt.toEpochMilli(),
                usedAt == null ? null : usedAt.toEpochMilli());
    }

    private void session(String id, Instant expiry) {
        jdbc.update(
                "INSERT INTO spring_session (primary_id, session_id, creation_time, last_access_time,"
                        + " max_inactive_interval, expiry_time) VALUES (?, ?, 0, 0, 604800, ?)",
                id,
                id,
                expiry.toEpochMilli());
        jdbc.update(
                "INSERT INTO spring_session_attributes (session_primary_id, attribute_name, attribute_bytes)"
                        + " VALUES (?, ?, ?)",
                id,
                "of " + id,
                new byte[] {1});
    }

    private void rateLimits(Instant expiresAt, int count) {
        var rows = IntStream.range(0, count)
                .mapToObj(i -> new Object[] {expiresAt + " " + i, expiresAt.toEpochMilli()})
                .toList();
        jdbc.batchUpdate(
                "INSERT INTO rate_limit (created_at, key, attempts, window_start, expires_at) VALUES (0, ?, 1, 0, ?)",
                rows);
    }

    private List<@Nullable String> left(String column, String table) {
        return jdbc.queryForList("SELECT trim(" + column + ") FROM " + table, String.class);
    }
}
