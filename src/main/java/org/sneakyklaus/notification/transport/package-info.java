/** The ways in which an e-mail leaves; they know the finished message and nothing else. */
@NullMarked
package org.sneakyklaus.notification.transport;

import org.jspecify.annotations.NullMarked;
