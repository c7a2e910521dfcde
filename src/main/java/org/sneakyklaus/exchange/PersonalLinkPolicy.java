package org.sneakyklaus.exchange;

/** Who may take part in an exchange by a personal link instead of an email address. The names are stored. */
public enum PersonalLinkPolicy {
    NONE,
    /** Those the organiser makes a link for. */
    ORGANISER,
    /** Also those who make one for themselves when they join. */
    ANYBODY
}
