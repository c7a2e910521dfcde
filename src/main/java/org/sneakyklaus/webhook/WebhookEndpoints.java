package org.sneakyklaus.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.outbox.MailKind;
import org.sneakyklaus.outbox.MailOrder;
import org.sneakyklaus.outbox.Outbox;
import org.sneakyklaus.outbox.OutboxState;
import org.sneakyklaus.support.NotFoundException;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.SecretBox;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Manages endpoints: those of an exchange, or those of the site where there is no exchange. */
@Component
@Transactional
public class WebhookEndpoints {

    /**
     * An endpoint, as shown.
     *
     * @param address the host and at most half of the path: the rest may be a secret
     * @param events by their types
     * @param pauseReason why it is paused, or null if it is not
     * @param deliveries the latest, newest first
     */
    public record EndpointView(
            long id,
            String address,
            WebhookFormat format,
            List<WebhookEvent> events,
            @Nullable PauseReason pauseReason,
            @Nullable Instant failingSince,
            List<DeliveryView> deliveries) {}

    /**
     * A delivery, as shown.
     *
     * @param answer the status that the receiver answered, or why there was none; null before the first attempt
     */
    public record DeliveryView(
            long id,
            WebhookEvent event,
            Instant at,
            OutboxState state,
            int attempts,
            @Nullable String answer,
            boolean mayBeRetried) {}

    /** What sending needs. */
    record Target(long id, WebhookFormat format, String address, String secret) {}

    private static final int MOST = 50;
    private static final int SHOWN = 20;
    private static final int SHOWN_PATH = 12;
    private static final Duration PATIENCE = Duration.ofDays(5);

    private final WebhookEndpointRepository endpoints;
    private final WebhookDeliveryRepository deliveries;
    private final WebhookQueue queue;
    private final AllowedAddresses allowed;
    private final Outbox outbox;
    private final SecretBox box;
    private final Clock clock;

