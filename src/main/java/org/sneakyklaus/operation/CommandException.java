package org.sneakyklaus.operation;

/** A command cannot do what was asked; the message is for the operator. */
final class CommandException extends RuntimeException {

    CommandException(String message) {
        super(message);
    }
}
