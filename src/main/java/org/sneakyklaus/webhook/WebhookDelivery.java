package org.sneakyklaus.webhook;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.sneakyklaus.outbox.OutboundMessage;

/** An event on its way to an endpoint; written by {@link WebhookQueue}, changed by conditional updates only. */
@Entity
class WebhookDelivery extends OutboundMessage {

    private long endpointId;

    @Enumerated(EnumType.STRING)
    private WebhookEvent event;

    private String data;

    @SuppressWarnings("NullAway.Init")
    protected WebhookDelivery() {}

    long endpointId() {
        return endpointId;
    }

    WebhookEvent event() {
        return event;
    }

    @Override
    protected QueuedWebhook queued() {
        return new QueuedWebhook(id(), createdAt(), messageKey(), endpointId, event, data, attempts());
    }
}
