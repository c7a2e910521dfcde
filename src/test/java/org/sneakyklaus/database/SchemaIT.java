package org.sneakyklaus.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.exchange.ExchangeEditing;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.support.DatabaseKind;
import org.sneakyklaus.testsupport.AnExchange;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@IntegrationTest
class SchemaIT {

    private final JdbcTemplate jdbc;
    private final TransactionTemplate reading;
    private final ExchangeEditing editing;
    private final ExchangeLifecycle lifecycle;
    private final ExchangeQueries exchanges;
    private final TestClock clock;
    private final DatabaseKind database;

    SchemaIT(
            DataSource dataSource,
            PlatformTransactionManager transactions,
            ExchangeEditing editing,
            ExchangeLifecycle lifecycle,
            ExchangeQueries exchanges,
            TestClock clock,
            Environment environment) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        this.editing = editing;
        this.lifecycle = lifecycle;
        this.exchanges = exchanges;
        this.clock = clock;
        this.database = DatabaseKind.of(environment);
    }

    @Test
    void migrationsRunAllOrNone(@Autowired Flyway flyway) {
        assertThat(flyway.getConfiguration().isGroup()).isTrue();
    }

    @Test
    void everyMigrationHasRun() throws IOException {
        var files = new PathMatchingResourcePatternResolver().getResources("classpath:db/migration/V*.sql");

        var succeeded = jdbc.query(
                "SELECT script FROM flyway_schema_history WHERE success AND version IS NOT NULL",
                (row, number) -> row.getString(1));

        assertThat(succeeded)
                .containsExactlyInAnyOrder(
                        Stream.of(files).map(file -> file.getFilename()).toArray(String[]::new));
    }

    @Test
    void everyForeignKeyIsIndexed() {
        var keys = foreignKeys();
        var indexes = indexes();

        assertThat(keys)
                .hasSizeGreaterThan(20)
                .contains(
                        new Columns("participant", List.of("managed_by")),
                        new Columns("qrtz_triggers", List.of("sched_name", "job_name", "job_group")));
        assertThat(keys.stream().filter(key -> indexes.stream().noneMatch(index -> index.startsWith(key))))
                .isEmpty();
    }

    @Test
    void anErrorOfTheDatabaseQuotesNobody() {
        var exchange = editing.create(new AnExchange().details());
        var copy = "INSERT INTO participant (created_at, updated_at, exchange_id, name, way, email, gift_ideas,"
                + " reminder_enabled, added_by_admin) VALUES (1, 1, ?, 'Ann', 'EMAIL', 'ann@example.org', '', TRUE, TRUE)";
        jdbc.update(copy, exchange);

        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> jdbc.update(copy, exchange))
                .havingRootCause()
                .withMessageNotContainingAny("Ann", "ann@example.org");
    }

    @Test
    void aReadOnlyTransactionCannotWrite() {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> reading.executeWithoutResult(status ->
                        jdbc.update("INSERT INTO installation (created_at, key_fingerprint) VALUES (1, 'x')")));

        assertThat(count("SELECT count(*) FROM installation WHERE key_fingerprint = 'x'"))
                .isZero();
    }

    @Test
    void anInstantComesBackAsItWas() {
        clock.set(Instant.parse("2026-11-25T10:00:00.123Z"));
        var details = new AnExchange().closingAt("2026-12-01T12:00").details();

        var id = editing.create(details);
        lifecycle.open(id, null);
        clock.advance(Duration.ofMillis(1));
        lifecycle.callOff(id, null);

        var exchange = exchanges.byId(id);
        assertThat(exchange.exchangeDate().toInstant()).isEqualTo(details.exchangeInstant());
        assertThat(exchange.registrationClose()).isEqualTo("2026-12-01T12:00-05:00[America/New_York]");
        assertThat(exchange.cancelledAt()).isEqualTo("2026-11-25T05:00:00.124-05:00[America/New_York]");
        assertThat(count("SELECT exchange_date FROM exchange"))
                .isEqualTo(details.exchangeInstant().toEpochMilli());
    }

    @Test
    void deletingAnExchangeTakesItsRowsAlong() {
        var id = editing.create(new AnExchange().details());
        assertThat(count("SELECT count(*) FROM reminder_interval")).isEqualTo(3);

        editing.delete(id, "Family Christmas");

        assertThat(count("SELECT count(*) FROM reminder_interval")).isZero();
    }

    private long count(String query) {
        return jdbc.query(query, (row, number) -> row.getLong(1)).get(0);
    }

    /** Columns of a table, by name, in order. */
    private record Columns(String table, List<String> names) {

        /** Whether the first of these columns are those, in whatever order. */
        boolean startsWith(Columns others) {
            var length = others.names().size();
            return table.equals(others.table())
                    && names.size() >= length
                    && new HashSet<>(names.subList(0, length)).equals(new HashSet<>(others.names()));
        }
    }

    private List<Columns> foreignKeys() {
        return columns("""
                SELECT t.name, k.id, k."from"
                FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) k
                WHERE t.type = 'table' ORDER BY t.name, k.id, k.seq
                """, """
                SELECT t.relname, k.conname, a.attname
                FROM pg_constraint k
                    JOIN pg_class t ON t.oid = k.conrelid
                    CROSS JOIN LATERAL unnest(k.conkey) WITH ORDINALITY AS c (number, position)
                    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = c.number
                WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace
                ORDER BY t.relname, k.conname, c.position
                """);
    }

    /** Those of primary keys and unique constraints included, partial ones not. */
    private List<Columns> indexes() {
        return columns("""
                SELECT t.name, i.name, coalesce(c.name, 'an expression')
                FROM sqlite_master t JOIN pragma_index_list(t.name) i JOIN pragma_index_info(i.name) c
                WHERE t.type = 'table' AND NOT i.partial ORDER BY t.name, i.name, c.seqno
                """, """
                SELECT t.relname, i.indexrelid, a.attname
                FROM pg_index i
                    JOIN pg_class t ON t.oid = i.indrelid
                    CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS c (number, position)
                    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = c.number
                WHERE t.relnamespace = 'public'::regnamespace AND i.indpred IS NULL
                ORDER BY t.relname, i.indexrelid, c.position
                """);
    }

    /** Gathers rows of table, key or index, and column. */
    private List<Columns> columns(String onSqlite, String onPostgresql) {
        var all = new LinkedHashMap<String, Columns>();
        jdbc.query(database == DatabaseKind.SQLITE ? onSqlite : onPostgresql, row -> {
            var table = row.getString(1).toLowerCase(Locale.ROOT);
            all.computeIfAbsent(table + ' ' + row.getString(2), key -> new Columns(table, new ArrayList<>()))
                    .names()
                    .add(row.getString(3).toLowerCase(Locale.ROOT));
        });
        return List.copyOf(all.values());
    }
}
