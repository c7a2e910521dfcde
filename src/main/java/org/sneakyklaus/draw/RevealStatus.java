package org.sneakyklaus.draw;

/**
 * What a giver knows of their draw.
 *
 * @param taken whether they have looked since the last draw or adjustment
 * @param adjustment what the last adjustment means for them, until they look
 */
public record RevealStatus(boolean taken, Adjustment adjustment) {

    static final RevealStatus NONE = new RevealStatus(false, Adjustment.NONE);
}
