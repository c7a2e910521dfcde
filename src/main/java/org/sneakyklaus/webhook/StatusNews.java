package org.sneakyklaus.webhook;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Informs endpoints of the site when its status gets worse, and when it is well again. */
@Component
class StatusNews {

    /** Looked up late: what it asks knows the jobs, of which this is one. */
    private final ObjectProvider<HealthEndpoint> health;

    private final WebhookEndpointRepository endpoints;
    private final WebhookQueue queue;
    private final TransactionTemplate transaction;

    /** What this node found last, or null after its start. */
    private volatile @Nullable Boolean found;

    StatusNews(
            ObjectProvider<HealthEndpoint> health,
            WebhookEndpointRepository endpoints,
            WebhookQueue queue,
            TransactionTemplate transaction) {
        this.health = health;
        this.endpoints = endpoints;
        this.queue = queue;
        this.transaction = transaction;
    }

    /**
     * Queues what endpoints of the site do not know yet. The trouble may be one node's: another one, which was well all
     * the time, does not say that it is over.
     */
    void tell() {
        if (!listening().isEmpty()) {
            var degraded = !Status.UP.equals(health.getObject().health().getStatus());
            if (degraded || !Boolean.FALSE.equals(found)) {
                transaction.executeWithoutResult(in -> tell(degraded));
            }
            found = degraded;
        }
    }

    private void tell(boolean degraded) {
        var event = degraded ? WebhookEvent.STATUS_DEGRADED : WebhookEvent.STATUS_RECOVERED;
        for (var endpoint : listening()) {
            if (endpoints.markTold(endpoint.id(), degraded) == 1
                    && endpoint.events().contains(event)) {
                queue.queueFor(endpoint, event, Map.of());
            }
        }
    }

    private List<WebhookEndpoint> listening() {
        return endpoints.findOf(null).stream()
                .filter(endpoint -> !endpoint.isPaused())
                .filter(endpoint -> endpoint.events().contains(WebhookEvent.STATUS_DEGRADED)
                        || endpoint.events().contains(WebhookEvent.STATUS_RECOVERED))
                .toList();
    }
}
