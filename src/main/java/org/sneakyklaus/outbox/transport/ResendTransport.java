package org.sneakyklaus.outbox.transport;

import com.resend.core.exception.ResendException;
import com.resend.services.emails.model.CreateEmailOptions;
import jakarta.mail.internet.InternetAddress;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sneakyklaus.outbox.transport.TransportException.Kind;
import org.sneakyklaus.outbox.transport.TransportException.Reason;
import org.springframework.context.SmartLifecycle;

/**
 * Sends through Resend. A message key that Resend has seen within 24 hours yields no second email, so a stop need not
 * wait for an answer that does not come.
 */
final class ResendTransport implements MailTransport, SmartLifecycle {

    // Characters that need quotes in an address (RFC 5322): Resend documents names without them.
    private static final Pattern SPECIALS = Pattern.compile("[\\s()<>\\[\\]:;@\\\\,.\"]+");

    private final ResendHttp http;
    private final ResendEmails emails;
    private final MailSettings properties;
    private volatile boolean running;

    ResendTransport(ResendHttp http, MailSettings properties) {
        this.http = http;
        this.emails = new ResendEmails(properties.resend().apiKey(), http);
        this.properties = properties;
    }

    @Override
    public String name() {
        return MailSettings.RESEND;
    }

    @Override
    public boolean isRepeatSafe() {
        return true;
    }

    @Override
    public Optional<String> send(MailMessage message) {
        var answer = emails.send(email(message), message.messageKey());
        if (answer.isSuccessful()) {
            return Optional.of(ResendEmails.idIn(answer).orElseThrow(() -> notResend(answer, "an id")));
        }
        var error = new ResendException(answer.code(), answer.body());
        if (ResendErrors.saysThatItWasAcceptedBefore(error)) {
            return Optional.empty();
        }
        throw ResendErrors.failure(
                error, answer.retryAfter().orElse(null), properties.resend().apiKey());
    }

    @Override
    public void knock() {
        var answer = emails.askForDomains();
        if (answer.isSuccessful()) {
            if (!ResendEmails.isList(answer)) {
                throw notResend(answer, "a list");
            }
            return;
        }
        var error = new ResendException(answer.code(), answer.body());
        if (!ResendErrors.saysThatTheKeyMaySendOnly(error)) {
            throw ResendErrors.failure(
                    error, answer.retryAfter().orElse(null), properties.resend().apiKey());
        }
    }

    @Override
    public void start() {
        http.start();
        running = true;
    }

    @Override
    public void stop() {
        http.stop();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /**
     * Reports an answer that is not Resend's. It may come from a proxy with its own page, which may have passed the
     * email on or not.
     */
    private static TransportException notResend(ResendAnswer answer, String missing) {
        return new TransportException(
                Kind.UNKNOWN,
                Reason.NOT_RESEND,
                "Resend answered " + answer.code() + " without " + missing + ", which is not how Resend answers",
                null);
    }

    private CreateEmailOptions email(MailMessage message) {
        var email = CreateEmailOptions.builder()
                .from(address(properties.sender()))
                .to(address(message.to(), message.toName()))
                .subject(MailHeaders.subject(message.subject()))
                .text(message.text())
                .html(message.html())
                .headers(MailHeaders.of(message));
        properties.replyTo().ifPresent(replyTo -> email.replyTo(address(replyTo)));
        return email.build();
    }

    private static String address(InternetAddress address) {
        var name = address.getPersonal();
        return address(address.getAddress(), name == null ? "" : name);
    }

    private static String address(String address, String name) {
        var phrase = SPECIALS.matcher(MailHeaders.name(name)).replaceAll(" ").strip();
        return phrase.isEmpty() ? address : phrase + " <" + address + ">";
    }
}
