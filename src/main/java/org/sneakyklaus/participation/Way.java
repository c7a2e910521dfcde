package org.sneakyklaus.participation;

/** How a participant takes part and is reached. The names are stored. */
public enum Way {
    /** By links sent to their email address. */
    EMAIL,
    /** On the page of another participant of the same exchange, their guardian. */
    GUARDIAN,
    /** By a personal link, printed or sent in a chat, and a word that they choose. */
    LINK,
    /** By the account of an organiser, who opens their page from the exchange's. */
    ACCOUNT
}
