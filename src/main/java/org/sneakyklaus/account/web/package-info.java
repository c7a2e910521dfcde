/** The pages on which the admin is set up and signs in. */
@NullMarked
package org.sneakyklaus.account.web;

import org.jspecify.annotations.NullMarked;
