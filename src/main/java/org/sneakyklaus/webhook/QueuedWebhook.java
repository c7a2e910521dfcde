package org.sneakyklaus.webhook;

import java.time.Instant;
import org.sneakyklaus.outbox.Queued;

/**
 * An event about to be sent to an endpoint.
 *
 * @param messageKey the {@code webhook-id}: the same for every attempt
 * @param data JSON: what happened
 * @param attempts number of earlier attempts
 */
record QueuedWebhook(long id, Instant queuedAt, String messageKey, WebhookEvent event, String data, int attempts)
        implements Queued {}
