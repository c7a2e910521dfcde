package org.sneakyklaus.operation.check;

import java.util.Locale;

/** One line of the result of {@code check}: the state of an aspect, and what to do about it. */
record Finding(Level level, String subject, String text) {

    /** Severity. */
    enum Level {
        OK,
        /** It works, but needs attention. */
        WARNING,
        ERROR
    }

    static Finding ok(String subject, String text) {
        return new Finding(Level.OK, subject, text);
    }

    static Finding warning(String subject, String text) {
        return new Finding(Level.WARNING, subject, text);
    }

    static Finding error(String subject, String text) {
        return new Finding(Level.ERROR, subject, text);
    }

    boolean isError() {
        return level == Level.ERROR;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%-8s %-14s %s", level.name().toLowerCase(Locale.ROOT), subject, text);
    }
}
