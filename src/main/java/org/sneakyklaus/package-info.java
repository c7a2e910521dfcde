/** Sneaky Klaus: a self-hosted web application for gift exchanges. */
@NullMarked
package org.sneakyklaus;

import org.jspecify.annotations.NullMarked;
