package org.sneakyklaus.webhook;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.sneakyklaus.outbox.OutboundMessage;

/** An event on its way to an endpoint; written by {@link WebhookQueue}, changed by conditional updates only. */
@Entity
class WebhookDelivery extends OutboundMessage {

    /** Read by queries. */
    @Column
    private long endpointId;

    @Enumerated(EnumType.STRING)
    private WebhookEvent event;

    private String data;

    @SuppressWarnings("NullAway.Init")
    protected WebhookDelivery() {}

    WebhookEvent event() {
        return event;
    }

    @Override
    protected QueuedWebhook queued() {
        return new QueuedWebhook(id(), createdAt(), messageKey(), event, data, attempts());
    }
}
