package org.sneakyklaus.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sneakyklaus.draw.AssignmentQueries;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.ParticipantView;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who takes part in an exchange, and who gives to whom. */
public final class Roster {

    private final ParticipantQueries participants;
    private final AssignmentQueries assignments;
    private final JdbcTemplate jdbc;

    Roster(ParticipantQueries participants, AssignmentQueries assignments, JdbcTemplate jdbc) {
        this.participants = participants;
        this.assignments = assignments;
        this.jdbc = jdbc;
    }

    /** Those who neither withdrew nor were removed, in the order in which they came. */
    public List<Long> ids(long exchange) {
        return participants.active(exchange).stream().map(ParticipantView::id).toList();
    }

    public long id(long exchange, String name) {
        return participants.active(exchange).stream()
                .filter(person -> person.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** Whom each of them gives to in a drawn exchange; nobody else may be stored as a giver. */
    public Map<Long, Long> pairing(long exchange) {
        var givers = jdbc.query(
                "SELECT giver_id FROM assignment WHERE exchange_id = ?", (row, number) -> row.getLong(1), exchange);
        assertThat(givers).containsExactlyInAnyOrderElementsOf(ids(exchange));
        var pairing = new TreeMap<Long, Long>();
        for (var giver : givers) {
            pairing.put(giver, assignments.receiverOf(exchange, giver).orElseThrow());
        }
        return pairing;
    }
}
