/** The pages for setting up, signing in and the settings of the admin. */
@NullMarked
package org.sneakyklaus.account.web;

import org.jspecify.annotations.NullMarked;
