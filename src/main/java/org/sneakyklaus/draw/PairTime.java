package org.sneakyklaus.draw;

import java.time.Instant;

/**
 * One draw in a series of exchanges, as it was remembered.
 *
 * @param drawnAt the creation time of the pairing's rows, the same for all of them
 * @param salt new each time the pairing is remembered; empty for those remembered by early versions
 */
record PairTime(String seriesId, Instant drawnAt, String salt) {}
