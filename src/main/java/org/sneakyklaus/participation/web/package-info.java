/** The pages on which people join, sign in and leave, and the admin's forms about them. */
@NullMarked
package org.sneakyklaus.participation.web;

import org.jspecify.annotations.NullMarked;
