package org.sneakyklaus.notification.mail;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.sneakyklaus.notification.MailKind;
import org.sneakyklaus.support.EmailAddress;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Writes the letter of each kind. Nothing in it depends on whom one gives to, so that neither its words nor its length
 * tell; the one exception is {@link #pairingWithName}, which the organiser must have asked for.
 */
@Component
class LetterWriter {

    private final MessageSource messages;
    private final MailLinks links;
    private final Clock clock;

    LetterWriter(MessageSource messages, MailLinks links, Clock clock) {
        this.messages = messages;
        this.links = links;
        this.clock = clock;
    }

    Letter confirmation(Place place) {
        var letter = draft(MailKind.REGISTRATION_CONFIRMATION, place);
        return letter.says(place.person().addedByAdmin() ? "added" : "registered")
                .says("text")
                .withFacts(place.exchange())
                .withButton(links.signIn(place.exchange(), place.person()))
                .withLink(letter.text("notMe"), links.notMe(place.exchange(), place.person()))
                .done();
    }

    /** @param browserHash the hash of the secret of the browser that takes a code, too; empty when none does */
    Letter signIn(Place place, String browserHash) {
        var letter = draft(MailKind.SIGN_IN, place).says("text");
        if (browserHash.isEmpty()) {
            return letter.withButton(links.askedSignIn(place.exchange(), place.person()))
                    .done();
        }
        var ways = links.askedSignIn(place.exchange(), place.person(), browserHash);
        return letter.withButton(ways.url()).withCode(ways.code()).done();
    }

    /** @param places all of the reader's, at least one */
    Letter places(Place asked, List<Place> places) {
        var letter = draft(MailKind.FIND_EXCHANGES, asked).says("text");
        for (var place : places) {
            letter.withLink(UserText.of(place.exchange().name()), links.askedSignIn(place.exchange(), place.person()));
        }
        return letter.done();
    }

    Letter addressChange(Place place, EmailAddress newAddress) {
        return draft(MailKind.ADDRESS_CHANGE, place)
                .says("text")
                .withButton(links.confirmAddress(place.exchange(), place.person(), newAddress))
                .done();
    }

    /** Any of the e-mails that tell everybody the same, with a button that leads to one's own page. */
    Letter news(MailKind kind, Place place) {
        return toOwnPage(draft(kind, place).says("text").says("more"), place);
    }

    /**
     * What happened to the draw.
     *
     * @param changes of the draw since the last that this person got an e-mail about
     */
    Letter drawNews(MailKind kind, Place place, int changes) {
        return toOwnPage(counted(draft(kind, place).says("text").says("more"), changes), place);
    }

    /** The draw's result by e-mail, where the organiser wanted it so. */
    Letter pairingWithName(MailKind kind, Place place, String receiverName, int changes) {
        var letter = draft(kind, place).says("text").says("named", UserText.of(receiverName));
        return toOwnPage(counted(letter, changes), place);
    }

    private static LetterDraft counted(LetterDraft letter, int changes) {
        return changes > 1 ? letter.saysAsAll("mail.drawChanges", changes) : letter;
    }

    private Letter toOwnPage(LetterDraft letter, Place place) {
        return letter.withFacts(place.exchange())
                .withButton(links.signIn(place.exchange(), place.person()))
                .done();
    }

    Letter reminder(Place place) {
        var date = place.exchange().exchangeDate();
        var today = LocalDate.ofInstant(clock.instant(), date.getZone());
        return draft(MailKind.REMINDER, place)
                .withSubject(ChronoUnit.DAYS.between(today, date.toLocalDate()))
                .says("text")
                .says("more")
                .withFacts(place.exchange())
                .withButton(links.signIn(place.exchange(), place.person()))
                .withStop(links.unsubscribe(place.person()))
                .done();
    }

    /** Nothing when all is as it was before. */
    Optional<Letter> changed(Place place, Before before) {
        var exchange = place.exchange();
        var newDate = !before.date().toInstant().equals(exchange.exchangeDate().toInstant());
        var newBudget = !before.budget().equals(exchange.budget());
        if (!newDate && !newBudget) {
            return Optional.empty();
        }
        var letter = draft(MailKind.CHANGED, place).withSubject(newDate && newBudget ? 2 : newDate ? 1 : 0);
        if (newDate) {
            letter.says("date", letter.dateAndTime(before.date()), letter.dateAndTime(exchange.exchangeDate()));
        }
        if (newBudget) {
            var part = before.budget().isEmpty()
                    ? "firstBudget"
                    : exchange.budget().isEmpty() ? "noBudget" : "budget";
            letter.says(part, UserText.of(before.budget()), UserText.of(exchange.budget()));
        }
        return Optional.of(letter.says("more")
                .withFacts(exchange)
                .withButton(links.signIn(exchange, place.person()))
                .done());
    }

    Letter calledOff(Place place) {
        return draft(MailKind.CALLED_OFF, place)
                .says("text")
                .withOrganiser(place.exchange())
                .withButton(links.publicPage(place.exchange()))
                .done();
    }

    Letter withdrawal(Place place) {
        return draft(MailKind.WITHDRAWAL, place)
                .says("text")
                .says("more")
                .withButton(links.publicPage(place.exchange()))
                .done();
    }

    Letter removed(Place place) {
        return draft(MailKind.REMOVED, place)
                .says("text")
                .withOrganiser(place.exchange())
                .done();
    }

    private LetterDraft draft(MailKind kind, Place place) {
        var exchange = place.exchange();
        return new LetterDraft(messages, links.host(), kind, exchange.locale(), exchange.name())
                .greets(place.person().name());
    }
}
