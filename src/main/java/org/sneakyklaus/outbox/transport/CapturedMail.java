package org.sneakyklaus.outbox.transport;

import java.time.Instant;

/**
 * A captured email in a list.
 *
 * @param name the name of its file
 * @param to the address, with the name if there is one
 */
public record CapturedMail(String name, Instant time, String to, String subject) {

    @Override
    public String toString() {
        return name;
    }
}
