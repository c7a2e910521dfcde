package org.sneakyklaus.participation;

import org.jspecify.annotations.Nullable;

/**
 * A participant in the list that everyone sees.
 *
 * @param guardian the name of the participant who looks after them, or null
 */
public record ListedName(String name, @Nullable String guardian, Way way) {}
