package org.sneakyklaus.participation;

/**
 * The organiser added people to an exchange, or brought them back; published within the transaction that does so. Those
 * who join by themselves publish {@link ParticipationEvent.Joined}.
 */
public record PeopleAdded(long exchangeId) {}
