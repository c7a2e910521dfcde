/** The admin's forms for creating and editing an exchange, and the buttons that change its state. */
@NullMarked
package org.sneakyklaus.exchange.web;

import org.jspecify.annotations.NullMarked;
