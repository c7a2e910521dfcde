package org.sneakyklaus.account;

/**
 * An event about the admin's account; published within the transaction that causes it. An {@code occasion}
 * distinguishes two events of the same kind, so that each gets its own email.
 */
public sealed interface AccountEvent {

    String occasion();

    /** Someone who knows the admin's address asked for a new password. */
    record PasswordResetAsked(String occasion) implements AccountEvent {}

    /** An address must be confirmed by a link that is sent there. */
    record AddressToConfirm(String address, String occasion) implements AccountEvent {}

    /** A session of the admin has ended on request, or all have, or all but the one that asked for that. */
    record OthersSignedOut(String occasion) implements AccountEvent {}

    /** The admin asked to change their address. */
    record MoveAsked(String presentAddress, String occasion) implements AccountEvent {}
}
