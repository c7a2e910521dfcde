package org.sneakyklaus.operation.command;

/** A command cannot do what was asked; the message is for the operator. */
public final class CommandException extends RuntimeException {

    public CommandException(String message) {
        super(message);
    }
}
