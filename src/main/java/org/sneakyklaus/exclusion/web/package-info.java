/** The admin's forms for exclusions. */
@NullMarked
package org.sneakyklaus.exclusion.web;

import org.jspecify.annotations.NullMarked;
