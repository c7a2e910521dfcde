package org.sneakyklaus.support;

import org.springframework.core.NestedExceptionUtils;

/** Describes a failure by what broke and where, for pages and tables. */
public final class FailurePlace {

    private FailurePlace() {}

    /** Describes a failure without the exception's message, which may quote a name, an address or a token. */
    public static String of(Throwable failure) {
        var cause = NestedExceptionUtils.getMostSpecificCause(failure);
        var place = cause.getStackTrace().length == 0 ? "" : " at " + cause.getStackTrace()[0];
        return cause.getClass().getSimpleName() + place;
    }
}
