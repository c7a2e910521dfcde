package org.sneakyklaus.outbox.transport;

import com.resend.core.net.AbstractHttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An answer of Resend, with the wait it asks for, which the SDK does not expose. */
final class ResendAnswer extends AbstractHttpResponse<String> {

    private final @Nullable Duration retryAfter;

    ResendAnswer(int status, String body, @Nullable Duration retryAfter) {
        super(status, body, status >= 200 && status < 300);
        this.retryAfter = retryAfter;
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
