package org.sneakyklaus.draw;

/**
 * What a giver knows of their draw.
 *
 * @param taken whether they have looked since the last draw or mend
 * @param adjustment what the last mend means for them, until they look
 */
public record Look(boolean taken, Adjustment adjustment) {

    static final Look NONE = new Look(false, Adjustment.NONE);
}