    WebhookEndpoints(
            WebhookEndpointRepository endpoints,
            WebhookDeliveryRepository deliveries,
            WebhookQueue queue,
            AllowedAddresses allowed,
            Outbox outbox,
            SecretBox box,
            Clock clock) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.queue = queue;
        this.allowed = allowed;
        this.outbox = outbox;
        this.box = box;
        this.clock = clock;
    }

    /** @param exchangeId the exchange, or null for the site */
    @Transactional(readOnly = true)
    public List<EndpointView> list(@Nullable Long exchangeId) {
        return endpoints.findOf(exchangeId).stream().map(this::view).toList();
    }

    /**
     * Reads a typed address.
     *
     * @throws RuleViolation on the field {@code url}, with the reason, if it is none or may not be used
     */
    @Transactional(propagation = Propagation.NOT_SUPPORTED) // looks the host up, which may take long
    public String address(String typed) {
        return allowed.require(typed).toString();
    }

    /**
     * Adds an endpoint.
     *
     * @param address what {@link #address} returned
     * @param events at least one
     * @return its id; {@link #secret} is to be shown once
     * @throws RuleViolation if there are too many, or no key to seal it with
     */
    public long add(@Nullable Long exchangeId, String address, WebhookFormat format, Set<WebhookEvent> events) {
        if (endpoints.countOf(exchangeId) >= MOST) {
            throw RuleViolation.of("webhook.most", MOST);
        }
        if (!box.isLasting()) {
            throw RuleViolation.of("webhook.noKey");
        }
        var secret = WebhookSignature.newSecret();
        var endpoint = new WebhookEndpoint(exchangeId, format, events, address, secret, box, clock.instant());
        endpoints.save(endpoint);
        return endpoint.id();
    }

    /** Returns the secret of an endpoint. */
    @Transactional(readOnly = true)
    public String secret(@Nullable Long exchangeId, long id) {
        return find(exchangeId, id).secret(box).orElseThrow(() -> new NotFoundException("No such secret"));
    }

    /** Queues a test. */
    public void test(@Nullable Long exchangeId, long id) {
        queue.queueFor(find(exchangeId, id), WebhookEvent.PING, Map.of());
    }

    /** Pauses an endpoint: it gets nothing, and what waits is kept. */
    public void pause(@Nullable Long exchangeId, long id) {
        find(exchangeId, id).pause(PauseReason.ASKED, clock.instant());
    }

    public void resume(@Nullable Long exchangeId, long id) {
        find(exchangeId, id).resume();
        queue.wake();
    }

    /** Deletes an endpoint with its deliveries. */
    public void delete(@Nullable Long exchangeId, long id) {
        endpoints.delete(find(exchangeId, id));
    }

    /** Sends a delivery again, under the same id. */
    public void retry(@Nullable Long exchangeId, long id, long deliveryId) {
        if (deliveries.retry(deliveryId, find(exchangeId, id).id(), clock.instant()) == 0) {
            throw new NotFoundException("No such delivery");
        }
        queue.wake();
    }

    /** Returns how many endpoints fail, or are paused because they did. */
    @Transactional(readOnly = true)
    public int inTrouble() {
        return endpoints.findInTrouble().size();
    }

    @Transactional(readOnly = true)
    boolean areAny() {
        return endpoints.areAny();
    }

    /** Returns what sending to an endpoint needs; empty if it is gone, or its address is of another key. */
    @Transactional(readOnly = true)
    Optional<Target> target(long id) {
        return endpoints
                .findById(id)
                .flatMap(endpoint -> endpoint.address(box)
                        .flatMap(address -> endpoint.secret(box)
                                .map(secret -> new Target(id, endpoint.format(), address, secret))));
    }

    /** Returns whether it is there, and not paused. */
    @Transactional(readOnly = true)
    boolean isActive(long id) {
        return endpoints.findById(id).filter(endpoint -> !endpoint.isPaused()).isPresent();
    }

    void well(long id) {
        endpoints.markWell(id);
    }

    /** Notes that an endpoint fails, and pauses it after days of that. */
    void failing(long id) {
        var now = clock.instant();
        endpoints.markFailing(id, now);
        endpoints
                .findById(id)
                .flatMap(WebhookEndpoint::failingSince)
                .filter(since -> !since.plus(PATIENCE).isAfter(now))
                .ifPresent(since -> pause(id, PauseReason.FAILING));
    }

    /** Pauses an endpoint and emails the admin about it. */
    void pause(long id, PauseReason reason) {
        // One that has ended has no page, and goes with what waits for it.
        endpoints
                .findById(id)
                .filter(endpoint -> !endpoint.isPaused() && !endpoint.isEnded())
                .ifPresent(endpoint -> {
                    var now = clock.instant();
                    endpoint.pause(reason, now);
                    var host = shown(endpoint).replaceFirst("/.*", "");
                    outbox.enqueue(MailOrder.toAdmin(
                            MailKind.WEBHOOK_PAUSED,
                            endpoint.exchangeId().orElse(null),
                            id + ":" + now,
                            endpoint.exchangeId().orElse(0L) + " " + host));
                });
    }

    void deleteEnded() {
        endpoints.deleteEnded();
    }

    private WebhookEndpoint find(@Nullable Long exchangeId, long id) {
        return endpoints
                .findById(id)
                .filter(endpoint ->
                        endpoint.exchangeId().equals(Optional.ofNullable(exchangeId)) && !endpoint.isEnded())
                .orElseThrow(() -> new NotFoundException("No such endpoint"));
    }

    private EndpointView view(WebhookEndpoint endpoint) {
        return new EndpointView(
                endpoint.id(),
                shown(endpoint),
                endpoint.format(),
                List.copyOf(endpoint.events()),
                endpoint.pauseReason().orElse(null),
                endpoint.failingSince().orElse(null),
                deliveries.findByEndpointIdOrderByIdDesc(endpoint.id(), Limit.of(SHOWN)).stream()
                        .map(WebhookEndpoints::view)
                        .toList());
    }

    private static DeliveryView view(WebhookDelivery delivery) {
        var isOver = delivery.state() != OutboxState.PENDING && delivery.state() != OutboxState.CLAIMED;
        return new DeliveryView(
                delivery.id(),
                delivery.event(),
                delivery.createdAt(),
                delivery.state(),
                delivery.attempts(),
                delivery.lastError() == null ? delivery.providerId() : delivery.lastError(),
                isOver);
    }

    private String shown(WebhookEndpoint endpoint) {
        return endpoint.address(box)
                .map(address -> {
                    var bare = address.substring(address.indexOf("//") + 2);
                    var path = bare.indexOf('/');
                    var shown = Math.min(SHOWN_PATH, (bare.length() - path) / 2);
                    return shown == 0 ? bare : bare.substring(0, path + shown) + "…";
                })
                .orElse("?");
    }
}
