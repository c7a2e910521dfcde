package org.sneakyklaus.outbox;

/** Emails that were not delivered are reported to the admin; published within the transaction of the report. */
public record MailsUndelivered(int count) {}
