package org.sneakyklaus.outbox.transport;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.settings.Requirements;
import org.sneakyklaus.support.settings.Variable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for sending emails.
 *
 * @param mail how emails are sent: resend, smtp, or capture, which sends nothing and keeps them in the data folder
 *     instead. If unset: resend or smtp, whichever is configured, else capture. Required if both are configured. Unless
 *     the public URL is on this machine, registration can be opened only if emails are sent, capture was chosen, or
 *     personal links are for anyone
 * @param mailFrom the sender of every email, with or without a name; required with Resend and SMTP
 * @param mailReplyTo where replies go, if not to the sender
 * @param mailRate maximum number of emails each process sends per second
 * @param mailDailyLimit maximum number of emails sent per day (UTC); a tenth of them is reserved for sign-in links
 * @param smtpHost the configured SMTP server, or blank
 */
@ConfigurationProperties("klaus")
record MailSettings(
        @DefaultValue("") String mail,
        @DefaultValue("") String mailFrom,
        @DefaultValue("") String mailReplyTo,
        @DefaultValue("2") double mailRate,
        @Nullable Integer mailDailyLimit,
        @DefaultValue Resend resend,
        @DefaultValue("") String smtpHost) {

    static final String CAPTURE = CapturedMails.TRANSPORT;
    static final String RESEND = "resend";
    static final String SMTP = "smtp";
    static final String CAPTURED_SENDER = "Sneaky Klaus <klaus@localhost>";
    private static final Set<String> WAYS = Set.of(CAPTURE, RESEND, SMTP);
    private static final int MAX_RATE = 1000;

    /**
     * The account at Resend.
     *
     * @param apiKey the API key of the Resend account
     * @param baseUrl the base URL of Resend
     */
    record Resend(
            @DefaultValue("") String apiKey,
            @DefaultValue("https://api.resend.com") URI baseUrl) {

        Resend {
            apiKey = apiKey.strip();
        }

        private boolean hasReadableKey() {
            return apiKey.chars().allMatch(c -> c > ' ' && c < 0x7f);
        }

        private boolean hasAddress() {
            return ("https".equals(baseUrl.getScheme()) || "http".equals(baseUrl.getScheme()))
                    && baseUrl.getHost() != null;
        }

        @Override
        public String toString() {
            return "***";
        }
    }

    MailSettings {
        mail = mail.strip();
        smtpHost = smtpHost.strip();
        mailFrom = mailFrom.strip();
        mailReplyTo = mailReplyTo.strip();
        var hasResend = !resend.apiKey().isEmpty();
        var hasSmtp = !smtpHost.isEmpty();
        var sends = !chosen(mail, resend, smtpHost).equals(CAPTURE);
        new Requirements()
                .that(mail.isEmpty() || WAYS.contains(mail), Variable.KLAUS_MAIL)
                .that(
                        !mail.isEmpty() || !hasResend || !hasSmtp,
                        Variable.KLAUS_MAIL,
                        "must choose between RESEND_API_KEY and SPRING_MAIL_HOST, which are both set")
                .that(hasResend || !mail.equals(RESEND), Variable.RESEND_API_KEY, "is required with KLAUS_MAIL=resend")
                .that(hasSmtp || !mail.equals(SMTP), Variable.SPRING_MAIL_HOST, "is required with KLAUS_MAIL=smtp")
                .that(resend.hasReadableKey(), Variable.RESEND_API_KEY)
                .that(resend.hasAddress(), Variable.RESEND_BASE_URL)
                .that(!mailFrom.isEmpty() || !sends, Variable.KLAUS_MAIL_FROM, "is required to send emails")
                .that(mailFrom.isEmpty() || parsed(mailFrom).isPresent(), Variable.KLAUS_MAIL_FROM)
                .that(mailReplyTo.isEmpty() || parsed(mailReplyTo).isPresent(), Variable.KLAUS_MAIL_REPLY_TO)
                .that(mailRate > 0 && mailRate <= MAX_RATE, Variable.KLAUS_MAIL_RATE)
                .that(mailDailyLimit == null || mailDailyLimit > 0, Variable.KLAUS_MAIL_DAILY_LIMIT)
                .check();
        mailFrom = mailFrom.isEmpty() ? CAPTURED_SENDER : mailFrom;
    }

    /** Returns the name of the transport to use. */
    String transport() {
        return chosen(mail, resend, smtpHost);
    }

    /** Returns whether the transport was chosen explicitly, not by default. */
    boolean isChosen() {
        return !mail.isEmpty();
    }

    InternetAddress sender() {
        return parsed(mailFrom).orElseThrow();
    }

    Optional<InternetAddress> replyTo() {
        return parsed(mailReplyTo);
    }

    @Override
    public String toString() {
        return "MailSettings[" + transport() + "]";
    }

    private static String chosen(String mail, Resend resend, String smtpHost) {
        if (!mail.isEmpty()) {
            return mail;
        }
        return !resend.apiKey().isEmpty() ? RESEND : !smtpHost.isEmpty() ? SMTP : CAPTURE;
    }

    private static Optional<InternetAddress> parsed(String text) {
        try {
            var address = new InternetAddress(text, true);
            var name = address.getPersonal();
            return Optional.of(
                    new InternetAddress(address.getAddress(), name == null ? null : MailHeaders.name(name), "UTF-8"));
        } catch (AddressException | UnsupportedEncodingException e) {
            return Optional.empty();
        }
    }
}
