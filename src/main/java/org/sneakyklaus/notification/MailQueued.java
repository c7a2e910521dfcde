package org.sneakyklaus.notification;

/** There is mail to send; published within the transaction that queues it. */
public record MailQueued() {}
