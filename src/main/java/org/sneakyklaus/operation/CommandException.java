package org.sneakyklaus.operation;

/** A command cannot do what it was asked for; the message is for whoever typed it. */
final class CommandException extends RuntimeException {

    CommandException(String message) {
        super(message);
    }
}
