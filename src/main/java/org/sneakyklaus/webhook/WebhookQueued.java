package org.sneakyklaus.webhook;

/** Something was queued for an endpoint; published within the transaction. */
record WebhookQueued() {}
