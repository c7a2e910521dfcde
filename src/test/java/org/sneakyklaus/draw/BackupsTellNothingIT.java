package org.sneakyklaus.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.exchange.ExchangeEditing;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.participation.Newcomer;
import org.sneakyklaus.testsupport.AnExchange;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Roster;
import org.sneakyklaus.testsupport.Stages;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Somebody has stolen a backup after each of twenty steps, but not the key, and compares them. No step treats two people
 * differently to whom it happens alike, and nothing that is sealed or hashed is found again after it was written anew.
 */
@Tag("once")
@IntegrationTest
class BackupsTellNothingIT {

    private static final String MAILS = "mails ";

    private final Stages stages;
    private final Roster roster;
    private final Draw draw;
    private final DrawAdjuster adjuster;
    private final Reveals reveals;
    private final ExchangeEditing editing;
    private final ExchangeLifecycle lifecycle;
    private final ExchangeQueries exchanges;
    private final JdbcTemplate jdbc;
    private final TestClock clock;

    private final List<Backup> backups = new ArrayList<>();

    BackupsTellNothingIT(
            Stages stages,
            Roster roster,
            Draw draw,
            DrawAdjuster adjuster,
            Reveals reveals,
            ExchangeEditing editing,
            ExchangeLifecycle lifecycle,
            ExchangeQueries exchanges,
            JdbcTemplate jdbc,
            TestClock clock) {
        this.stages = stages;
        this.roster = roster;
        this.draw = draw;
        this.adjuster = adjuster;
        this.reveals = reveals;
        this.editing = editing;
        this.lifecycle = lifecycle;
        this.exchanges = exchanges;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Test
    void twentyBackupsTellNoPair() {
        var names = new String[] {"ann", "ben", "cy", "dan", "eve", "fay", "gil", "hal"};
        var exchange = stages.in(ExchangeState.REGISTRATION_CLOSED, new AnExchange().rememberingPairs(), names);
        jdbc.update("UPDATE participant SET confirmed_at = created_at");
        backups.add(backup());

        step("drawn", Set.of(), () -> draw.draw(exchange, List.of(), null));
        step("drawn again", Set.of(), () -> draw.drawAgain(exchange, null));
        var ann = roster.id(exchange, "ann");
        step("ann looked", Set.of(ann), () -> reveals.reveal(exchange, ann));
        leave(exchange, "ben");
        join(exchange, "ida");
        everybodyLooks(exchange);
        leave(exchange, "cy");
        leave(exchange, "dan");
        join(exchange, "joe");
        join(exchange, "ben");
        var pair = roster.pairing(exchange).entrySet().iterator().next();
        for (var person : List.of(pair.getKey(), pair.getValue())) {
            step("has another address", Set.of(person), () -> changeAddress(person));
        }
        over(exchange);
        postponed(exchange);
        for (var person : List.of(pair.getKey(), pair.getValue())) {
            step("has another address again", Set.of(person), () -> changeAddress(person));
        }
        over(exchange);
        var copy = editing.copy(exchange, false);
        step("copied", Set.of(), () -> stages.bring(copy, ExchangeState.REGISTRATION_CLOSED, names));
        step("copy drawn", Set.of(), () -> draw.draw(copy, List.of(), null));
        postponed(exchange);
        step("drawn once more", Set.of(), () -> draw.drawAgain(exchange, null));

        assertThat(backups).hasSizeGreaterThan(20);
        assertThatNothingComesAgain();
    }

    private void leave(long exchange, String name) {
        var leaves = roster.id(exchange, name);
        step(
                name + " left",
                Set.of(leaves),
                () -> adjuster.adjust(exchange, new Changes(Set.of(leaves), List.of(), Set.of(), Map.of()), null));
    }

    private void join(long exchange, String name) {
        var others = new HashSet<>(last().people().keySet());
        others.removeAll(roster.ids(exchange));
        var newcomer = Newcomer.listed(name + " <" + name + "@example.org>");
        step(
                name + " joined",
                others,
                () -> adjuster.adjust(exchange, new Changes(Set.of(), newcomer, Set.of(), Map.of()), null));
    }

    private void everybodyLooks(long exchange) {
        step("all looked", Set.of(), () -> roster.ids(exchange).forEach(giver -> reveals.reveal(exchange, giver)));
    }

    private void changeAddress(long person) {
        jdbc.update("UPDATE participant SET email = 'new' || email WHERE id = ?", person);
    }

    private void over(long exchange) {
        step("over", Set.of(), () -> {
            clock.set(exchanges.byId(exchange).exchangeDate().toInstant());
            lifecycle.completeDue(List.of(exchange));
        });
    }

    private void postponed(long exchange) {
        step(
                "postponed",
                Set.of(),
                () -> lifecycle.postpone(
                        exchange,
                        exchanges
                                .byId(exchange)
                                .exchangeDate()
                                .toLocalDateTime()
                                .plusMonths(1),
                        null));
    }

    /** Takes a step, steals a backup, and compares it with the one before: those who took part and looked alike. */
    private void step(String name, Set<Long> concerned, Runnable step) {
        clock.advance(Duration.ofMinutes(1));
        var before = last();
        step.run();
        var after = backup();
        backups.add(after);
        var changes = new HashMap<List<String>, Set<Map<String, String>>>();
        before.people().forEach((person, earlier) -> {
            var later = after.people().get(person);
            if (later != null && !concerned.contains(person)) {
                var alike = Stream.of("exchange_id", "assignment exchange_id", "assignment revealed_draw")
                        .map(column -> earlier.getOrDefault(column, ""))
                        .toList();
                changes.computeIfAbsent(alike, any -> new HashSet<>()).add(changes(earlier, later));
            }
        });
        assertThat(changes)
                .as(name)
                .allSatisfy((alike, different) -> assertThat(different).hasSize(1));
    }

    private Backup last() {
        return backups.get(backups.size() - 1);
    }

    /** The columns that changed, and of emails how many of each kind were added. */
    private static Map<String, String> changes(Map<String, String> before, Map<String, String> after) {
        var changes = new TreeMap<String, String>();
        Stream.concat(before.keySet().stream(), after.keySet().stream()).forEach(column -> {
            var earlier = before.getOrDefault(column, "0");
            var later = after.getOrDefault(column, "0");
            if (!earlier.equals(later)) {
                changes.put(
                        column,
                        column.startsWith(MAILS)
                                ? Integer.parseInt(later) - Integer.parseInt(earlier) + " more"
                                : "another");
            }
        });
        return changes;
    }

    private void assertThatNothingComesAgain() {
        var timesByText = new HashMap<String, Set<String>>();
        for (var backup : backups) {
            backup.sealed()
                    .forEach((text, time) -> timesByText
                            .computeIfAbsent(text, any -> new HashSet<>())
                            .add(time));
        }
        assertThat(timesByText)
                .hasSizeGreaterThan(100)
                .allSatisfy((text, times) -> assertThat(times).hasSize(1));
    }

    /**
     * @param people by id what is stored of them, by column
     * @param sealed what is sealed or hashed of pairs, and when it was written
     */
    private record Backup(Map<Long, Map<String, String>> people, Map<String, String> sealed) {}

    private Backup backup() {
        var people = new HashMap<Long, Map<String, String>>();
        var sealed = new HashMap<String, String>();
        for (var row : rows("SELECT id AS person, participant.* FROM participant")) {
            people.put(personOf(row), row);
        }
        for (var row : rows("SELECT giver_id AS person, assignment.* FROM assignment")) {
            row.forEach((column, value) -> of(people, row).put("assignment " + column, value));
            sealed.put(text(row, "receiver"), text(row, "created_at"));
        }
        for (var row : rows("SELECT participant_id AS person, kind, COUNT(*) AS number FROM outbound_email"
                + " WHERE participant_id IS NOT NULL GROUP BY participant_id, kind")) {
            of(people, row).put(MAILS + row.get("kind"), text(row, "number"));
        }
        for (var row : rows("SELECT * FROM past_pair")) {
            var pair = text(row, "pair_hash");
            sealed.put(PairHashes.giverOf(pair), text(row, "created_at"));
            sealed.put(PairHashes.receiverOf(pair), text(row, "created_at"));
        }
        return new Backup(people, sealed);
    }

    /** Without what is null. */
    private List<Map<String, String>> rows(String sql) {
        return jdbc.query(sql, (row, number) -> {
            var columns = new HashMap<String, String>();
            for (var i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                var value = row.getString(i);
                if (value != null) {
                    columns.put(row.getMetaData().getColumnLabel(i), value);
                }
            }
            return columns;
        });
    }

    private static Map<String, String> of(Map<Long, Map<String, String>> people, Map<String, String> row) {
        return Objects.requireNonNull(people.get(personOf(row)));
    }

    private static long personOf(Map<String, String> row) {
        return Long.parseLong(text(row, "person"));
    }

    private static String text(Map<String, String> row, String column) {
        return Objects.requireNonNull(row.get(column));
    }
}
