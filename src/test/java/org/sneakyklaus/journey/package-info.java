/** Whole stories, and what is true of all pages, tried over HTTP. A single rule is tested beside its class. */
@NullMarked
package org.sneakyklaus.journey;

import org.jspecify.annotations.NullMarked;
