package org.sneakyklaus.outbox.transport;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Configurations for tests. */
final class Settings {

    static final String KEY = ResendServer.KEY;
    static final String FROM = "Sneaky Klaus <klaus@example.org>";
    private static final URI RESEND = URI.create("https://api.resend.com");

    private Settings() {}

    static MailSettings capture() {
        return of("", "", "", "", null);
    }

    static MailSettings resend(URI baseUrl) {
        return new MailSettings("resend", FROM, "orga@example.org", 2, null, new MailSettings.Resend(KEY, baseUrl), "");
    }

    static MailSettings smtp() {
        return of("smtp", FROM, "", "127.0.0.1", null);
    }

    static MailSettings of(String mail, String from, String apiKey, String smtpHost, @Nullable Integer dailyLimit) {
        return new MailSettings(mail, from, "", 2, dailyLimit, new MailSettings.Resend(apiKey, RESEND), smtpHost);
    }
}
