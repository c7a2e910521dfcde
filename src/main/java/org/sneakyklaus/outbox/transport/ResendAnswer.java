package org.sneakyklaus.outbox.transport;

import java.time.Duration;
import java.util.Optional;

/** An answer of Resend, with the wait it asks for. */
record ResendAnswer(int code, String body, Optional<Duration> retryAfter) {

    boolean isSuccessful() {
        return code >= 200 && code < 300;
    }
}
