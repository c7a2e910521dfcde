package org.sneakyklaus.webhook.resend;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.sneakyklaus.webhook.WebhookSignature;
import org.springframework.stereotype.Component;

/**
 * Verifies that Resend sent a request, by the headers that its delivery service Svix adds.
 *
 * @see <a href="https://docs.svix.com/receiving/verifying-payloads/how-manual">How it is verified</a>
 */
@Component
class ResendSignature {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");

    private final ResendWebhookSecret secret;
    private final Clock clock;

    ResendSignature(ResendWebhookSecret secret, Clock clock) {
        this.secret = secret;
        this.clock = clock;
    }

    /** Returns whether a secret is configured. */
    boolean isConfigured() {
        return secret.isConfigured();
    }

    /**
     * Returns whether one of the signatures is valid and the request is recent.
     *
     * @param timestamp seconds since 1970
     * @param signatures separated by spaces: two while the secret is being changed
     */
    boolean fits(String id, String timestamp, String signatures, byte[] body) {
        return isOfNow(timestamp) && isSigned(id, timestamp, signatures, body);
    }

    private boolean isOfNow(String timestamp) {
        return SECONDS.matcher(timestamp).matches()
                && Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), clock.instant())
                                .abs()
                                .compareTo(TOLERANCE)
                        <= 0;
    }

    private boolean isSigned(String id, String timestamp, String signatures, byte[] body) {
        var expected = WebhookSignature.sign(secret.key(), id, timestamp, body).getBytes(StandardCharsets.UTF_8);
        var fits = false;
        for (var signature : signatures.split(" ", -1)) {
            // Constant time, so an almost correct signature takes as long as any other.
            fits |= MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
        }
        return fits;
    }
}
