/** What people meet at the site: its pages and e-mails, tried over HTTP on the whole application. */
@NullMarked
package org.sneakyklaus.journey;

import org.jspecify.annotations.NullMarked;
