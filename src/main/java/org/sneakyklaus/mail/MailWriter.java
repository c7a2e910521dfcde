package org.sneakyklaus.mail;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sneakyklaus.draw.NameList;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.outbox.MailKind;
import org.sneakyklaus.participation.NextTime;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.support.EmailAddress;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Writes the content of each kind. Neither words nor length depend on who drew whom, so neither reveals it. The one
 * exception is {@link #pairingWithNames}, which the organiser must have asked for.
 */
@Component
class MailWriter {

    private final MessageSource messages;
    private final MailLinks links;
    private final Clock clock;

    MailWriter(MessageSource messages, MailLinks links, Clock clock) {
        this.messages = messages;
        this.links = links;
        this.clock = clock;
    }

    /** @param browserHash as in {@link #signIn} */
    MailContent confirmation(ExchangeParticipant participant, String browserHash) {
        var content = draft(MailKind.REGISTRATION_CONFIRMATION, participant)
                .says(participant.person().addedByAdmin() ? "added" : "registered");
        if (participant.exchange().state() == ExchangeState.MATCHED) {
            content.says("drawn");
        }
        aboutPeople("mail.people.added", content, participant).says("text").withFacts(participant.exchange());
        if (browserHash.isEmpty()) {
            content.withButton(links.signIn(participant.exchange(), participant.person()));
        } else {
            var ways = links.signIn(participant.exchange(), participant.person(), browserHash);
            content.withButton(ways.url()).withCode(ways.code());
        }
        return content.withLink(content.text("notMe"), links.notMe(participant.exchange(), participant.person()))
                .done();
    }

    /** @param browserHash the hash of the secret of the browser that also accepts a code; empty if there is none */
    MailContent signIn(ExchangeParticipant participant, String browserHash) {
        var content = draft(MailKind.SIGN_IN, participant).says("text");
        if (browserHash.isEmpty()) {
            return content.withButton(links.askedSignIn(participant.exchange(), participant.person()))
                    .done();
        }
        var ways = links.askedSignIn(participant.exchange(), participant.person(), browserHash);
        return content.withButton(ways.url()).withCode(ways.code()).done();
    }

    /** @param participants all participations of the reader, at least one */
    MailContent participants(ExchangeParticipant asked, List<ExchangeParticipant> participants) {
        var content = draft(MailKind.FIND_EXCHANGES, asked).says("text");
        for (var participant : participants) {
            content.withLink(
                    UserText.of(participant.exchange().name()),
                    links.askedSignIn(participant.exchange(), participant.person()));
        }
        return content.done();
    }

    MailContent addressChange(ExchangeParticipant participant, EmailAddress newAddress) {
        return draft(MailKind.ADDRESS_CHANGE, participant)
                .says("text")
                .withButton(links.confirmAddress(participant.exchange(), participant.person(), newAddress))
                .done();
    }

    /** Writes an email that says the same to all, with a button to the reader's own page. */
    MailContent news(MailKind kind, ExchangeParticipant participant) {
        return toOwnPage(
                aboutPeople(
                        "mail.people.drawn",
                        draft(kind, participant).says("text").says("more"),
                        participant),
                participant);
    }

    /**
     * Writes about a change of the draw.
     *
     * @param changes number of changes since the last draw that this participant got an email about
     * @param newGuardians those who were handed to another guardian with these changes, with the name of that guardian
     */
    MailContent drawNews(
            MailKind kind, ExchangeParticipant participant, int changes, Map<ParticipantView, String> newGuardians) {
        var content = counted(draft(kind, participant).says("text").says("more"), changes);
        if (kind == MailKind.DRAW_CANCELLED) {
            return toOwnPage(content, participant);
        }
        newGuardians.forEach((person, guardian) ->
                content.saysAsAll("mail.people.newGuardian", UserText.of(person.name()), UserText.of(guardian)));
        return toOwnPage(aboutPeople("mail.people.drawn", content, participant), participant);
    }

    /**
     * Writes the result of the draw, with the names that the organiser chose to include.
     *
     * @param ofPeople by person that the reader looks after, the name that this person drew
     */
    MailContent pairingWithNames(
            MailKind kind,
            ExchangeParticipant participant,
            String receiverName,
            Map<ParticipantView, String> ofPeople,
            int changes) {
        var content = draft(kind, participant).says("text").says("named", UserText.of(receiverName));
        ofPeople.forEach((person, receiver) ->
                content.saysAsAll("mail.people.named", UserText.of(person.name()), UserText.of(receiver)));
        return toOwnPage(counted(content, changes), participant);
    }

    /** Writes to someone who was made the guardian of people. */
    MailContent guardian(ExchangeParticipant participant) {
        var people = names(participant);
        return toOwnPage(
                draft(MailKind.GUARDIAN, participant)
                        .withSubject(people)
                        .says("text", people)
                        .says("more"),
                participant);
    }

    /** Adds a sentence about the people the reader looks after, or who left with the reader. */
    private MailContentBuilder aboutPeople(String key, MailContentBuilder content, ExchangeParticipant participant) {
        var names = names(participant);
        return names.isEmpty() ? content : content.saysAsAll(key, names);
    }

    private String names(ExchangeParticipant participant) {
        var names = participant.people().stream()
                .map(other -> UserText.of(other.name()))
                .toList();
        return names.isEmpty()
                ? ""
                : messages.getMessage(NameList.of(names), participant.exchange().locale());
    }

    private static MailContentBuilder counted(MailContentBuilder content, int changes) {
        return changes > 1 ? content.saysAsAll("mail.drawChanges", changes) : content;
    }

    private MailContent toOwnPage(MailContentBuilder content, ExchangeParticipant participant) {
        return content.withFacts(participant.exchange())
                .withButton(links.signIn(participant.exchange(), participant.person()))
                .done();
    }

    MailContent reminder(ExchangeParticipant participant) {
        var date = participant.exchange().exchangeDate();
        var today = LocalDate.ofInstant(clock.instant(), date.getZone());
        var content = draft(MailKind.REMINDER, participant)
                .withSubject(ChronoUnit.DAYS.between(today, date.toLocalDate()))
                .says("text")
                .says("more");
        return aboutPeople("mail.people.drawn", content, participant)
                .withFacts(participant.exchange())
                .withButton(links.signIn(participant.exchange(), participant.person()))
                .withStop(links.unsubscribe(participant.person()))
                .done();
    }

    /** Writes about changed details; empty if all is as it was before. */
    Optional<MailContent> changed(ExchangeParticipant participant, PreviousDetails before) {
        var exchange = participant.exchange();
        var newDate = !before.date().toInstant().equals(exchange.exchangeDate().toInstant());
        var newBudget = !before.budget().equals(exchange.budget());
        if (!newDate && !newBudget) {
            return Optional.empty();
        }
        var content = draft(MailKind.CHANGED, participant).withSubject(newDate && newBudget ? 2 : newDate ? 1 : 0);
        if (newDate) {
            content.says("date", content.dateAndTime(before.date()), content.dateAndTime(exchange.exchangeDate()));
        }
        if (newBudget) {
            var part = before.budget().isEmpty()
                    ? "firstBudget"
                    : exchange.budget().isEmpty() ? "noBudget" : "budget";
            content.says(part, UserText.of(before.budget()), UserText.of(exchange.budget()));
        }
        return Optional.of(content.says("more")
                .withFacts(exchange)
                .withButton(links.signIn(exchange, participant.person()))
                .done());
    }

    MailContent calledOff(ExchangeParticipant participant) {
        return draft(MailKind.CALLED_OFF, participant)
                .says("text")
                .withOrganiser(participant.exchange())
                .withButton(links.publicPage(participant.exchange()))
                .done();
    }

    /** @param text what the organiser wrote */
    MailContent announcement(ExchangeParticipant participant, String text) {
        return draft(MailKind.ANNOUNCEMENT, participant)
                .says("text")
                .quotes(text)
                .withOrganiser(participant.exchange())
                .withButton(links.signIn(participant.exchange(), participant.person()))
                .done();
    }

    /**
     * Writes about a change of how a participant is reached.
     *
     * @param kind as in the activity of the exchange
     */
    MailContent wayChanged(ExchangeParticipant reader, String kind, String name) {
        return toOwnPage(
                draft(MailKind.WAY_CHANGED, reader)
                        .withSubject(UserText.of(name))
                        .saysAsAll("exchange.history." + kind, UserText.of(name))
                        .says("more", UserText.of(name)),
                reader);
    }

    /** Writes to someone who wants to be invited; they join like anyone else. */
    MailContent invitation(ExchangeView exchange, NextTime.Agreed one) {
        return new MailContentBuilder(
                        messages, links.host(), MailKind.INVITED_AGAIN, exchange.locale(), exchange.name())
                .greets(one.name())
                .says("text")
                .says("more")
                .withFacts(exchange)
                .withButton(links.publicPage(exchange))
                .withStop(links.notNextTime(one))
                .done();
    }

    MailContent withdrawal(ExchangeParticipant participant) {
        return aboutPeople(
                        "mail.people.gone",
                        draft(MailKind.WITHDRAWAL, participant).says("text"),
                        participant)
                .says("more")
                .withButton(links.publicPage(participant.exchange()))
                .done();
    }

    MailContent removed(ExchangeParticipant participant) {
        return aboutPeople(
                        "mail.people.gone", draft(MailKind.REMOVED, participant).says("text"), participant)
                .withOrganiser(participant.exchange())
                .done();
    }

    /** Writes to the guardian of a person who was removed. */
    MailContent personRemoved(ExchangeParticipant participant) {
        var name = UserText.of(participant.person().name());
        return draft(MailKind.PERSON_REMOVED, participant)
                .withSubject(name)
                .says("text", name)
                .withOrganiser(participant.exchange())
                .done();
    }

    private MailContentBuilder draft(MailKind kind, ExchangeParticipant participant) {
        var exchange = participant.exchange();
        var content = new MailContentBuilder(messages, links.host(), kind, exchange.locale(), exchange.name())
                .greets(participant.reader().name());
        // In every email to an address that is theirs: no one knows which will be the last one.
        if (kind != MailKind.ADDRESS_CHANGE) {
            links.notNextTime(participant)
                    .ifPresent(link -> content.withLastLink(content.common("mail.notNextTime"), link));
        }
        return content;
    }
}
