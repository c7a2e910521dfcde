package org.sneakyklaus.outbox;

/** What the provider reported about an email after accepting it. The names are stored. */
public enum Delivery {
    DELIVERED,
    /** The email bounced. */
    BOUNCED,
    /** The recipient marked it as spam. */
    COMPLAINED
}
