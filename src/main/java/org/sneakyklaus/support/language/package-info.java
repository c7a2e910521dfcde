/** The supported languages, and texts with their plurals. */
@NullMarked
package org.sneakyklaus.support.language;

import org.jspecify.annotations.NullMarked;
