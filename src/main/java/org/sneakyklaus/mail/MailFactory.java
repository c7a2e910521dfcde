package org.sneakyklaus.mail;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sneakyklaus.draw.AssignmentQueries;
import org.sneakyklaus.exchange.Announcements;
import org.sneakyklaus.exchange.ExchangeHistory;
import org.sneakyklaus.outbox.OutboxQueries;
import org.sneakyklaus.outbox.QueuedMail;
import org.sneakyklaus.participation.NextTime;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.MailCapture;
import org.springframework.stereotype.Component;

/** Chooses the content and the recipient of a queued email. */
@Component
class MailFactory {

    /** Content with its recipient. */
    record Addressed(EmailAddress to, String name, MailContent content) {}

    private final MailWriter writer;
    private final ExchangeParticipants participants;
    private final AssignmentQueries assignments;
    private final MailCapture mailCapture;
    private final AdminMailFactory adminFactory;
    private final OutboxQueries queued;
    private final ExchangeHistory history;
    private final Announcements announcements;
    private final NextTime nextTime;

    MailFactory(
            MailWriter writer,
            ExchangeParticipants participants,
            AssignmentQueries assignments,
            MailCapture mailCapture,
            AdminMailFactory adminFactory,
            OutboxQueries queued,
            ExchangeHistory history,
            Announcements announcements,
            NextTime nextTime) {
        this.writer = writer;
        this.participants = participants;
        this.assignments = assignments;
        this.mailCapture = mailCapture;
        this.adminFactory = adminFactory;
        this.queued = queued;
        this.history = history;
        this.announcements = announcements;
        this.nextTime = nextTime;
    }

    /** Creates an email; empty if there is no recipient or nothing to say. */
    Optional<Addressed> write(QueuedMail mail, ExchangeParticipant participant) {
        return switch (mail.kind()) {
            case REGISTRATION_CONFIRMATION ->
                toParticipant(participant, writer.confirmation(participant, mail.detail()));
            case SIGN_IN -> toParticipant(participant, writer.signIn(participant, mail.detail()));
            case FIND_EXCHANGES -> findExchanges(participant);
            case ADDRESS_CHANGE -> addressChange(participant, new EmailAddress(mail.detail()));
            case PAIRING, DRAWN_AGAIN -> toParticipant(participant, pairing(mail, participant));
            case DRAW_CANCELLED, DRAW_ADJUSTED -> toParticipant(participant, drawNews(mail, participant));
            case GUARDIAN -> toParticipant(participant, writer.guardian(participant));
            case HAVE_YOU_LOOKED -> toParticipant(participant, writer.news(mail.kind(), participant));
            case CHANGED ->
                writer.changed(participant, PreviousDetails.of(mail.detail()))
                        .flatMap(content -> toParticipant(participant, content));
            case REMINDER -> toParticipant(participant, writer.reminder(participant));
            case CALLED_OFF -> toParticipant(participant, writer.calledOff(participant));
            case ANNOUNCEMENT ->
                announcements
                        .find(Long.parseLong(mail.detail()))
                        .flatMap(text -> toParticipant(participant, writer.announcement(participant, text)));
            case WAY_CHANGED -> wayChanged(mail, participant);
            case WITHDRAWAL -> toParticipant(participant, writer.withdrawal(participant));
            case REMOVED -> toParticipant(participant, writer.removed(participant));
            case PERSON_REMOVED -> toParticipant(participant, writer.personRemoved(participant));
            case SOMEBODY_REGISTERED, SOMEBODY_WITHDREW, LEAVE_REQUEST -> adminFactory.write(mail, participant);
            case INVITED_AGAIN,
                    REGISTRATION_CLOSED,
                    NOT_DRAWN,
                    DRAWN,
                    COMPLETED,
                    PURGE_WARNING,
                    JOB_FAILED,
                    UNDELIVERED,
                    WEBHOOK_PAUSED,
                    PASSWORD_RESET,
                    ADMIN_ADDRESS,
                    ADMIN_MOVES,
                    TEST -> throw new IllegalArgumentException(mail + " is about no participant");
        };
    }

