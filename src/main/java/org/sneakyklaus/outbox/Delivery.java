package org.sneakyklaus.outbox;

/** What the provider told of an e-mail after it had accepted it. The names are stored. */
public enum Delivery {
    DELIVERED,
    /** It came back. */
    BOUNCED,
    /** Its recipient said that it is spam. */
    COMPLAINED
}
