package org.sneakyklaus.mail;

import java.net.URI;
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

    TemplateMailComposer(
            ExchangeParticipants participants,
            MailFactory factory,
            AdminMailFactory adminFactory,
            MailRenderer printer) {
        this.participants = participants;
        this.factory = factory;
        this.adminFactory = adminFactory;
        this.printer = printer;
    }

    @Override
    public Optional<MailMessage> compose(QueuedMail mail) {
        var addressed = mail.participantId() != null
                ? participants.find(mail).flatMap(participant -> factory.write(mail, participant))
                : mail.kind() == MailKind.INVITED_AGAIN ? factory.invitation(mail) : adminFactory.write(mail);
        return addressed.map(content -> message(mail, content));
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
