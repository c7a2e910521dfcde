/** The pages for joining, signing in and leaving, and the admin's forms for participants. */
@NullMarked
package org.sneakyklaus.participation.web;

import org.jspecify.annotations.NullMarked;
