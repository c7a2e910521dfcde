/** How fast the draw is, and the jobs, each beside the barest statement that does the same: docs/performance.md. */
@NullMarked
package org.sneakyklaus.benchmark;

import org.jspecify.annotations.NullMarked;