    private Optional<Addressed> wayChanged(QueuedMail mail, ExchangeParticipant reader) {
        var kindAndId = mail.detail().split(",", 2);
        return participants
                .find(Long.parseLong(kindAndId[1]))
                .flatMap(changed -> toParticipant(
                        reader,
                        writer.wayChanged(reader, kindAndId[0], changed.person().name())));
    }

    /** Creates an invitation; empty if they have taken part or taken it back meanwhile, or cannot join. */
    Optional<Addressed> invitation(QueuedMail mail) {
        return participants
                .exchange(mail)
                .flatMap(exchange -> nextTime.invited(exchange, Long.parseLong(mail.detail()))
                        .map(one ->
                                new Addressed(one.email(), UserText.of(one.name()), writer.invitation(exchange, one))));
    }

    private Optional<Addressed> findExchanges(ExchangeParticipant asked) {
        var all = participants.ofSameAddress(asked);
        return all.isEmpty() ? Optional.empty() : toParticipant(asked, writer.participants(asked, all));
    }

    private Optional<Addressed> addressChange(ExchangeParticipant participant, EmailAddress newAddress) {
        // Written to themselves, even if a guardian gets their emails until then.
        var own = new ExchangeParticipant(participant.exchange(), participant.person(), null, participant.people());
        return participants.isRefused(own, newAddress)
                ? Optional.empty()
                : Optional.of(new Addressed(newAddress, name(own), writer.addressChange(own, newAddress)));
    }

    private MailContent drawNews(QueuedMail mail, ExchangeParticipant participant) {
        var changes = changes(mail, participant);
        var newGuardians = new LinkedHashMap<ParticipantView, String>();
        // Who looks after them now: those of an earlier change may be looked after by another one since, or have left.
        history.of(participant.exchange().id()).guardiansChangedWith(changes).stream()
                .flatMap(changed -> participants.find(changed.get(0)).stream())
                .filter(changed -> changed.person().active())
                .forEach(changed ->
                        newGuardians.put(changed.person(), changed.reader().name()));
        return writer.drawNews(mail.kind(), participant, changes, newGuardians);
    }

    /** Omits the drawn name if emails are captured: the admin can read those. */
    private MailContent pairing(QueuedMail mail, ExchangeParticipant participant) {
        var exchange = participant.exchange();
        if (!exchange.nameInMail() || mailCapture.active()) {
            return drawNews(mail, participant);
        }
        return receiverName(participant.person())
                .map(receiver -> writer.pairingWithNames(
                        mail.kind(), participant, receiver, receiversOfPeople(participant), changes(mail, participant)))
                .orElseGet(() -> drawNews(mail, participant));
    }

    private Map<ParticipantView, String> receiversOfPeople(ExchangeParticipant participant) {
        var receivers = new LinkedHashMap<ParticipantView, String>();
        participant
                .people()
                .forEach(person -> receiverName(person).ifPresent(receiver -> receivers.put(person, receiver)));
        return receivers;
    }

    private Optional<String> receiverName(ParticipantView person) {
        return assignments
                .receiverOf(person.exchangeId(), person.id())
                .flatMap(participants::find)
                .map(receiver -> receiver.person().name());
    }

    /**
     * Returns the number of changes of the draw since the last one that this participant got an email about, or joined
     * with. The detail holds the number of the current draw.
     */
    private int changes(QueuedMail mail, ExchangeParticipant participant) {
        return queued.lastDrawTold(participant.person().id())
                .map(last -> Integer.parseInt(mail.detail()) - last)
                .orElse(1);
    }

    private static Optional<Addressed> toParticipant(ExchangeParticipant participant, MailContent content) {
        return Optional.ofNullable(participant.reader().email())
                .map(email -> new Addressed(email, name(participant), content));
    }

    private static String name(ExchangeParticipant participant) {
        return UserText.of(participant.reader().name());
    }
}
