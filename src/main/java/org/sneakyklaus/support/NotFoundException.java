package org.sneakyklaus.support;

/** What was asked for does not exist, or not for the one who asks. Becomes 404. */
public final class NotFoundException extends RuntimeException {

    public NotFoundException(String what) {
        super(what);
    }
}
