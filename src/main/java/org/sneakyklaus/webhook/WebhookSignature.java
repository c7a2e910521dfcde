package org.sneakyklaus.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.sneakyklaus.support.SecretToken;

/**
 * Signatures of webhooks, sent and received.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 *     Webhooks</a>
 */
public final class WebhookSignature {

    static final String PREFIX = "whsec_";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SECRET_BYTES = 32;

    private WebhookSignature() {}

    /** Returns a new random secret, as it is shown and given to libraries. */
    static String newSecret() {
        return PREFIX + Base64.getEncoder().encodeToString(SecretToken.randomBytes(SECRET_BYTES));
    }

    /**
     * Returns the key of a secret.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static byte[] key(String secret) {
        if (!secret.startsWith(PREFIX)) {
            throw new IllegalArgumentException("no such secret");
        }
        return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    }

    /**
     * Returns the signature of a message, as it stands in the header.
     *
     * @param timestamp seconds since 1970
     */
    public static String sign(byte[] key, String id, String timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update((id + '.' + timestamp + '.').getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
