package org.sneakyklaus.notification;

import java.util.Optional;
import org.sneakyklaus.notification.transport.MailMessage;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.Suppressions;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** Leaves out what nobody needs where no e-mail gets through, or where it was called spam. */
@Primary
@Component
class NeededMails implements MailComposer {

    private final MailComposer factory;
    private final ParticipantQueries participants;
    private final Suppressions suppressions;

    NeededMails(
            @Qualifier("letterComposer") MailComposer factory,
            ParticipantQueries participants,
            Suppressions suppressions) {
        this.factory = factory;
        this.participants = participants;
        this.suppressions = suppressions;
    }

    @Override
    public Optional<MailMessage> compose(QueuedMail mail) {
        return mail.kind().isOptional() && isUnwelcome(mail) ? Optional.empty() : factory.compose(mail);
    }

    private boolean isUnwelcome(QueuedMail mail) {
        return Optional.ofNullable(mail.participantId())
                .flatMap(participants::find)
                .filter(person -> suppressions.holdsEverywhere(person.email()))
                .isPresent();
    }
}
