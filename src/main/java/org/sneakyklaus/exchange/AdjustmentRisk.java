package org.sneakyklaus.exchange;

import java.util.Collection;
import java.util.Comparator;

/** What adjusting a draw means for its secret until names are drawn again. Told from people and rules alone. */
public enum AdjustmentRisk {
    /** Nobody joined, and the rules left enough choice. */
    NONE,
    /** Somebody joined: whoever gives to them now knows whom they gave to before, and so whom the newcomer gives to. */
    JOINED,
    /** One who joined has rules of their own: where they were put tells a little of those whom the rules name. */
    JOINED_WITH_RULES,
    /** The rules left so little choice, or so many joined with rules, that the pairing may be worked out. */
    NO_CHOICE;

    /** What several adjustments mean together: any other beside that of a newcomer with rules tells too much. */
    static AdjustmentRisk of(Collection<AdjustmentRisk> adjustments) {
        return adjustments.size() > 1 && adjustments.contains(JOINED_WITH_RULES)
                ? NO_CHOICE
                : adjustments.stream().max(Comparator.naturalOrder()).orElse(NONE);
    }
}
