package org.sneakyklaus.outbox.transport;

import com.resend.core.net.AbstractHttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What Resend answered, with how long it asks to wait, which the SDK would not tell. */
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
