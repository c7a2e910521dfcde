/** The container image, as operators run it. */
@NullMarked
package org.sneakyklaus.image;

import org.jspecify.annotations.NullMarked;
