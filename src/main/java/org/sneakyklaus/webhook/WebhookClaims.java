package org.sneakyklaus.webhook;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sneakyklaus.outbox.MessageClaims;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The claims of deliveries. */
@Component
class WebhookClaims extends MessageClaims<WebhookDelivery, QueuedWebhook> {

    // Receivers tell repeats by the id, however late; history is kept for so long.
    private static final Duration REPEATABLE = WebhookQueue.KEPT;

    private final WebhookDeliveryRepository deliveries;
    private final Clock clock;

    WebhookClaims(WebhookDeliveryRepository deliveries, Clock clock) {
        super(deliveries, REPEATABLE, clock);
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** Returns the endpoints that have something due. */
    @Transactional(readOnly = true)
    public List<Long> endpointsDue() {
        return deliveries.findEndpointsDue(clock.instant());
    }

    /** Claims what is next for an endpoint; empty if there is nothing now, or another process sends it. */
    public Optional<Claim<QueuedWebhook>> next(long endpointId, String format) {
        return deliveries.findNext(endpointId, clock.instant()).flatMap(id -> claim(id, format));
    }
}
