/** The admin's forms for who must not draw whom. */
@NullMarked
package org.sneakyklaus.exclusion.web;

import org.jspecify.annotations.NullMarked;
