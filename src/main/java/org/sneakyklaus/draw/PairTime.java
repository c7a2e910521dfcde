package org.sneakyklaus.draw;

import java.time.Instant;

/**
 * One draw in a series of exchanges.
 *
 * @param drawnAt the creation time of the pairing's rows, the same for all of them
 */
record PairTime(String seriesId, Instant drawnAt) {}
