package org.sneakyklaus.outbox.transport;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Configurations for tests. */
final class Settings {

    static final String KEY = ResendServer.KEY;
    static final String FROM = "Sneaky Klaus <klaus@example.org>";
    private static final URI RESEND = URI.create("https://api.resend.com");

    private Settings() {}

    static NotificationProperties capture() {
        return of("", "", "", "", null);
    }

    static NotificationProperties resend(URI baseUrl) {
        return new NotificationProperties(
                "resend", FROM, "orga@example.org", 2, null, new NotificationProperties.Resend(KEY, baseUrl), "");
    }

    static NotificationProperties smtp() {
        return of("smtp", FROM, "", "127.0.0.1", null);
    }

    static NotificationProperties of(
            String mail, String from, String apiKey, String smtpHost, @Nullable Integer dailyLimit) {
        return new NotificationProperties(
                mail, from, "", 2, dailyLimit, new NotificationProperties.Resend(apiKey, RESEND), smtpHost);
    }
}
