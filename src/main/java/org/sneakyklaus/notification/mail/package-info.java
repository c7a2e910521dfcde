/** Which event is written about to whom, and the words of every e-mail. */
@NullMarked
package org.sneakyklaus.notification.mail;

import org.jspecify.annotations.NullMarked;
