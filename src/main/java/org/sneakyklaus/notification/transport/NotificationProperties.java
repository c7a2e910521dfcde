package org.sneakyklaus.notification.transport;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * How e-mails leave.
 *
 * @param mail the transport that was asked for, or blank when none was
 * @param mailFrom the sender of every e-mail, with or without a name
 */
@ConfigurationProperties("klaus")
record NotificationProperties(
        @DefaultValue("") String mail,
        @DefaultValue(DEFAULT_SENDER) String mailFrom) {

    static final String CAPTURE = "capture";
    private static final String DEFAULT_SENDER = "Sneaky Klaus <klaus@localhost>";

    NotificationProperties {
        mail = mail.strip();
        Assert.isTrue(
                mail.isEmpty() || mail.equals(CAPTURE),
                "KLAUS_MAIL must be capture (every e-mail is kept under KLAUS_DATA) or left out");
        mailFrom = mailFrom.isBlank() ? DEFAULT_SENDER : mailFrom.strip();
        parsed(mailFrom);
    }

    /** Whether somebody chose the transport, rather than that it is the default. */
    boolean isChosen() {
        return !mail.isEmpty();
    }

    InternetAddress sender() {
        return parsed(mailFrom);
    }

    private static InternetAddress parsed(String mailFrom) {
        try {
            var address = new InternetAddress(mailFrom, true);
            return new InternetAddress(address.getAddress(), address.getPersonal(), "UTF-8");
        } catch (AddressException | UnsupportedEncodingException e) {
            throw new IllegalArgumentException(
                    "KLAUS_MAIL_FROM must be an e-mail address, for example Klaus <klaus@example.org>", e);
        }
    }
}
