package org.sneakyklaus.notification.mail;

import java.time.Clock;
import java.util.Optional;
import org.sneakyklaus.notification.MailComposer;
import org.sneakyklaus.notification.QueuedMail;
import org.sneakyklaus.notification.transport.MailMessage;
import org.springframework.stereotype.Component;

/** Looks how things stand now, and has the letter written and printed. */
@Component
class LetterComposer implements MailComposer {

    private final Places places;
    private final Letters letters;
    private final LetterPrinter printer;
    private final Clock clock;

    LetterComposer(Places places, Letters letters, LetterPrinter printer, Clock clock) {
        this.places = places;
        this.letters = letters;
        this.printer = printer;
        this.clock = clock;
    }

    @Override
    public Optional<MailMessage> compose(QueuedMail mail) {
        return places.find(mail.participantId())
                .filter(place -> Relevance.isStillTrue(mail.kind(), mail.detail(), place, clock.instant()))
                .filter(place -> !places.isRefused(place, place.person().email()))
                .flatMap(place -> letters.write(mail, place))
                .map(addressed -> message(mail, addressed));
    }

    private MailMessage message(QueuedMail mail, Letters.Addressed addressed) {
        var letter = addressed.letter();
        return new MailMessage(
                mail.id(),
                mail.queuedAt(),
                mail.messageKey(),
                addressed.to().value(),
                addressed.name(),
                letter.subject(),
                printer.text(letter),
                printer.html(letter));
    }
}
