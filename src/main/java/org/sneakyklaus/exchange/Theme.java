package org.sneakyklaus.exchange;

/** The occasion that themes an exchange's pages. */
public enum Theme {
    CHRISTMAS,
    WINTER,
    BIRTHDAY,
    PLAIN
}
