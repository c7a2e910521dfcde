package org.sneakyklaus.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.webhook.WebhookEndpoints;
import org.sneakyklaus.webhook.WebhookEvent;
import org.sneakyklaus.webhook.WebhookFormat;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What is sent and told of an exchange after each move: webhooks, emails, and the history that everybody reads. All of it
 * depends on the move, never on the pairing.
 */
final class News {

    private final JdbcTemplate jdbc;
    private final Map<String, Long> lastByTable = new HashMap<>();

    News(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void subscribe(WebhookEndpoints endpoints) {
        endpoints.add(null, "https://example.org/", WebhookFormat.STANDARD, EnumSet.allOf(WebhookEvent.class));
    }

    /**
     * Reads what is new since the last move.
     *
     * @param people who takes part now
     * @param about whom the move is about: all others must be written to alike, and not be named
     */
    void assertThatItDependsOnTheMoveAlone(
            ExchangeView exchange, List<ParticipantView> people, Set<Long> about, WebhookEvent... events) {
        assertThat(webhooks(exchange.id()))
                .as("webhooks depend on the move, not on the pairing")
                .isEqualTo(Stream.of(events)
                        .map(event ->
                                "%s {\"exchange\":{\"id\":%d,\"name\":\"%s\",\"state\":\"%s\"},\"participants\":%d}"
                                        .formatted(
                                                event,
                                                exchange.id(),
                                                exchange.name(),
                                                event == WebhookEvent.COMPLETED
                                                        ? ExchangeState.COMPLETED
                                                        : exchange.state(),
                                                people.size()))
                        .toList());
        assertThat(about)
                .as("the history names those whom the move is about, and nobody else")
                .containsAll(named(exchange.id()));
        var mails = mails(exchange.id());
        // Others still get what is about their address.
        assertThat(people.stream()
                        .filter(person -> person.mailed() && person.confirmed() && !about.contains(person.id()))
                        .map(person -> mails.getOrDefault(person.id(), List.of()))
                        .distinct())
                .as("those to whom it happens alike get the same emails")
                .hasSizeLessThan(2);
    }

    /** But for the changes that the hour's count tells, and for what is sent of opening and closing. */
    private List<String> webhooks(long exchange) {
        var last = last("webhook_delivery");
        return jdbc.query(
                "SELECT event, data FROM webhook_delivery WHERE id > ? AND exchange_id = ?"
                        + " AND event NOT IN ('PARTICIPANTS_CHANGED', 'CLOSED', 'OPENED') ORDER BY id",
                (row, number) -> row.getString("event") + ' ' + row.getString("data"),
                last,
                exchange);
    }

    /** The ids in the details of the history. */
    private List<Long> named(long exchange) {
        var last = last("exchange_event");
        return jdbc
                .query(
                        "SELECT detail FROM exchange_event WHERE id > ? AND exchange_id = ?",
                        (row, number) -> row.getString("detail"),
                        last,
                        exchange)
                .stream()
                .flatMap(detail -> Stream.of(detail.split(",")))
                .filter(part -> part.matches("\\d+"))
                .map(Long::valueOf)
                .toList();
    }

    private Map<Long, List<String>> mails(long exchange) {
        var last = last("outbound_email");
        var mails = new HashMap<Long, List<String>>();
        jdbc.query(
                "SELECT participant_id, kind FROM outbound_email WHERE id > ? AND exchange_id = ?"
                        + " AND participant_id IS NOT NULL ORDER BY kind",
                row -> {
                    mails.computeIfAbsent(row.getLong("participant_id"), any -> new ArrayList<>())
                            .add(row.getString("kind"));
                },
                last,
                exchange);
        return mails;
    }

    /** The id of the last row that was there at the last look; this is one. */
    private long last(String table) {
        var now = jdbc.queryForObject("SELECT coalesce(max(id), 0) FROM " + table, Long.class);
        return Objects.requireNonNullElse(lastByTable.put(table, Objects.requireNonNull(now)), 0L);
    }
}
