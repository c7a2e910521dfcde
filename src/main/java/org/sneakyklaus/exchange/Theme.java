package org.sneakyklaus.exchange;

/** The occasion that an exchange's pages are dressed for. */
public enum Theme {
    CHRISTMAS,
    WINTER,
    BIRTHDAY,
    PLAIN
}
