/** What runs left behind: their outcomes, and what of that can be looked up. */
@NullMarked
@NamedInterface("history")
package org.sneakyklaus.job.history;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
