/** The admin's buttons for drawing names. */
@NullMarked
package org.sneakyklaus.draw.web;

import org.jspecify.annotations.NullMarked;
