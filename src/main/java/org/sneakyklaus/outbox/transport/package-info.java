/** The ways to send or capture an email; they know the finished message and nothing else. */
@NullMarked
@NamedInterface("transport")
package org.sneakyklaus.outbox.transport;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
