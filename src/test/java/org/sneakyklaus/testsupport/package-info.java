/** What the tests share: the whole application on either database, its clock, and things to begin with. */
@NullMarked
package org.sneakyklaus.testsupport;

import org.jspecify.annotations.NullMarked;
