package org.sneakyklaus.notification.transport;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * How e-mails leave.
 *
 * @param mail the transport that was asked for, or blank when none was
 * @param mailFrom the sender of every e-mail, with or without a name
 * @param mailReplyTo where answers go, or blank for the sender
 * @param mailRate how many e-mails may leave in a second
 * @param mailDailyLimit how many may leave on a day in UTC, or null for any number
 * @param smtpHost the SMTP server that is configured, or blank
 */
@ConfigurationProperties("klaus")
record NotificationProperties(
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
    private static final int MAX_RATE = 1000;

    /**
     * The account at Resend.
     *
     * @param apiKey blank where there is none
     */
    record Resend(
            @DefaultValue("") String apiKey,
            @DefaultValue("https://api.resend.com") URI baseUrl) {

        Resend {
            apiKey = apiKey.strip();
            Assert.isTrue(
                    apiKey.chars().allMatch(c -> c > ' ' && c < 0x7f),
                    "RESEND_API_KEY must be one line without spaces");
            Assert.isTrue(
                    ("https".equals(baseUrl.getScheme()) || "http".equals(baseUrl.getScheme()))
                            && baseUrl.getHost() != null,
                    "RESEND_BASE_URL must be an https address, for example https://api.resend.com");
        }

        @Override
        public String toString() {
            return "***";
        }
    }

    NotificationProperties {
        mail = mail.strip();
        smtpHost = smtpHost.strip();
        mailFrom = mailFrom.strip();
        mailReplyTo = mailReplyTo.strip();
        var transport = chosen(mail, resend, smtpHost);
        Assert.isTrue(
                transport.equals(CAPTURE) || !mailFrom.isEmpty(),
                "KLAUS_MAIL_FROM is required to send e-mails, for example Klaus <klaus@example.org>");
        Assert.isTrue(
                mailRate > 0 && mailRate <= MAX_RATE, "KLAUS_MAIL_RATE must be more than 0 and at most " + MAX_RATE);
        Assert.isTrue(
                mailDailyLimit == null || mailDailyLimit > 0, "KLAUS_MAIL_DAILY_LIMIT must be at least 1, or left out");
        mailFrom = mailFrom.isEmpty() ? CAPTURED_SENDER : mailFrom;
        parsed("KLAUS_MAIL_FROM", mailFrom);
        if (!mailReplyTo.isEmpty()) {
            parsed("KLAUS_MAIL_REPLY_TO", mailReplyTo);
        }
    }

    /** The name of the transport to use. */
    String transport() {
        return chosen(mail, resend, smtpHost);
    }

    /** Whether somebody chose the transport, rather than that it is the default. */
    boolean isChosen() {
        return !mail.isEmpty();
    }

    InternetAddress sender() {
        return parsed("KLAUS_MAIL_FROM", mailFrom);
    }

    Optional<InternetAddress> replyTo() {
        return mailReplyTo.isEmpty() ? Optional.empty() : Optional.of(parsed("KLAUS_MAIL_REPLY_TO", mailReplyTo));
    }

    @Override
    public String toString() {
        return "NotificationProperties[" + transport() + "]";
    }

    private static String chosen(String mail, Resend resend, String smtpHost) {
        var hasResend = !resend.apiKey().isEmpty();
        var hasSmtp = !smtpHost.isEmpty();
        return switch (mail) {
            case CAPTURE -> CAPTURE;
            case RESEND -> {
                Assert.isTrue(hasResend, "KLAUS_MAIL=resend needs RESEND_API_KEY");
                yield RESEND;
            }
            case SMTP -> {
                Assert.isTrue(hasSmtp, "KLAUS_MAIL=smtp needs SPRING_MAIL_HOST");
                yield SMTP;
            }
            case "" -> {
                Assert.isTrue(
                        !hasResend || !hasSmtp,
                        "RESEND_API_KEY and SPRING_MAIL_HOST are both set: choose by KLAUS_MAIL=resend or KLAUS_MAIL=smtp");
                yield hasResend ? RESEND : hasSmtp ? SMTP : CAPTURE;
            }
            default ->
                throw new IllegalArgumentException(
                        "KLAUS_MAIL must be resend, smtp, capture (every e-mail is kept under KLAUS_DATA) or left out");
        };
    }

    private static InternetAddress parsed(String variable, String text) {
        try {
            var address = new InternetAddress(text, true);
            var name = address.getPersonal();
            return new InternetAddress(address.getAddress(), name == null ? null : MailHeaders.name(name), "UTF-8");
        } catch (AddressException | UnsupportedEncodingException e) {
            throw new IllegalArgumentException(
                    variable + " must be an e-mail address, for example Klaus <klaus@example.org>", e);
        }
    }
}
