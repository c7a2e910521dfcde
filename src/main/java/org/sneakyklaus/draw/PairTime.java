package org.sneakyklaus.draw;

import java.time.Instant;

/** One time that a series of exchanges was drawn: the time of its pairing's rows, which is one for all of them. */
record PairTime(String seriesId, Instant drawnAt) {}
