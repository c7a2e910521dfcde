package org.sneakyklaus.participation;

import java.util.Optional;
import org.sneakyklaus.exchange.ExchangeHistory;
import org.sneakyklaus.support.EmailAddress;

/**
 * An event about a participant, in ids; published within the transaction that causes it. An {@code occasion}
 * distinguishes two events of the same kind, so that each gets its own email. Several people that the organiser adds
 * at once are one {@link PeopleAdded}.
 */
public sealed interface ParticipationEvent {

    long exchangeId();

    long participantId();

    /**
     * An address was entered that is to be confirmed.
     *
     * @param browserHash as of {@link SignInAsked}
     */
    record ConfirmationRequested(long exchangeId, long participantId, String occasion, String browserHash)
            implements ParticipationEvent {}

    /** The organiser wants a participant to be emailed, to confirm their address. */
    record Invited(long exchangeId, long participantId, String occasion) implements ParticipationEvent {}

    /** A participant registered; published beside {@link ConfirmationRequested}, which a correction publishes, too. */
    record Joined(long exchangeId, long participantId, String occasion) implements ParticipationEvent {}

    /** Someone else made this participant the guardian of people. */
    record GuardianChosen(long exchangeId, long participantId, String occasion) implements ParticipationEvent {}

    /**
     * A participant asked for a sign-in link.
     *
     * @param browserHash the hash of the secret of the browser that also accepts a code; empty if there is none
     */
    record SignInAsked(long exchangeId, long participantId, String occasion, String browserHash)
            implements ParticipationEvent {}

    /** Someone asked for links to all of their exchanges; the participant is one of those with the address. */
    record FindAsked(long exchangeId, long participantId, String occasion) implements ParticipationEvent {}

    /** A participant wants to change their address; the new one must be confirmed from there. */
    record AddressChangeAsked(long exchangeId, long participantId, String newAddress, String occasion)
            implements ParticipationEvent {}

    /** A participant confirmed their address. */
    record Confirmed(long exchangeId, long participantId) implements ParticipationEvent {}

    /** A participant wants to be invited next time. */
    record InvitationWanted(long exchangeId, long participantId) implements ParticipationEvent {}

    /** The name or the ideas of a participant are replaced by others. */
    record TextReplaced(long exchangeId, long participantId) implements ParticipationEvent {

        /** Returns the event for details that replace those of a participant; empty if nothing is lost. */
        static Optional<TextReplaced> by(ProfileDetails next, Participant participant) {
            return participant.losesTextTo(next)
                    ? Optional.of(new TextReplaced(participant.exchangeId(), participant.id()))
                    : Optional.empty();
        }
    }

    /** A participant's address has changed. */
    record AddressChanged(long exchangeId, long participantId) implements ParticipationEvent {}

    /** A change of address that was asked for no longer counts: another person may have asked for it. */
    record AddressChangeRevoked(long exchangeId, long participantId) implements ParticipationEvent {}

    /** A change to another address than this one, asked for before, no longer counts: the participant thought again. */
    record AddressChangeReplaced(long exchangeId, long participantId, EmailAddress newAddress)
            implements ParticipationEvent {}

    /** A participant left. */
    record Withdrawn(long exchangeId, long participantId, String occasion) implements ParticipationEvent {}

    /** The organiser removed a participant. */
    record Removed(long exchangeId, long participantId, String occasion) implements ParticipationEvent {}

    /** A participant's row is about to be deleted, with everything that depends on it. */
    record Erased(long exchangeId, long participantId) implements ParticipationEvent {}

    /**
     * Something that everyone must know happened to how a participant is reached.
     *
     * @param kind as in the history
     */
    record WayChanged(long exchangeId, long participantId, ExchangeHistory.Kind kind, String occasion)
            implements ParticipationEvent {}

    /** A participant asked to leave. */
    record LeaveAsked(long exchangeId, long participantId, String occasion) implements ParticipationEvent {}
}
