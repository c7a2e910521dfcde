package org.sneakyklaus.job;

import org.jspecify.annotations.Nullable;

/**
 * A run that was missed, and what was done about it.
 *
 * @param madeUpBy the run that caught up on it, or null when none did
 */
public record MissedView(RunView run, @Nullable RunView madeUpBy) {}
