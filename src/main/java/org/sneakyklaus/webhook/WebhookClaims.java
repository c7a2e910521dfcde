package org.sneakyklaus.webhook;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.sneakyklaus.outbox.MessageClaims;
import org.springframework.data.domain.Limit;
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

    /**
     * Claims what is next for an endpoint, in order; empty if there is nothing now, or another process sends it. Many at
     * once, because a transaction takes as long as a quick receiver's answer.
     */
    public List<Claim<QueuedWebhook>> next(long endpointId, String format, int most) {
        return claimAll(deliveries.findNext(endpointId, clock.instant(), Limit.of(most)), format);
    }

    /** Marks deliveries as sent, with the statuses that were answered. */
    public void allSent(Map<QueuedWebhook, Integer> statuses) {
        statuses.forEach((message, status) -> sent(message, String.valueOf(status)));
    }

    /** Gives back what was claimed and not tried. */
    public void release(List<Claim<QueuedWebhook>> untried) {
        deliveries.release(untried.stream().map(claim -> claim.message().id()).toList());
    }
}
