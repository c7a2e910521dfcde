package org.sneakyklaus.outbox.transport;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.outbox.transport.SmtpConnection.NotEncrypted;
import org.sneakyklaus.outbox.transport.TransportException.Kind;
import org.sneakyklaus.outbox.transport.TransportException.Reason;

/** Classifies the answers of an SMTP server (RFC 5321): 4xx is temporary, 5xx permanent. */
final class SmtpErrors {

    private static final Pattern CODE = Pattern.compile("^\\s*([45]\\d\\d)[ -]|, response: ([45]\\d\\d)");
    private static final int NO_ANSWER = -1;
    private static final int SIGN_IN_FIRST = 530;

    /** @param about what a permanent refusal is about */
    private record Answer(int code, String text, Reason about) {

        boolean isForGood() {
            return code >= 500;
        }
    }

    private SmtpErrors() {}

    /**
     * @param isOver whether the whole email was written to the server
     * @param password the password given to the server, which may quote it; null for none
     */
    static TransportException failure(MessagingException failure, boolean isOver, @Nullable String password) {
        var answer = answer(failure);
        if (answer.isPresent()) {
            return refused(answer.get(), failure, password);
        }
        var cause = deepest(failure).getClass().getSimpleName();
        return isOver
                ? new TransportException(
                        Kind.UNKNOWN,
                        Reason.UNCERTAIN,
                        "The SMTP server did not say whether it took the email: " + cause,
                        failure)
                : new TransportException(
                        Kind.LATER, unreached(failure), "The SMTP server could not be reached: " + cause, failure);
    }

    private static Reason unreached(MessagingException failure) {
        return failure instanceof NotEncrypted ? Reason.NOT_ENCRYPTED : ConnectionFailures.reason(failure);
    }

    private static TransportException refused(Answer answer, MessagingException failure, @Nullable String password) {
        return new TransportException(
                kind(answer),
                reason(answer),
                "The SMTP server answered: " + AnswerText.of(answer.text(), password),
                failure);
    }

    private static Kind kind(Answer answer) {
        if (!answer.isForGood()) {
            return Kind.LATER;
        }
        return switch (reason(answer)) {
            case RECIPIENT, CONTENT -> Kind.REFUSED;
            default -> Kind.LOCKED_OUT;
        };
    }

    private static Reason reason(Answer answer) {
        if (answer.code() == SIGN_IN_FIRST) {
            return Reason.PASSWORD;
        }
        return answer.isForGood() || answer.about() == Reason.PASSWORD ? answer.about() : Reason.NOT_NOW;
    }

    /** Returns the server's answer; empty if the connection broke before one. */
    private static Optional<Answer> answer(MessagingException failure) {
        return chain(failure).stream()
                .flatMap(link -> answerIn(link).stream())
                .filter(answer -> answer.code() != NO_ANSWER)
                // The answer about the recipient says most: the server may add one that sums up.
                .findFirst();
    }

    private static Optional<Answer> answerIn(Exception link) {
        if (link instanceof SMTPAddressFailedException recipient) {
            return Optional.of(new Answer(recipient.getReturnCode(), text(recipient), Reason.RECIPIENT));
        }
        if (link instanceof SMTPSenderFailedException sender) {
            return Optional.of(new Answer(sender.getReturnCode(), text(sender), Reason.SENDER));
        }
        if (link instanceof SMTPSendFailedException command) {
            var isSender = String.valueOf(command.getCommand()).startsWith("MAIL");
            return Optional.of(
                    new Answer(command.getReturnCode(), text(command), isSender ? Reason.SENDER : Reason.CONTENT));
        }
        // Jakarta Mail also throws this if the connection broke before there was an answer.
        if (link instanceof AuthenticationFailedException && !text(link).isBlank()) {
            return Optional.of(new Answer(codeOf(text(link)).orElse(SIGN_IN_FIRST), text(link), Reason.PASSWORD));
        }
        // Refused on connecting: these have no code field.
        return link instanceof MessagingException
                ? codeOf(text(link)).map(code -> new Answer(code, text(link), Reason.CLIENT))
                : Optional.empty();
    }

    private static Optional<Integer> codeOf(String text) {
        var matcher = CODE.matcher(text);
        return matcher.find() ? Optional.of(Integer.parseInt(digits(matcher))) : Optional.empty();
    }

    private static String digits(Matcher found) {
        return found.group(1) == null ? found.group(2) : found.group(1);
    }

    private static String text(Exception link) {
        return String.valueOf(link.getMessage());
    }

    /** Returns the causes, the deepest first, because the wrapped one says more. */
    private static List<Exception> chain(MessagingException failure) {
        var chain = new ArrayList<Exception>();
        for (Exception link = failure; link != null; link = next(link)) {
            chain.add(0, link);
        }
        return chain;
    }

    private static Exception deepest(MessagingException failure) {
        return chain(failure).get(0);
    }

    private static @Nullable Exception next(Exception link) {
        if (link instanceof MessagingException messaging) {
            return messaging.getNextException();
        }
        return null;
    }
}
