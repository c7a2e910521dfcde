package org.sneakyklaus.participation;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.sneakyklaus.participation.NextTime.Rule;
import org.sneakyklaus.support.SecretBox;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Stores rules among people of a series, by hashes of their addresses, each sealed. */
@Component
class SeriesRules {

    private static final int BATCH = 500;

    private final SecretBox secretBox;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    SeriesRules(SecretBox secretBox, JdbcTemplate jdbc, Clock clock) {
        this.secretBox = secretBox;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** By hashes: the giver must not draw the receiver. */
    private record Kept(String giver, String receiver) {}

    /**
     * Rules of an exchange.
     *
     * @param hashes the hashes of people's addresses, by id
     * @param rules rules, some of which may be about others
     */
    record Present(Map<Long, String> hashes, Collection<Rule> rules) {}

    /**
     * Adds rules that are not there.
     *
     * @param later later exchanges: adds no rule that one of them is without, though both of its people are among those
     */
    void add(String seriesId, Present present, Collection<Present> later) {
        var wanted = byHash(present.rules(), present.hashes());
        for (var exchange : later) {
            var standing = byHash(exchange.rules(), exchange.hashes());
            var people = exchange.hashes().values();
            wanted.removeIf(rule ->
                    people.contains(rule.giver()) && people.contains(rule.receiver()) && !standing.contains(rule));
        }
        if (!wanted.isEmpty()) {
            wanted.removeAll(stored(seriesId).values());
        }
        jdbc.batchUpdate(
                "INSERT INTO series_rule (created_at, series_id, sealed) VALUES (?, ?, ?)",
                wanted,
                BATCH,
                (row, rule) -> {
                    row.setLong(1, clock.millis());
                    row.setString(2, seriesId);
                    row.setString(3, seal(seriesId, rule));
                });
    }

    /** Deletes rules among these people, whose hashes are asked for only if there are any rules. */
    void remove(String seriesId, Supplier<Map<Long, String>> hashes, Collection<Rule> removed) {
        var stored = stored(seriesId);
        if (!stored.isEmpty()) {
            delete(stored, byHash(removed, hashes.get())::contains);
        }
    }

    private static Set<Kept> byHash(Collection<Rule> rules, Map<Long, String> hashes) {
        var byHash = new HashSet<Kept>();
        for (var rule : rules) {
            var giver = hashes.get(rule.giver());
            var receiver = hashes.get(rule.receiver());
            if (giver != null && receiver != null) {
                byHash.add(new Kept(giver, receiver));
            }
        }
        return byHash;
    }

    /** Returns the rules among these people, whose hashes are asked for only if there are any rules. */
    List<Rule> between(String seriesId, Supplier<Map<Long, String>> hashes) {
        var stored = stored(seriesId);
        var between = new ArrayList<Rule>();
        if (!stored.isEmpty()) {
            var ids = new HashMap<String, Long>();
            hashes.get().forEach((id, hash) -> ids.put(hash, id));
            for (var kept : stored.values()) {
                var giver = ids.get(kept.giver());
                var receiver = ids.get(kept.receiver());
                if (giver != null && receiver != null) {
                    between.add(new Rule(giver, receiver));
                }
            }
        }
        return between;
    }

    /** Deletes the rules of a person. */
    void forget(String seriesId, String hash) {
        delete(
                stored(seriesId),
                kept -> kept.giver().equals(hash) || kept.receiver().equals(hash));
    }

    /** Takes the rules of a person along to another address of theirs. */
    void move(String seriesId, String from, String to) {
        var stored = stored(seriesId);
        delete(stored, Set.of(new Kept(from, to), new Kept(to, from))::contains);
        stored.forEach((id, kept) -> {
            var moved = new Kept(
                    kept.giver().equals(from) ? to : kept.giver(),
                    kept.receiver().equals(from) ? to : kept.receiver());
            if (!moved.equals(kept)) {
                jdbc.update("UPDATE series_rule SET sealed = ? WHERE id = ?", seal(seriesId, moved), id);
            }
        });
    }

    /** Deletes all rules of a series. */
    void forgetAll(String seriesId) {
        jdbc.update("DELETE FROM series_rule WHERE series_id = ?", seriesId);
    }

    private void delete(Map<Long, Kept> stored, Predicate<Kept> which) {
        stored.forEach((id, kept) -> {
            if (which.test(kept)) {
                jdbc.update("DELETE FROM series_rule WHERE id = ?", id);
            }
        });
    }

    private String seal(String seriesId, Kept rule) {
        return secretBox.seal((rule.giver() + rule.receiver()).getBytes(StandardCharsets.UTF_8), context(seriesId));
    }

    /** Returns the rules by row, without those sealed under another key. */
    private Map<Long, Kept> stored(String seriesId) {
        var stored = new HashMap<Long, Kept>();
        jdbc.query(
                "SELECT id, sealed FROM series_rule WHERE series_id = ?",
                row -> {
                    var id = row.getLong("id");
                    secretBox
                            .open(row.getString("sealed"), context(seriesId))
                            .map(value -> new String(value, StandardCharsets.UTF_8))
                            .ifPresent(hashes -> stored.put(
                                    id,
                                    new Kept(
                                            hashes.substring(0, hashes.length() / 2),
                                            hashes.substring(hashes.length() / 2))));
                },
                seriesId);
        return stored;
    }

    private static String context(String seriesId) {
        return "series rule:" + seriesId;
    }
}
