package org.sneakyklaus.operation.check;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sneakyklaus.outbox.MailAnswer;
import org.sneakyklaus.outbox.MailConnectionCheck;
import org.sneakyklaus.support.MailCapture;
import org.springframework.context.MessageSource;

/** Checks whether emails can be sent. */
final class MailDiagnostic implements Diagnostic {

    private static final String MAIL = "email";

    private final MailConnectionCheck connection;
    private final MailCapture capture;
    private final MessageSource messages;

    MailDiagnostic(MailConnectionCheck connection, MailCapture capture, MessageSource messages) {
        this.connection = connection;
        this.capture = capture;
        this.messages = messages;
    }

    @Override
    public List<Finding> findings() {
        var answer = connection.knock();
        if (!answer.accepted()) {
            return List.of(Finding.error(MAIL, words(answer)));
        }
        if (!capture.active()) {
            return List.of(Finding.ok(MAIL, "Emails are sent by " + connection.way() + ", which accepts the sign-in"));
        }
        return List.of(
                capture.wanted()
                        ? Finding.ok(MAIL, "Emails are captured in the data folder, not sent")
                        : Finding.warning(
                                MAIL,
                                "No email can be sent, so only exchanges with personal links for anyone can be opened:"
                                        + " set RESEND_API_KEY or SPRING_MAIL_HOST, or KLAUS_MAIL=capture to capture"
                                        + " emails"));
    }

    private String words(MailAnswer answer) {
        var sentences = text(answer.key(), answer).orElse("Emails cannot be sent.")
                + text(answer.helpKey(), answer).map(help -> " " + help).orElse("");
        return answer.detail().isBlank() ? sentences : sentences + " In detail: " + answer.detail();
    }

    private Optional<String> text(String key, MailAnswer answer) {
        return Optional.ofNullable(messages.getMessage(key, answer.args(), null, Locale.ENGLISH));
    }
}
