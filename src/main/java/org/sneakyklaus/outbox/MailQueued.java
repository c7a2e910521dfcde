package org.sneakyklaus.outbox;

/** There is mail to send; published within the transaction that queues it. */
public record MailQueued() {}
