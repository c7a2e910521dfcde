package org.sneakyklaus.webhook.resend;

import org.sneakyklaus.support.settings.Requirements;
import org.sneakyklaus.support.settings.Variable;
import org.sneakyklaus.webhook.WebhookSignature;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The secret that Resend signs its events with.
 *
 * @param webhookSecret the signing secret of a Resend webhook, as shown there. If unset, reports about delivery are
 *     refused
 */
@ConfigurationProperties("klaus.resend")
record ResendWebhookSecret(@DefaultValue("") String webhookSecret) {

    ResendWebhookSecret {
        webhookSecret = webhookSecret.strip();
        new Requirements()
                .that(webhookSecret.isEmpty() || isSecret(webhookSecret), Variable.RESEND_WEBHOOK_SECRET)
                .check();
    }

    boolean isConfigured() {
        return !webhookSecret.isEmpty();
    }

    byte[] key() {
        return WebhookSignature.key(webhookSecret);
    }

    @Override
    public String toString() {
        return "ResendWebhookSecret[***]";
    }

    private static boolean isSecret(String text) {
        try {
            return WebhookSignature.key(text).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
