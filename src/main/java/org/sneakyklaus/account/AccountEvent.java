package org.sneakyklaus.account;

/**
 * What happened to the admin's account; published within the transaction that does it. An {@code occasion} tells two
 * happenings of the same kind apart, so that each is written about once.
 */
public sealed interface AccountEvent {

    String occasion();

    /** Somebody who knows the admin's address asked for a new password. */
    record PasswordResetAsked(String occasion) implements AccountEvent {}

    /** An address is to be confirmed by a link that is sent there. */
    record AddressToConfirm(String address, String occasion) implements AccountEvent {}

    /** The admin wants to move to another address. */
    record MoveAsked(String presentAddress, String occasion) implements AccountEvent {}
}
