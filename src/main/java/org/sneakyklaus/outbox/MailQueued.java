package org.sneakyklaus.outbox;

/** Emails are ready to send; published within the transaction that queues them. */
public record MailQueued() {}
