/** The languages of the product, and its texts with the plurals of each. */
@NullMarked
package org.sneakyklaus.support.language;

import org.jspecify.annotations.NullMarked;
