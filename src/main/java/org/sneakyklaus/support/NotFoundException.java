package org.sneakyklaus.support;

/** Signals that something does not exist, or not for this user. Becomes 404. */
public final class NotFoundException extends RuntimeException {

    public NotFoundException(String what) {
        super(what);
    }
}
