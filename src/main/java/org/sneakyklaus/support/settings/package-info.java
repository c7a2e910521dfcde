/** The environment variables: their names, files to read them from, and messages about invalid ones. */
@NullMarked
package org.sneakyklaus.support.settings;

import org.jspecify.annotations.NullMarked;
