package org.sneakyklaus.support;

import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.validation.Errors;

/** Signals a request that came too late: what it builds on has changed. Becomes 409 and the page as it is now. */
public final class ConflictException extends RuntimeException {

    private final String key;
    private final Object[] arguments;

    public ConflictException(String key, Object... arguments) {
        super(key);
        this.key = key;
        this.arguments = arguments;
    }

    /** Adds the text to a form's errors, for a page that keeps what was typed. */
    public void rejectIn(Errors errors) {
        errors.reject(key, arguments, null);
    }

    /** Returns the text to show, to be resolved in the reader's language. */
    public DefaultMessageSourceResolvable message() {
        return new DefaultMessageSourceResolvable(new String[] {key}, arguments);
    }
}
