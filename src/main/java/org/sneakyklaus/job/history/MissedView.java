package org.sneakyklaus.job.history;

import org.jspecify.annotations.Nullable;

/**
 * A missed run and its catch-up.
 *
 * @param madeUpBy the catch-up run, or null if there was none
 */
public record MissedView(RunView run, @Nullable RunView madeUpBy) {}
