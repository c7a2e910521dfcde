package org.sneakyklaus.notification.mail;

import java.util.Optional;
import org.sneakyklaus.draw.AssignmentQueries;
import org.sneakyklaus.notification.OutboxQueries;
import org.sneakyklaus.notification.QueuedMail;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.MailCapture;
import org.springframework.stereotype.Component;

/** Decides which letter a queued e-mail becomes, and where it goes. */
@Component
class Letters {

    /** A letter in its envelope. */
    record Addressed(EmailAddress to, String name, Letter letter) {}

    private final LetterWriter writer;
    private final Places places;
    private final AssignmentQueries assignments;
    private final MailCapture mailCapture;
    private final AdminLetters adminLetters;
    private final OutboxQueries queued;

    Letters(
            LetterWriter writer,
            Places places,
            AssignmentQueries assignments,
            MailCapture mailCapture,
            AdminLetters adminLetters,
            OutboxQueries queued) {
        this.writer = writer;
        this.places = places;
        this.assignments = assignments;
        this.mailCapture = mailCapture;
        this.adminLetters = adminLetters;
        this.queued = queued;
    }

    /** Nothing when there is nobody to write to, or nothing to write about. */
    Optional<Addressed> write(QueuedMail mail, Place place) {
        return switch (mail.kind()) {
            case REGISTRATION_CONFIRMATION -> toParticipant(place, writer.confirmation(place));
            case SIGN_IN -> toParticipant(place, writer.signIn(place, mail.detail()));
            case FIND_EXCHANGES -> findExchanges(place);
            case ADDRESS_CHANGE -> addressChange(place, new EmailAddress(mail.detail()));
            case PAIRING, DRAWN_AGAIN -> toParticipant(place, pairing(mail, place));
            case DRAW_CANCELLED, DRAW_ADJUSTED ->
                toParticipant(place, writer.drawNews(mail.kind(), place, changes(mail, place)));
            case HAVE_YOU_LOOKED -> toParticipant(place, writer.news(mail.kind(), place));
            case CHANGED ->
                writer.changed(place, Before.of(mail.detail())).flatMap(letter -> toParticipant(place, letter));
            case REMINDER -> toParticipant(place, writer.reminder(place));
            case CALLED_OFF -> toParticipant(place, writer.calledOff(place));
            case WITHDRAWAL -> toParticipant(place, writer.withdrawal(place));
            case REMOVED -> toParticipant(place, writer.removed(place));
            case SOMEBODY_REGISTERED, SOMEBODY_WITHDREW, LEAVE_REQUEST -> adminLetters.write(mail, place);
            case REGISTRATION_CLOSED,
                    DRAWN,
                    COMPLETED,
                    PURGE_WARNING,
                    JOB_FAILED,
                    UNDELIVERED,
                    PASSWORD_RESET,
                    ADMIN_ADDRESS,
                    ADMIN_MOVES,
                    TEST -> throw new IllegalArgumentException(mail + " is about no participant");
        };
    }

    private Optional<Addressed> findExchanges(Place asked) {
        var all = places.ofSameAddress(asked);
        return all.isEmpty() ? Optional.empty() : toParticipant(asked, writer.places(asked, all));
    }

    private Optional<Addressed> addressChange(Place place, EmailAddress newAddress) {
        return places.isRefused(place, newAddress)
                ? Optional.empty()
                : Optional.of(new Addressed(newAddress, name(place), writer.addressChange(place, newAddress)));
    }

    /** Captured e-mails lie open to the admin, so the name never stands in one. */
    private Letter pairing(QueuedMail mail, Place place) {
        var exchange = place.exchange();
        var changes = changes(mail, place);
        if (!exchange.nameInMail() || mailCapture.active()) {
            return writer.drawNews(mail.kind(), place, changes);
        }
        return assignments
                .receiverOf(exchange.id(), place.person().id())
                .flatMap(places::find)
                .map(receiver -> writer.pairingWithName(
                        mail.kind(), place, receiver.person().name(), changes))
                .orElseGet(() -> writer.drawNews(mail.kind(), place, changes));
    }

    /** Since the last draw that this person got an e-mail about, or came in with; its number stands in the detail. */
    private int changes(QueuedMail mail, Place place) {
        return queued.lastDrawTold(place.person().id())
                .map(last -> Integer.parseInt(mail.detail()) - last)
                .orElse(1);
    }

    private static Optional<Addressed> toParticipant(Place place, Letter letter) {
        return Optional.of(new Addressed(place.person().email(), name(place), letter));
    }

    private static String name(Place place) {
        return UserText.of(place.person().name());
    }
}
