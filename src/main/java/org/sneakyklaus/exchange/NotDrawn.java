package org.sneakyklaus.exchange;

/** Why names were not drawn when registration closed at its date, though that was wanted. The names are stored. */
public enum NotDrawn {
    /** The date of the exchange itself has passed. */
    DATE_PASSED,
    TOO_FEW,
    /** Someone takes part whose address neither they nor the organiser vouched for. */
    UNCONFIRMED,
    /** The exclusions, or the guardians, allow no pairing. */
    IMPOSSIBLE,
    /** The admin has turned off sending emails, so no one would hear of the draw. */
    PAUSED,
    /** The secret key is missing. */
    NO_KEY
}
