package org.sneakyklaus.outbox;

import java.time.Clock;
import java.util.Optional;
import org.sneakyklaus.outbox.transport.MailMessage;
import org.sneakyklaus.outbox.transport.MailRoute;
import org.sneakyklaus.outbox.transport.MailTransport;
import org.sneakyklaus.outbox.transport.SendingLimits;

/**
 * A process that sends: the outbox of the application with a transport of the test's own.
 *
 * @param pace is stopped when the application stops
 */
record Sending(
        OutboxSender delivery, PatientSending patient, SendingPause pause, MailTrouble trouble, SendingPace pace) {

    /** What every process of this installation shares. */
    record Parts(EmailClaims claims, OutboundEmailRepository mails, Clock clock) {

        Sending by(MailTransport transport) {
            return by(transport, mail -> Optional.of(message(mail)), SendingLimits.NONE);
        }

        Sending by(MailTransport transport, MailComposer composer, SendingLimits limits) {
            var pause = new SendingPause(clock);
            var pace = new SendingPace(limits);
            var trouble = new MailTrouble(new MailRoute(transport.name(), "Klaus", true, "mail.example.org", 587));
            var patient = new PatientSending(transport, trouble);
            var attempts = new OutboxAttempts(claims, composer, transport, patient, pause, trouble, clock);
            var allowance = new SendingAllowance(mails, transport, limits, clock);
            var delivery = new OutboxSender(claims, attempts, pace, pause, allowance);
            return new Sending(delivery, patient, pause, trouble, pace);
        }
    }

    /** An e-mail that says its kind. */
    static MailMessage message(QueuedMail mail) {
        return message(mail, "person-" + mail.participantId() + "@example.org");
    }

    static MailMessage message(QueuedMail mail, String to) {
        var kind = mail.kind().name();
        return new MailMessage(mail.id(), mail.queuedAt(), mail.messageKey(), to, "", kind, kind, kind);
    }
}
