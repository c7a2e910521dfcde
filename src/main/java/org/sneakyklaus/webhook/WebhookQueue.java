package org.sneakyklaus.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.exchange.Headcount;
import org.sneakyklaus.outbox.MessageRows;
import org.sneakyklaus.outbox.OutboxState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Queues events for the endpoints that subscribe to them, in the transaction of the event. An event contains an
 * exchange's name, its state and the number of people; never a person, nor anything that depends on a pairing.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class WebhookQueue {

    /** How long deliveries are kept. */
    static final Duration KEPT = Duration.ofDays(14);

    private static final Duration HOUR = Duration.ofHours(1);
    private static final List<String> COLUMNS = List.of(
            "created_at",
            "dedupe_key",
            "message_key",
            "endpoint_id",
            "exchange_id",
            "event",
            "data",
            "state",
            "attempts",
            "next_attempt_at");

    private record Subscriber(long id, @Nullable Long exchangeId) {}

    private static final RowMapper<Subscriber> SUBSCRIBERS = new SimplePropertyRowMapper<>(Subscriber.class);

    private final WebhookEndpointRepository endpoints;
    private final WebhookDeliveryRepository deliveries;
    private final ExchangeQueries exchanges;
    private final Headcount people;
    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final JsonMapper json;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    WebhookQueue(
            WebhookEndpointRepository endpoints,
            WebhookDeliveryRepository deliveries,
            ExchangeQueries exchanges,
            Headcount people,
            JdbcTemplate jdbc,
            JdbcClient client,
            JsonMapper json,
            ApplicationEventPublisher events,
            Clock clock) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.exchanges = exchanges;
        this.people = people;
        this.jdbc = jdbc;
        this.client = client;
        this.json = json;
        this.events = events;
        this.clock = clock;
    }

    /** Queues an event of exchanges, as they are now. */
    void queue(WebhookEvent event, Collection<Long> exchangeIds) {
        queue(event, exchangeIds, clock.instant());
    }

    /** @param occasion distinguishes two events of the same kind; the same again is not queued twice */
    void queue(WebhookEvent event, Collection<Long> exchangeIds, Instant occasion) {
        var now = clock.instant();
        var rows = new ArrayList<Object[]>();
        var subscribers = subscribers(event, exchangeIds);
        if (!subscribers.isEmpty()
                || !subscribers(WebhookEvent.PARTICIPANTS_CHANGED, exchangeIds).isEmpty()) {
            for (var exchange : exchanges.byIds(exchangeIds)) {
                var data = data(exchange);
                // what waits for the next hour is sent after this, and must not tell an older state
                deliveries.renew(exchange.id(), WebhookEvent.PARTICIPANTS_CHANGED, data, now);
                for (var endpoint : of(exchange.id(), subscribers)) {
                    rows.add(row(endpoint, exchange.id(), event, occasion.toString(), data, now));
                }
            }
        }
        insert(rows);
    }

    /** Queues that people joined or left, at most once in each clock hour for each endpoint. */
    void queueHourly(long exchangeId) {
        var subscribers = subscribers(WebhookEvent.PARTICIPANTS_CHANGED, List.of(exchangeId));
        if (subscribers.isEmpty()) {
            return;
        }
        var now = clock.instant();
        var hour = now.getEpochSecond() / HOUR.toSeconds();
        var next = Instant.ofEpochSecond((hour + 1) * HOUR.toSeconds());
        var data = data(exchanges.byId(exchangeId));
        var event = WebhookEvent.PARTICIPANTS_CHANGED;
        // what waits for the next hour tells of this change, too
        deliveries.renew(exchangeId, event, data, now);
        for (var id : of(exchangeId, subscribers)) {
            var isFirst = insert(List.<Object[]>of(row(id, exchangeId, event, String.valueOf(hour), data, now))) == 1;
            if (!isFirst) {
                insert(List.<Object[]>of(row(id, exchangeId, event, String.valueOf(hour + 1), data, next)));
            }
        }
    }

    /**
     * Queues that exchanges are about to be deleted, without their names, and removes all else about them. Their own
     * endpoints go once that is sent.
     */
    void queueDeletion(Set<Long> exchangeIds) {
        var now = clock.instant();
        var subscribers = subscribers(WebhookEvent.DELETED, exchangeIds);
        var rows = new ArrayList<Object[]>();
        for (var id : exchangeIds) {
            var data = write(Map.of("exchange", Map.of("id", id)));
            of(id, subscribers)
                    .forEach(endpoint -> rows.add(row(endpoint, id, WebhookEvent.DELETED, now.toString(), data, now)));
        }
        deliveries.deleteOf(exchangeIds);
        var last = rows.stream().map(row -> (Long) row[3]).collect(Collectors.toSet());
        for (var endpoint : endpoints.findByExchangeIdIn(exchangeIds)) {
            if (last.contains(endpoint.id())) {
                endpoint.end();
                endpoints.save(endpoint);
            } else {
                endpoints.delete(endpoint);
            }
        }
        insert(rows);
    }

    /**
     * Queues an event of the site.
     *
     * @param occasion distinguishes two events of the same kind
     */
    void queueOfSite(WebhookEvent event, String occasion, Map<String, Object> details) {
        var now = clock.instant();
        insert(subscribers(event, List.of()).stream()
                .map(subscriber -> row(subscriber.id(), null, event, occasion, write(details), now))
                .toList());
    }

    /** Queues an event for one endpoint, whether or not it subscribes. */
    void queueFor(WebhookEndpoint endpoint, WebhookEvent event, Map<String, Object> details) {
        var now = clock.instant();
        var exchangeId = endpoint.exchangeId();
        var data = exchangeId.map(id -> data(exchanges.byId(id))).orElseGet(() -> write(details));
        insert(List.<Object[]>of(row(endpoint.id(), exchangeId.orElse(null), event, now.toString(), data, now)));
    }

    /** Has what waits sent soon. */
    void wake() {
        events.publishEvent(new WebhookQueued());
    }

    /** By JDBC, like the rows: most events have no subscriber, and cost no more than this. */
    private List<Subscriber> subscribers(WebhookEvent event, Collection<Long> exchangeIds) {
        var ofExchanges = exchangeIds.isEmpty() ? "" : " OR exchange_id IN (:exchangeIds)";
        return client.sql("SELECT id, exchange_id FROM webhook_endpoint WHERE (exchange_id IS NULL" + ofExchanges + ")"
                        + " AND paused_at IS NULL AND ended = FALSE AND ',' || events || ',' LIKE :event ORDER BY id")
                .param("exchangeIds", exchangeIds)
                .param("event", "%," + event.name() + ",%")
                .query(SUBSCRIBERS)
                .list();
    }

    private static List<Long> of(long exchangeId, List<Subscriber> subscribers) {
        return subscribers.stream()
                .filter(subscriber -> subscriber.exchangeId() == null || subscriber.exchangeId() == exchangeId)
                .map(Subscriber::id)
                .toList();
    }

    private String data(ExchangeView exchange) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("id", exchange.id());
        facts.put("name", exchange.name());
        facts.put("state", exchange.state().name());
        var data = new LinkedHashMap<String, Object>();
        data.put("exchange", facts);
        data.put("participants", people.taking(exchange.id()));
        return write(data);
    }

    private String write(Map<String, Object> data) {
        return json.writeValueAsString(data);
    }

    private Object[] row(
            long endpointId, @Nullable Long exchangeId, WebhookEvent event, String occasion, String data, Instant due) {
        return new Object[] {
            clock.instant().toEpochMilli(),
            event + ":" + exchangeId + ":" + occasion + ":" + endpointId,
            UUID.randomUUID().toString(),
            endpointId,
            exchangeId,
            event.name(),
            data,
            OutboxState.PENDING.name(),
            0,
            due.toEpochMilli()
        };
    }

    private int insert(List<Object[]> rows) {
        if (!rows.isEmpty()) {
            wake();
        }
        return MessageRows.insert(jdbc, "webhook_delivery", COLUMNS, rows);
    }
}
