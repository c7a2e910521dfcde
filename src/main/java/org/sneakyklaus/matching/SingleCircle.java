package org.sneakyklaus.matching;

/** Whether the rules allow everybody to give along one circle. */
public enum SingleCircle {
    POSSIBLE,
    /** Proven. */
    IMPOSSIBLE,
    /** None was found, and none was ruled out. Deciding it for many people is NP-complete (R. M. Karp 1972). */
    UNKNOWN
}
