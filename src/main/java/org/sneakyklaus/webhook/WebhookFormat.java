package org.sneakyklaus.webhook;

import java.util.Locale;

/** How an endpoint wants its messages. The names are stored. */
public enum WebhookFormat {
    /** Signed JSON by the Standard Webhooks specification. */
    STANDARD,
    /** The text alone, as Slack's incoming webhooks take it, and Mattermost, Rocket.Chat and Discord. */
    SLACK,
    /** Plain text with a title. */
    NTFY;

    /** Returns the name that forms send. */
    public String type() {
        return name().toLowerCase(Locale.ROOT);
    }
}
