package org.sneakyklaus.notification.mail;

import java.net.URI;
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
    private final AdminLetters adminLetters;
    private final LetterPrinter printer;
    private final Clock clock;

    LetterComposer(Places places, Letters letters, AdminLetters adminLetters, LetterPrinter printer, Clock clock) {
        this.places = places;
        this.letters = letters;
        this.adminLetters = adminLetters;
        this.printer = printer;
        this.clock = clock;
    }

    @Override
    public Optional<MailMessage> compose(QueuedMail mail) {
        var participantId = mail.participantId();
        var addressed = participantId == null ? adminLetters.write(mail) : aboutParticipant(mail, participantId);
        return addressed.map(letter -> message(mail, letter));
    }

    private Optional<Letters.Addressed> aboutParticipant(QueuedMail mail, long participantId) {
        return places.find(participantId)
                .filter(place -> Relevance.isStillTrue(mail.kind(), mail.detail(), place, clock.instant()))
                .filter(place -> !places.isRefused(place, place.person().email()))
                .flatMap(place -> letters.write(mail, place));
    }

    private MailMessage message(QueuedMail mail, Letters.Addressed addressed) {
        var letter = addressed.letter();
        var stop = letter.stop();
        return new MailMessage(
                mail.id(),
                mail.queuedAt(),
                mail.messageKey(),
                addressed.to().value(),
                addressed.name(),
                letter.subject(),
                printer.text(letter),
                printer.html(letter),
                stop == null ? null : URI.create(stop.url()));
    }
}
