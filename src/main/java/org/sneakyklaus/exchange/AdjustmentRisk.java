package org.sneakyklaus.exchange;

import java.util.Collection;
import java.util.Comparator;

/** How far adjusting a draw weakens its secret until names are drawn again, judged from people and exclusions alone. */
public enum AdjustmentRisk {
    /** No one joined, and the exclusions left enough choice. */
    NONE,
    /** Someone joined: the person who draws them now remembers an earlier name, which is now the newcomer's. */
    JOINED,
    /** A newcomer has exclusions: their position reveals a little about the people named in these. */
    JOINED_WITH_RULES,
    /** The exclusions left so little choice, or so many joined with exclusions, that the pairings may be worked out. */
    NO_CHOICE;

    /**
     * Combines the risks of several adjustments: any other one, beside that of a newcomer with exclusions, reveals too
     * much.
     */
    static AdjustmentRisk of(Collection<AdjustmentRisk> adjustments) {
        return adjustments.size() > 1 && adjustments.contains(JOINED_WITH_RULES)
                ? NO_CHOICE
                : adjustments.stream().max(Comparator.naturalOrder()).orElse(NONE);
    }
}
