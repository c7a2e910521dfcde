/** The ways in which an e-mail leaves; they know the finished message and nothing else. */
@NullMarked
@NamedInterface("transport")
package org.sneakyklaus.outbox.transport;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
