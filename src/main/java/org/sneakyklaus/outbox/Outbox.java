package org.sneakyklaus.outbox;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.sneakyklaus.support.TooOftenException;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Queues emails in the caller's transaction. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Outbox {

    private static final List<String> COLUMNS = List.of(
            "created_at",
            "dedupe_key",
            "message_key",
            "kind",
            "participant_id",
            "exchange_id",
            "detail",
            "priority",
            "state",
            "attempts",
            "next_attempt_at",
            "use_until");

    private static final String SAME_WAITING = "SELECT id FROM outbound_email WHERE participant_id = ? AND kind = ?"
            + " AND detail = ? AND state = 'PENDING' AND attempts = 0 AND created_at > ?";

    /** Within this time a repeated request is a double click; later the waiting email may expire unsent. */
    private static final Duration DOUBLE_CLICK = Duration.ofMinutes(1);

    private final UnaskedMails unasked;
    private final JdbcTemplate jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Outbox(UnaskedMails unasked, JdbcTemplate jdbc, ApplicationEventPublisher events, Clock clock) {
        this.unasked = unasked;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Queues one email; a repeated order changes nothing. Silently skips one that its owner has not asked for once the
     * address has reached its limit.
     */
    public void enqueue(MailOrder order) {
        enqueueAll(List.of(order));
    }

    /**
     * Like {@link #enqueue}, for callers that may learn that nothing is sent.
     *
     * @throws TooOftenException if {@link #enqueue} would skip it
     */
    public void enqueueOrRefuse(MailOrder order) {
        if (isFirst(order)) {
            unasked.count(order).ifPresent(wait -> {
                throw new TooOftenException(wait);
            });
            insert(List.of(order));
        }
    }

    /** Queues many emails like {@link #enqueue}, in random order: the order of sending must reveal nothing. */
    public void enqueueAll(Collection<MailOrder> orders) {
        insert(orders.stream()
                .filter(order -> isFirst(order) && unasked.count(order).isEmpty())
                .toList());
    }

    /** Returns whether no equal email is waiting: a double click is one request and counts once. */
    private boolean isFirst(MailOrder order) {
        return order.unasked() == null
                || jdbc.queryForList(
                                SAME_WAITING,
                                Long.class,
                                order.participantId(),
                                order.kind().name(),
                                order.detail(),
                                clock.instant().minus(DOUBLE_CLICK).toEpochMilli())
                        .isEmpty();
    }

    private void insert(List<MailOrder> orders) {
        if (orders.isEmpty()) {
            return;
        }
        var shuffled = new ArrayList<>(orders);
        Collections.shuffle(shuffled, random);
        var now = clock.instant();
        MessageRows.insert(
                jdbc,
                "outbound_email",
                COLUMNS,
                shuffled.stream().map(order -> row(order, now)).toList());
        events.publishEvent(new MailQueued());
    }

    private static Object[] row(MailOrder order, Instant now) {
        return new Object[] {
            now.toEpochMilli(),
            order.dedupeKey(),
            newMessageKey(),
            order.kind().name(),
            order.participantId(),
            order.exchangeId(),
            order.detail(),
            order.kind().priority(),
            OutboxState.PENDING.name(),
            0,
            now.toEpochMilli(),
            order.useUntil(now).map(Instant::toEpochMilli).orElse(null)
        };
    }

    static String newMessageKey() {
        return UUID.randomUUID().toString();
    }
}
