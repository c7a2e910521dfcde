/** Draws who gives to whom, from people and forbidden pairs alone: pure Java, with randomness passed in. */
@NullMarked
package org.sneakyklaus.matching;

import org.jspecify.annotations.NullMarked;
