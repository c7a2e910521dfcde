package org.sneakyklaus.webhook;

/** Why an endpoint is paused. The names are stored, and are the last part of a message key. */
public enum PauseReason {
    /** The organiser asked for it. */
    ASKED,
    /** The receiver answered that it is gone (410). */
    GONE,
    /** Nothing was accepted for days. */
    FAILING
}
