/** The forms with which the admin creates and edits an exchange, and the buttons that move it on. */
@NullMarked
package org.sneakyklaus.exchange.web;

import org.jspecify.annotations.NullMarked;
