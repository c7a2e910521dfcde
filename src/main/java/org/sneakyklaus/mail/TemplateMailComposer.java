package org.sneakyklaus.mail;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.sneakyklaus.outbox.MailComposer;
import org.sneakyklaus.outbox.MailKind;
import org.sneakyklaus.outbox.QueuedMail;
import org.sneakyklaus.outbox.transport.MailMessage;
import org.springframework.stereotype.Component;

/** Composes an email from the current data and renders it. */
@Component
class TemplateMailComposer implements MailComposer {

    private final ExchangeParticipants participants;
    private final MailFactory factory;
    private final AdminMailFactory adminFactory;
    private final MailRenderer printer;
    private final Clock clock;

    TemplateMailComposer(
            ExchangeParticipants participants,
            MailFactory factory,
            AdminMailFactory adminFactory,
            MailRenderer printer,
            Clock clock) {
        this.participants = participants;
        this.factory = factory;
        this.adminFactory = adminFactory;
        this.printer = printer;
        this.clock = clock;
    }

    @Override
    public Optional<MailMessage> compose(QueuedMail mail) {
        var participantId = mail.participantId();
        var addressed = participantId != null
                ? aboutParticipant(mail, participantId)
                : mail.kind() == MailKind.INVITED_AGAIN ? factory.invitation(mail) : adminFactory.write(mail);
        return addressed.map(content -> message(mail, content));
    }

    private Optional<MailFactory.Addressed> aboutParticipant(QueuedMail mail, long participantId) {
        return participants
                .find(participantId)
                .filter(participant -> Relevance.isStillTrue(mail.kind(), mail.detail(), participant, clock.instant()))
                .filter(participant -> !participants.isRefused(participant))
                .filter(participant -> !mail.kind().isOptional() || !participants.getsOnlyWhatIsNeeded(participant))
                .flatMap(participant -> factory.write(mail, participant));
    }

    private MailMessage message(QueuedMail mail, MailFactory.Addressed addressed) {
        var content = addressed.content();
        var stop = content.stop();
        return new MailMessage(
                mail.id(),
                mail.queuedAt(),
                mail.messageKey(),
                addressed.to().value(),
                addressed.name(),
                content.subject(),
                printer.text(content),
                printer.html(content),
                stop == null ? null : URI.create(stop.url()));
    }
}
