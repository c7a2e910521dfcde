package org.sneakyklaus.webhook;

import java.util.Base64;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * What Resend signs its news with.
 *
 * @param webhookSecret as Resend shows it; blank where no news are taken
 */
@ConfigurationProperties("klaus.resend")
record WebhookSecret(@DefaultValue("") String webhookSecret) {

    private static final String PREFIX = "whsec_";

    WebhookSecret {
        webhookSecret = webhookSecret.strip();
        Assert.isTrue(
                webhookSecret.isEmpty() || isSecret(webhookSecret),
                "RESEND_WEBHOOK_SECRET must be the signing secret that Resend shows, which begins with " + PREFIX);
    }

    boolean isConfigured() {
        return !webhookSecret.isEmpty();
    }

    byte[] key() {
        return decoded(webhookSecret);
    }

    @Override
    public String toString() {
        return "WebhookSecret[***]";
    }

    private static boolean isSecret(String text) {
        try {
            return text.startsWith(PREFIX) && decoded(text).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] decoded(String text) {
        return Base64.getDecoder().decode(text.substring(PREFIX.length()));
    }
}
