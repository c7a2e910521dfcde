package org.sneakyklaus.webhook;

import java.util.Base64;
import org.sneakyklaus.support.settings.Requirements;
import org.sneakyklaus.support.settings.Variable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The secret that Resend signs its events with.
 *
 * @param webhookSecret the signing secret of a Resend webhook, as shown there. If unset, reports about delivery are
 *     refused
 */
@ConfigurationProperties("klaus.resend")
record WebhookSecret(@DefaultValue("") String webhookSecret) {

    private static final String PREFIX = "whsec_";

    WebhookSecret {
        webhookSecret = webhookSecret.strip();
        new Requirements()
                .that(webhookSecret.isEmpty() || isSecret(webhookSecret), Variable.RESEND_WEBHOOK_SECRET)
                .check();
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
