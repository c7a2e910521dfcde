package org.sneakyklaus.notification.transport;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.settings.Variable;
import org.sneakyklaus.support.settings.WrongSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How e-mails leave.
 *
 * @param mail how e-mails leave: resend, smtp, or capture, which sends nothing and keeps them in the data folder instead.
 *     Left out, it is resend or smtp, whichever is configured, else capture. With both configured it must be named. Where
 *     the public URL is not of this machine, registration can be opened only when mail is sent or capture was asked for
 * @param mailFrom the sender of every e-mail, with or without a name; required with Resend and SMTP
 * @param mailReplyTo where answers go, if not to the sender
 * @param mailRate how many e-mails each process sends in a second, at most
 * @param mailDailyLimit how many are sent on a day in UTC, at most; a tenth of them is kept for links to sign in
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
     * @param apiKey the key of an account at Resend
     * @param baseUrl where Resend is reached
     */
    record Resend(
            @DefaultValue("") String apiKey,
            @DefaultValue("https://api.resend.com") URI baseUrl) {

        Resend {
            apiKey = apiKey.strip();
            WrongSettings.unless(apiKey.chars().allMatch(c -> c > ' ' && c < 0x7f), Variable.RESEND_API_KEY);
            WrongSettings.unless(
                    ("https".equals(baseUrl.getScheme()) || "http".equals(baseUrl.getScheme()))
                            && baseUrl.getHost() != null,
                    Variable.RESEND_BASE_URL);
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
        WrongSettings.unless(
                transport.equals(CAPTURE) || !mailFrom.isEmpty(),
                Variable.KLAUS_MAIL_FROM,
                "is required to send e-mails");
        WrongSettings.unless(mailRate > 0 && mailRate <= MAX_RATE, Variable.KLAUS_MAIL_RATE);
        WrongSettings.unless(mailDailyLimit == null || mailDailyLimit > 0, Variable.KLAUS_MAIL_DAILY_LIMIT);
        mailFrom = mailFrom.isEmpty() ? CAPTURED_SENDER : mailFrom;
        parsed(Variable.KLAUS_MAIL_FROM, mailFrom);
        if (!mailReplyTo.isEmpty()) {
            parsed(Variable.KLAUS_MAIL_REPLY_TO, mailReplyTo);
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
        return parsed(Variable.KLAUS_MAIL_FROM, mailFrom);
    }

    Optional<InternetAddress> replyTo() {
        return mailReplyTo.isEmpty()
                ? Optional.empty()
                : Optional.of(parsed(Variable.KLAUS_MAIL_REPLY_TO, mailReplyTo));
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
                WrongSettings.unless(hasResend, Variable.RESEND_API_KEY, "is required with KLAUS_MAIL=resend");
                yield RESEND;
            }
            case SMTP -> {
                WrongSettings.unless(hasSmtp, Variable.SPRING_MAIL_HOST, "is required with KLAUS_MAIL=smtp");
                yield SMTP;
            }
            case "" -> {
                WrongSettings.unless(
                        !hasResend || !hasSmtp,
                        Variable.KLAUS_MAIL,
                        "must choose between RESEND_API_KEY and SPRING_MAIL_HOST, which are both set");
                yield hasResend ? RESEND : hasSmtp ? SMTP : CAPTURE;
            }
            default -> throw new WrongSettings(Variable.KLAUS_MAIL);
        };
    }

    private static InternetAddress parsed(Variable variable, String text) {
        try {
            var address = new InternetAddress(text, true);
            var name = address.getPersonal();
            return new InternetAddress(address.getAddress(), name == null ? null : MailHeaders.name(name), "UTF-8");
        } catch (AddressException | UnsupportedEncodingException e) {
            throw new WrongSettings(variable);
        }
    }
}
