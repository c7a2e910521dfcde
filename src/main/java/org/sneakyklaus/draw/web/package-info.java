/** The admin's forms for the draw. */
@NullMarked
package org.sneakyklaus.draw.web;

import org.jspecify.annotations.NullMarked;
