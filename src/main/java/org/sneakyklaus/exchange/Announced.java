package org.sneakyklaus.exchange;

/** The organiser wrote to all participants; published within the transaction that stores it. */
public record Announced(long exchangeId, long announcementId) {}
