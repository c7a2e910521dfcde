package org.sneakyklaus.participation;

/**
 * What happened to a participant, in ids; published within the transaction that does it. An {@code occasion} tells two
 * happenings of the same kind apart, so that each is written about once.
 */
public sealed interface ParticipationEvent {

    long exchangeId();

    long participantId();

    /** Somebody typed an address that is to be confirmed. */
    record Registered(long exchangeId, long participantId, String occasion) implements ParticipationEvent {}

    /** The organiser wants somebody to be written to, who is to confirm their address. */
    record Invited(long exchangeId, long participantId, String occasion) implements ParticipationEvent {}

    /** Somebody registered by themselves: published beside {@link Registered}, which a correction publishes, too. */
    record Joined(long exchangeId, long participantId, String occasion) implements ParticipationEvent {}

    /**
     * Somebody asked for a link to sign in.
     *
     * @param browserHash the hash of the secret of the browser that takes a code, too; empty when none does
     */
    record SignInAsked(long exchangeId, long participantId, String occasion, String browserHash)
            implements ParticipationEvent {}

    /** Somebody asked for links to all of their exchanges; the participant is one of those with the address. */
    record FindAsked(long exchangeId, long participantId, String occasion) implements ParticipationEvent {}

    /** A participant wants to be written to at another address, which must be confirmed from there. */
    record AddressChangeAsked(long exchangeId, long participantId, String newAddress, String occasion)
            implements ParticipationEvent {}

    /** A participant is written to at another address from now on. */
    record AddressChanged(long exchangeId, long participantId) implements ParticipationEvent {}

    /** A participant withdrew. */
    record Withdrawn(long exchangeId, long participantId, String occasion) implements ParticipationEvent {}

    /** The organiser removed a participant. */
    record Removed(long exchangeId, long participantId, String occasion) implements ParticipationEvent {}

    /** A participant's row is about to go, with everything that hangs on it. */
    record Erased(long exchangeId, long participantId) implements ParticipationEvent {}

    /** A participant asks the organiser to be let out. */
    record LeaveAsked(long exchangeId, long participantId, String occasion) implements ParticipationEvent {}
}
