/** The variables that an installation is set up by: their names, files to read them from, and what is said of wrong ones. */
@NullMarked
package org.sneakyklaus.support.settings;

import org.jspecify.annotations.NullMarked;
