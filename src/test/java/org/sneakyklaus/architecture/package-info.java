/** What keeps the house one: who may know whom, and what every page and text must be. */
@NullMarked
package org.sneakyklaus.architecture;

import org.jspecify.annotations.NullMarked;
